package io.httpcache.client;

import io.httpcache.http.FieldNames;

/**
 * Request fields that carry a credential: what {@code partition: application} takes out
 * of the key.
 */
public final class CredentialFields {

	static final FieldNames NAMES = FieldNames.of("authorization", "proxy-authorization", "cookie", "dpop", "x-amz-*");

	private CredentialFields() {
	}

	/**
	 * Whether a field carries a credential.
	 * @param name a field name in any case
	 * @return {@code true} when it does
	 */
	public static boolean contains(String name) {
		return NAMES.contains(name);
	}

}
