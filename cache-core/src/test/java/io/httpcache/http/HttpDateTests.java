package io.httpcache.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpDate}.
 */
class HttpDateTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z
			Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z
			Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z
			Sun Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z
			Thu, 01 Jan 1970 00:00:00 GMT     | 1970-01-01T00:00:00Z
			Tue, 19 Jan 2038 14:14:08 GMT     | 2038-01-19T14:14:08Z
			Sun, 21 Nov 2286 04:46:39 GMT     | 2286-11-21T04:46:39Z
			Thu Aug  8 02:01:18 2050          | 2050-08-08T02:01:18Z
			THU, 18 Aug 2050 02:01:18 GMT     | 2050-08-18T02:01:18Z
			Thu, 18 AUG 2050 02:01:18 GMT     | 2050-08-18T02:01:18Z
			Thu, 18 Aug 2050 02:01:18 gMT     | 2050-08-18T02:01:18Z
			Mon, 18 Aug 2050 02:01:18 GMT     | 2050-08-18T02:01:18Z
			Thu, 29 Feb 2024 00:00:00 GMT     | 2024-02-29T00:00:00Z
			Tue, 29 Feb 2000 00:00:00 GMT     | 2000-02-29T00:00:00Z
			Sat, 31 Dec 2016 23:59:60 GMT     | 2017-01-01T00:00:00Z
			Sat, 01 Jan 0000 00:00:00 GMT     | 0000-01-01T00:00:00Z
			Fri, 31 Dec 9999 23:59:59 GMT     | 9999-12-31T23:59:59Z
			Thursday, 18-Aug-50 02:01:18 GMT  | 2050-08-18T02:01:18Z
			Friday, 01-Jan-69 00:00:00 GMT    | 2069-01-01T00:00:00Z
			Wednesday, 01-Jan-70 00:00:00 GMT | 1970-01-01T00:00:00Z
			Saturday, 01-Jan-99 00:00:00 GMT  | 1999-01-01T00:00:00Z
			""")
	void theThreeFormsAreRead(String value, Instant expected) {
		assertThat(HttpDate.parse(value)).isEqualTo(expected.toEpochMilli());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "now", "Tue 19 Jan 2038 14:14:08 GMT", "Thu, 18 Aug 2050 02:01:18 UTC",
			"Thu, 18 Aug 2050 02:01:18 AEST", "Thu, 18 Aug 2050 02:01:18 +0000", "Thu, 18 Aug 50 02:01:18 GMT",
			"Thu 18 Aug 2050 02:01:18 GMT", "Thu, 18  Aug  2050 02:01:18 GMT", "Thu, 18-Aug-2050 02:01:18 GMT",
			"Thu, 18 Aug 2050 02.01.18 GMT", "Thu, 18 Aug 2050 2:01:18 GMT", "Thu, 8 Aug 2050 02:01:18 GMT",
			" Thu, 18 Aug 2050 02:01:18 GMT", "Thu, 18 Aug 2050 02:01:18 GMT ", "Thu, 18 Aug 2050 02:01:18 GMT, x",
			"Xxx, 18 Aug 2050 02:01:18 GMT", "Thu, 18 Xxx 2050 02:01:18 GMT", "Thu, 00 Aug 2050 02:01:18 GMT",
			"Thu, 32 Aug 2050 02:01:18 GMT", "Thu, 31 Sep 2050 02:01:18 GMT", "Thu, 29 Feb 2023 02:01:18 GMT",
			"Mon, 29 Feb 2100 02:01:18 GMT", "Thu, 30 Feb 2024 02:01:18 GMT", "Thu, 18 Aug 2050 24:01:18 GMT",
			"Thu, 18 Aug 2050 02:60:18 GMT", "Thu, 18 Aug 2050 02:01:61 GMT", "Thu, 18 Aug 205x 02:01:18 GMT",
			"Thu, x8 Aug 2050 02:01:18 GMT", "Thu, 18 Aug 2050 -2:01:18 GMT", "Thu, 18 Aug 2050 02:01:1\u0663 GMT",
			"\u017fun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06 Nov 94 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
			"Sunday, 06-Nov-1994 08:49:37 GMT", "Someday, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-9x 08:49:37 GMT",
			"Sunday, 06-Nov-94 08:49:37", "Sunday 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
			"Sun Nov 06 08:49:37 199", "Sun Nov  0 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT",
			"Sun Nov  x 08:49:37 1994", "Sun Xxx  6 08:49:37 1994", "Xxx Nov  6 08:49:37 1994",
			"1994-11-06T08:49:37.000Z", "1994-11-06T08:49:37Z and more" })
	void anythingElseIsNoDate(String value) {
		assertThat(HttpDate.parse(value)).isEqualTo(HttpDate.INVALID);
		assertThat(HttpDate.parse(value, 0)).isEqualTo(HttpDate.INVALID);
	}

	@Test
	void absentIsNoDate() {
		assertThat(HttpDate.parse(null)).isEqualTo(HttpDate.INVALID);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-24T12:00:00Z | Sunday, 24-Nov-76 12:00:00 GMT | 2076-11-24T12:00:00Z
			2026-11-24T12:00:00Z | Sunday, 24-Nov-76 12:00:01 GMT | 1976-11-24T12:00:01Z
			2026-11-24T12:00:00Z | Sunday, 25-Nov-76 00:00:00 GMT | 1976-11-25T00:00:00Z
			2026-11-24T12:00:00Z | Sunday, 01-Jan-77 00:00:00 GMT | 1977-01-01T00:00:00Z
			2026-11-24T12:00:00Z | Sunday, 01-Jan-27 00:00:00 GMT | 2027-01-01T00:00:00Z
			2026-11-24T12:00:00Z | Sunday, 01-Jan-26 00:00:00 GMT | 2026-01-01T00:00:00Z
			1994-11-06T00:00:00Z | Sunday, 01-Jan-44 00:00:00 GMT | 2044-01-01T00:00:00Z
			1994-11-06T00:00:00Z | Sunday, 01-Jan-45 00:00:00 GMT | 1945-01-01T00:00:00Z
			2099-01-01T00:00:00Z | Sunday, 01-Jan-10 00:00:00 GMT | 2110-01-01T00:00:00Z
			2024-02-29T00:00:00Z | Sunday, 01-Mar-74 00:00:00 GMT | 2074-03-01T00:00:00Z
			2026-11-24T12:00:00Z | Sunday, 31-Feb-26 00:00:00 GMT |
			""")
	void aTwoDigitYearIsAtMostFiftyYearsAhead(Instant now, String value, Instant expected) {
		assertThat(HttpDate.parse(value, now.toEpochMilli()))
			.isEqualTo((expected != null) ? expected.toEpochMilli() : HttpDate.INVALID);
	}

	@Test
	void datesAreWrittenAsImfFixdate() {
		assertThat(HttpDate.format(784_111_777_999L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
		assertThat(HttpDate.format(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(HttpDate.format(-1)).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
		assertThat(HttpDate.format(Long.MAX_VALUE)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
		assertThat(HttpDate.format(Long.MIN_VALUE)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
	}

	@Property(tries = 2000)
	void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds) {
		String written = HttpDate.format(seconds * 1000);
		assertThat(written).hasSize(29);
		assertThat(HttpDate.parse(written)).isEqualTo(seconds * 1000);
		assertThat(written)
			.isEqualTo(DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", java.util.Locale.US)
				.format(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC)));
	}

}
