package io.httpcache.store;

/**
 * Stored bytes that are damaged, cut short, foreign or of an unknown version. Whoever
 * reads them treats that as a miss.
 */
public final class CorruptEntryException extends Exception {

	/**
	 * Bytes that cannot be read.
	 * @param message what is wrong, without any of the bytes
	 */
	public CorruptEntryException(String message) {
		super(message);
	}

}
