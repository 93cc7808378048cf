package io.httpcache.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EntityTag} and {@link EntityTags}.
 */
class EntityTagTests {

	// RFC 9110 §8.8.3.2
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			W/"1"     | W/"1"     | false | true
			W/"1"     | W/"2"     | false | false
			W/"1"     | "1"       | false | true
			"1"       | "1"       | true  | true
			"1"       | "2"       | false | false
			""       | ""        | true  | true
			"abcdefü" | "abcdefü" | true  | true
			"a b"     | "a b"     | true  | true
			abc       | abc       | false | true
			abc       | "abc"     | false | false
			w/"1"     | w/"1"     | false | true
			w/"1"     | W/"1"     | false | false
			W\\"1"    | W\\"1"    | false | true
			W"1"      | W"1"      | false | true
			"a"b"     | "a"b"     | false | true
			"a        | "a        | false | true
			"         | "         | false | true
			""")
	void tagsAreCompared(String one, String other, boolean strong, boolean weak) {
		EntityTag a = EntityTag.parse(one);
		EntityTag b = EntityTag.parse(other);
		assertThat(a.strongMatch(b)).isEqualTo(strong);
		assertThat(b.strongMatch(a)).isEqualTo(strong);
		assertThat(a.weakMatch(b)).isEqualTo(weak);
		assertThat(b.weakMatch(a)).isEqualTo(weak);
		assertThat(a).hasToString(one);
		assertThat(EntityTags.parse(List.of("\"x\"", other)).weaklyContains(a)).isEqualTo(weak);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "a,b", "a\u0000b", "\"a\rb\"", "\u007f" })
	void whatCouldNotBeSentBackIsNoTag(String value) {
		assertThat(EntityTag.parse(value)).isNull();
	}

	@Test
	void partsAreRead() {
		assertThat(EntityTag.parse(" W/\"a,b\" ")).isEqualTo(new EntityTag(true, "\"a,b\""));
		assertThat(EntityTag.parse("\"a\"")).isEqualTo(new EntityTag(false, "\"a\""));
		assertThat(EntityTag.parse(null)).isNull();
	}

	@Test
	void listsKeepTheirOrder() {
		EntityTags tags = EntityTags.parse(List.of("\"1234\", W/\"ab,c\", \"5\\\", \"6,7\", raw", "\"8\""));
		assertThat(tags.any()).isFalse();
		assertThat(tags.tags()).extracting(EntityTag::toString)
			.containsExactly("\"1234\"", "W/\"ab,c\"", "\"5\\\"", "\"6,7\"", "raw", "\"8\"");
		assertThat(tags.weaklyContains(new EntityTag(false, "\"ab,c\""))).isTrue();
		assertThat(tags.weaklyContains(new EntityTag(false, "\"ab\""))).isFalse();
		assertThat(tags.weaklyContains(null)).isFalse();
	}

	@Test
	void anAsteriskMeansAnyRepresentation() {
		assertThat(EntityTags.parse(List.of(" * "))).isEqualTo(new EntityTags(true, List.of()));
		assertThat(EntityTags.parse(List.of("*")).weaklyContains(null)).isTrue();
		assertThat(EntityTags.parse(List.of("\"a\", *")).any()).isFalse();
		assertThat(EntityTags.parse(List.of("\"*\"")).any()).isFalse();
	}

	@Test
	void thereMayBeNone() {
		assertThat(EntityTags.parse(List.of())).isNull();
		assertThat(EntityTags.parse(List.of("", " , "))).isNull();
	}

}
