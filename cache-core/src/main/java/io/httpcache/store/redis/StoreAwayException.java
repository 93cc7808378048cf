package io.httpcache.store.redis;

/**
 * The store is known to be away and was not asked. Without a stack trace, because it is
 * thrown on every call meanwhile.
 */
final class StoreAwayException extends RuntimeException {

	StoreAwayException(String message) {
		super(message, null, false, false);
	}

}
