package io.httpcache.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheControl}.
 */
class CacheControlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			max-age=3600                                | 3600
			MaX-aGe=3600                                | 3600
			max-age=0                                   | 0
			max-age="3600"                              | 3600
			max-age="36\\00"                            | 3600
			max-age=003600                              | 3600
			max-age=0100                                | 100
			foobar, max-age=3600                        | 3600
			foo=bar,max-age=3600,,                      | 3600
			,max-age=3600                               | 3600
			max-age=2147483647                          | 2147483647
			max-age=2147483648                          | 2147483648
			max-age=2147483649                          | 2147483648
			max-age=99999999999999999999999999999999    | 2147483648
			extension="max-age=3600", max-age=1         | 1
			max-age=1, extension="max-age=3600"         | 1
			extension="max-age=3600", max-age="1"       | 1
			max-age="1", extension="max-age=3600"       | 1
			extension="a\\", max-age=3600", max-age=1   | 1
			max-age=1800, max-age=1                     | 1800
			max-age=1, max-age=1800                     | 1
			s-maxage=1                                  | -1
			xmax-age=1                                  | -1
			max-agex=1                                  | -1
			""")
	void maxAgeIsReadFromWellFormedDirectives(String line, long seconds) {
		assertThat(parse(line).maxAge()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-age", "max-age=", "max-age=-1", "max-age=+1", "max-age=1.5", "max-age=3600.0",
			"max-age=abc", "max-age=a3600", "max-age=3600a", "max-age='3600'", "max-age =3600", "max-age= 3600",
			"max-age\t=\t3600", "max-age=\"3600", "max-age=\"3600\"x", "max-age=\"\"", "max-age=36 00",
			"max-age=3600 public", "max-age=3600; foo", "public; max-age=3600", "foo=\"bar, max-age=3600",
			"max-age=abc, max-age=3600", "max-age=\u0663" })
	void anUnreadableLifetimeCountsAsZero(String line) {
		assertThat(parse(line).maxAge()).isZero();
		assertThat(parse(line.replace("max-age", "s-maxage")).sMaxAge()).isZero();
	}

	@Test
	void theFirstOfSeveralLinesCounts() {
		assertThat(parse("max-age=3600", "max-age=1800").maxAge()).isEqualTo(3600);
		assertThat(parse("s-maxage=3600", "max-age=1").sMaxAge()).isEqualTo(3600);
		assertThat(parse("s-maxage=3600", "max-age=1").maxAge()).isEqualTo(1);
	}

	@Test
	void aBrokenQuoteDoesNotReachTheNextLine() {
		assertThat(parse("foo=\"bar", "max-age=60").maxAge()).isEqualTo(60);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-store", "NO-STORE", "no-store=1", "no-store foo", "no-store; max-age=60",
			"max-age=60; no-store", "foo=\"bar, no-store", "no-store@", " \tno-store\t", "a\u00e9, no-store",
			"\"x\", no-store" })
	void aProhibitionHoldsWhateverStandsAroundIt(String line) {
		assertThat(parse(line).noStore()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-stores", "foo=no-store", "foo=\"no-store\"", "foo=\"a, no-store\"", "\"no-store\"",
			"foo=\"\\\", no-store\"", "foo bar=\"a, no-store\"" })
	void whatIsNoDirectiveOfThatNameDoesNotProhibit(String line) {
		assertThat(parse(line).noStore()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "public foo", "public; max-age=1", "foo=\"x, public", "public@" })
	void aPermissionNeedsToBeReadable(String line) {
		assertThat(parse(line).isPublic()).isFalse();
		assertThat(parse(line.replace("public", "immutable")).immutable()).isFalse();
		assertThat(parse(line.replace("public", "must-understand")).mustUnderstand()).isFalse();
	}

	@Test
	void everyDirectiveIsRead() {
		CacheControl all = parse(
				"no-store, no-cache, private, public, must-revalidate, proxy-revalidate, must-understand, immutable",
				"only-if-cached, no-transform, max-age=1, s-maxage=2, stale-while-revalidate=3, stale-if-error=4",
				"min-fresh=5, max-stale=6");
		assertThat(all.noStore() && all.noCache() && all.isPrivate() && all.isPublic() && all.mustRevalidate())
			.isTrue();
		assertThat(all.proxyRevalidate() && all.mustUnderstand() && all.immutable()).isTrue();
		assertThat(all.onlyIfCached() && all.noTransform()).isTrue();
		assertThat(List.of(all.maxAge(), all.sMaxAge(), all.staleWhileRevalidate(), all.staleIfError(), all.minFresh(),
				all.maxStale()))
			.containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
	}

	@Test
	void nothingIsReadFromNothing() {
		assertThat(CacheControl.parse(List.of())).isSameAs(CacheControl.NONE);
		CacheControl none = parse("");
		assertThat(none.noStore() || none.noCache() || none.isPrivate() || none.isPublic() || none.mustRevalidate())
			.isFalse();
		assertThat(none.proxyRevalidate() || none.mustUnderstand() || none.immutable() || none.onlyIfCached()
				|| none.noTransform())
			.isFalse();
		assertThat(List.of(none.maxAge(), none.sMaxAge(), none.staleWhileRevalidate(), none.staleIfError(),
				none.minFresh(), none.maxStale()))
			.containsOnly(CacheControl.ABSENT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			max-stale      | 9223372036854775807
			max-stale=60   | 60
			max-stale=     | -1
			max-stale=abc  | -1
			max-stale foo  | -1
			min-fresh=60   | -1
			""")
	void maxStaleWithoutAnArgumentHasNoLimit(String line, long seconds) {
		assertThat(parse(line).maxStale()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stale-if-error", "stale-if-error=", "stale-if-error=-1", "stale-if-error= 60" })
	void anUnreadableWindowIsNone(String line) {
		assertThat(parse(line).staleIfError()).isEqualTo(CacheControl.ABSENT);
		assertThat(parse(line.replace("stale-if-error", "stale-while-revalidate")).staleWhileRevalidate())
			.isEqualTo(CacheControl.ABSENT);
		assertThat(parse(line.replace("stale-if-error", "min-fresh")).minFresh()).isEqualTo(CacheControl.ABSENT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			no-cache="Set-Cookie"                       | set-cookie
			no-cache="Set-Cookie, X-A,,x-a"             | set-cookie,x-a
			no-cache=Set-Cookie                         | set-cookie
			no-cache="Set\\-Cookie"                     | set-cookie
			no-cache="a", max-age=1, no-cache="b"       | a,b
			""")
	void qualifiedFormsNameFields(String line, String names) {
		CacheControl qualified = parse(line);
		assertThat(qualified.noCache()).isFalse();
		assertThat(String.join(",", qualified.noCacheFields())).isEqualTo(names);
		CacheControl privateOnes = parse(line.replace("no-cache", "private"));
		assertThat(privateOnes.isPrivate()).isFalse();
		assertThat(String.join(",", privateOnes.privateFields())).isEqualTo(names);
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-cache", "no-cache=", "no-cache=\"\"", "no-cache=\" , \"", "no-cache=\"a b\"",
			"no-cache=\"a, (b)\"", "no-cache=\"a", "no-cache =\"a\"", "no-cache=\"a\" b", "no-cache=\"a\", no-cache",
			"no-cache, no-cache=\"a\"" })
	void anUnreadableOrMixedQualifiedFormIsUnqualified(String line) {
		assertThat(parse(line).noCache()).isTrue();
		assertThat(parse(line).noCacheFields()).isEmpty();
		assertThat(parse(line.replace("no-cache", "private")).isPrivate()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			max-age=3600              | 3600
			max-age=99999999999       | 2147483648
			foobar, max-age=3600      | 3600
			max-age=3600;foo=bar      | 3600
			max-age=1, max-age=3600   | 3600
			max-age=-5                | 0
			max-age="3600"            | -1
			max-age=1.5               | -1
			max-age                   | -1
			max-age=(1 2)             | -1
			""")
	void aTargetedFieldIsADictionary(String line, long seconds) {
		CacheControl targeted = CacheControl.parseTargeted(List.of(line));
		assertThat(targeted).isNotNull();
		assertThat(targeted.maxAge()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "max-age=10000, &&&&&", "MaX-aGe=3600", "max-age =100", "max-age= 100", "max-age=1,",
			"no-store no-cache", "max-age=1000000000000000" })
	void aMalformedOrEmptyTargetedFieldIsIgnored(String line) {
		assertThat(CacheControl.parseTargeted(List.of(line))).isNull();
	}

	@Test
	void targetedDirectivesHaveTypes() {
		CacheControl targeted = CacheControl
			.parseTargeted(List.of("no-store=?0, no-cache=\"a, B\", private=c", "must-revalidate, public=1"));
		assertThat(targeted).isNotNull();
		assertThat(targeted.noStore()).isFalse();
		assertThat(targeted.noCacheFields()).containsExactly("a", "b");
		assertThat(targeted.privateFields()).containsExactly("c");
		assertThat(targeted.mustRevalidate()).isTrue();
		assertThat(targeted.isPublic()).isFalse();
		assertThat(CacheControl.parseTargeted(List.of())).isNull();
	}

	private static CacheControl parse(String... lines) {
		return CacheControl.parse(List.of(lines));
	}

}
