package io.httpcache.http;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptLanguage}, {@link AgeField}, {@link DeltaSeconds},
 * {@link FieldValues}, {@link MediaTypes} and {@link VaryField}.
 */
class ListFieldTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			0            | 0
			7200         | 7200
			0007200      | 7200
			` 7200\t`    | 7200
			2147483647   | 2147483647
			2147483648   | 2147483648
			2147483649   | 2147483648
			99999999999999999999999 | 2147483648
			7200, 0      | 7200
			0, 7200      | 0
			`0 ,x`       | 0
			``           | -1
			abc          | -1
			-7200        | -1
			+7200        | -1
			7200.0       | -1
			7200;foo=111 | -1
			`, 7200`     | -1
			abc, 7200    | -1
			72 00        | -1
			""")
	void ageIsTheFirstMemberOrNone(String line, long seconds) {
		assertThat(AgeField.parse(List.of(line))).isEqualTo(seconds);
		if (line.indexOf(',') < 0) {
			assertThat(DeltaSeconds.parse(line)).isEqualTo(seconds);
		}
	}

	@Test
	void ageIsOfTheFirstLine() {
		assertThat(AgeField.parse(List.of("7200", "0"))).isEqualTo(7200);
		assertThat(AgeField.parse(List.of("0", "7200"))).isZero();
		assertThat(AgeField.parse(List.of("abc", "7200"))).isEqualTo(-1);
		assertThat(AgeField.parse(List.of())).isEqualTo(-1);
		assertThat(DeltaSeconds.parse(null)).isEqualTo(-1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			de                         | de
			fr;q=0.5, de;q=1.0         | de
			`de-AT\t;\tQ=0.9, en;q=0.8` | de-AT
			en;q=0.8, de;q=0.801       | de
			de;q=0., fr;q=0.001        | fr
			en, de                     |
			en;q=0.5, de;q=0.500       |
			en, de, fr;q=0.1           |
			*                          |
			*, de;q=0.9                |
			*;q=0.9, de                | de
			de;q=0                     |
			de;q=1.001                 |
			de;q=2                     |
			de;q=                      |
			de;level=1                 |
			de, "                      |
			de_AT                      |
			``                         |
			""")
	void aFavouriteLanguageIsWantedMoreThanEveryOther(String line, @Nullable String favourite) {
		assertThat(AcceptLanguage.favourite(List.of(line))).isEqualTo(favourite);
	}

	@Test
	void languagesOfSeveralLinesAreOneList() {
		assertThat(AcceptLanguage.favourite(List.of("fr;q=0.5", "de"))).isEqualTo("de");
		assertThat(AcceptLanguage.favourite(List.of("fr", "de"))).isNull();
		assertThat(AcceptLanguage.favourite(List.of())).isNull();
	}

	@Test
	void membersAreSplitAtCommasOutsideQuotes() {
		assertThat(split("a, b ,\tc")).containsExactly("a", "b", "c");
		assertThat(split(",, a,, ,", "", "b")).containsExactly("a", "b");
		assertThat(split("a=\"1, 2\", b")).containsExactly("a=\"1, 2\"", "b");
		assertThat(split("a=\"1\\\", 2\", b")).containsExactly("a=\"1\\\", 2\"", "b");
		assertThat(split("a=\"1\\\\\", b")).containsExactly("a=\"1\\\\\"", "b");
		assertThat(split("\"a\"\"b,c\",d")).containsExactly("\"a\"\"b,c\"", "d");
		assertThat(split()).isEmpty();
		assertThat(split("")).isEmpty();
	}

	@Test
	void aQuoteThatIsNeverClosedHidesNoMember() {
		assertThat(split("a=\"1, b, c", "d")).containsExactly("a=\"1", "b", "c", "d");
		assertThat(split("\"x\", a=\"1\\\", b")).containsExactly("\"x\"", "a=\"1\\\"", "b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			text/html                           | text/html
			Text/HTML; charset=utf-8            | text/html
			` text/html ;charset=utf-8`         | text/html
			application/vnd.a+json;x="a/b;c"    | application/vnd.a+json
			text                                | ``
			text/                               | ``
			/html                               | ``
			text/html/x                         | ``
			text /html                          | ``
			`text/html, text/plain`             | ``
			`;a/b`                              | ``
			``                                  | ``
			""")
	void theEssenceIsTypeAndSubtype(String contentType, String essence) {
		assertThat(MediaTypes.essence(contentType)).isEqualTo(essence);
	}

	@Test
	void anAbsentContentTypeHasNoEssence() {
		assertThat(MediaTypes.essence(null)).isEmpty();
	}

	@Test
	void varyNamesAreDistinctLowerCaseAndInOrder() {
		assertThat(vary("Foo, bar", "BAR,Baz")).isEqualTo(new VaryField(false, List.of("foo", "bar", "baz")));
		assertThat(vary("foo, , b r, \"x\", (y), ok")).isEqualTo(new VaryField(false, List.of("foo", "ok")));
		assertThat(vary("x*")).isEqualTo(new VaryField(false, List.of("x*")));
		assertThat(vary("")).isEqualTo(VaryField.NONE);
		assertThat(vary()).isEqualTo(VaryField.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "*, *", ", *", "*, Foo", "Foo, *", "Foo,*,Bar", " *\t" })
	void anAsteriskAnywhereMeansAny(String line) {
		assertThat(vary(line).any()).isTrue();
		assertThat(vary("", line).any()).isTrue();
		assertThat(vary(line, "Foo").any()).isTrue();
	}

	private static List<String> split(String... lines) {
		return FieldValues.split(List.of(lines));
	}

	private static VaryField vary(String... lines) {
		return VaryField.parse(List.of(lines));
	}

}
