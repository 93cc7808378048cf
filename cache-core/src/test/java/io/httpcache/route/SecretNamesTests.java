package io.httpcache.route;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "api_key", "apikey", "apiKey", "API-KEY", "x-api-key", "key", "token", "access_token",
			"refresh_token", "id_token", "csrf-token", "auth", "authorization", "password", "passwd", "pwd", "secret",
			"client_secret", "signature", "sig", "X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Credential",
			"X-Goog-Signature", "session", "sessionid", "PHPSESSID", "sid", "jwt", "user[password]", "auth.token",
			"api%5Fkey", "%74oken" })
	void looksLikeASecret(String name) {
		assertThat(SecretNames.DEFAULT.matches(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "page", "q", "id", "keyword", "keys", "tokens_per_page", "author", "authors", "side",
			"signed", "passenger", "code", "utm_source", "sort_key", "%", "%zz", "\u00e4", "monkey" })
	void looksHarmless(String name) {
		assertThat(SecretNames.DEFAULT.matches(name)).isFalse();
	}

	@Test
	void furtherNamesJoinTheBuiltInOnes() {
		SecretNames names = SecretNames.of(Set.of("Customer-No", "", "--"));
		assertThat(names.matches("customer_no")).isTrue();
		assertThat(names.matches("token")).isTrue();
		assertThat(names.matches("")).isFalse();
		assertThat(SecretNames.DEFAULT.matches("customer_no")).isFalse();
	}

}
