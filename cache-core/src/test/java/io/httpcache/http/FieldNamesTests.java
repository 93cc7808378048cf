package io.httpcache.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldNames}.
 */
class FieldNamesTests {

	private final FieldNames names = FieldNames.of("Accept*", "User-Agent", "host", "X-B3-*", "cache-control",
			"CACHE-CONTROL", "x_y");

	@ParameterizedTest
	@ValueSource(strings = { "accept", "Accept", "ACCEPT-ENCODING", "user-agent", "USER-AGENT", "Host", "x-b3-traceid",
			"X-B3-", "Cache-Control", "X_Y" })
	void namesAreFoundInAnyCase(String name) {
		assertThat(this.names.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "accep", "x-b3", "xaccept", "hos", "hosts", "user_agent", "x\u007fy",
			"\u017fhost", "ho\u017ft", "Authorization", "\u0141ccept", "*" })
	void othersAreNot(String name) {
		assertThat(this.names.contains(name)).isFalse();
	}

	@Test
	void anAsteriskAloneMeansAll() {
		assertThat(FieldNames.of("*").contains("Authorization")).isTrue();
		assertThat(FieldNames.of("*").contains("")).isTrue();
		assertThat(FieldNames.NONE.contains("Authorization")).isFalse();
		assertThat(FieldNames.NONE.contains("")).isFalse();
	}

	@Test
	void manyNamesFindTheirPlace() {
		String[] many = new String[500];
		for (int i = 0; i < many.length; i++) {
			many[i] = "X-Name-" + i;
		}
		FieldNames set = FieldNames.of(many);
		for (String name : many) {
			assertThat(set.contains(name.toLowerCase())).isTrue();
		}
		assertThat(set.contains("x-name-500")).isFalse();
	}

}
