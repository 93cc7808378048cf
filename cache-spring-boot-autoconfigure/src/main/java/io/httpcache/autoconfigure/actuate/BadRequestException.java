package io.httpcache.autoconfigure.actuate;

/**
 * A parameter that cannot be used. Its message is for who sent it.
 */
final class BadRequestException extends RuntimeException {

	BadRequestException(String message) {
		super(message);
	}

}
