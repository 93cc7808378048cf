package io.httpcache.engine;

/**
 * Why a request goes to the origin (RFC 9211 §2.2).
 */
public enum ForwardReason {

	/** Nothing is stored for the URI. */
	URI_MISS("uri-miss"),

	/** What is stored was selected by other request fields. */
	VARY_MISS("vary-miss"),

	/** What is stored is stale. */
	STALE("stale"),

	/** The request does not accept what is stored. */
	REQUEST("request"),

	/** The request asks for a part that the cache cannot give. */
	PARTIAL("partial"),

	/** The method is not one to answer from a cache. */
	METHOD("method"),

	/** The cache stands aside. */
	BYPASS("bypass");

	private final String token;

	ForwardReason(String token) {
		this.token = token;
	}

	/**
	 * The value of the parameter {@code fwd}.
	 * @return a token
	 */
	public String token() {
		return this.token;
	}

}
