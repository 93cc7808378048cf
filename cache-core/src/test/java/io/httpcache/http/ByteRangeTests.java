package io.httpcache.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ByteRange}.
 */
class ByteRangeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=0-99                     | bytes 0-99/200
			bytes=0-0                      | bytes 0-0/200
			bytes=199-199                  | bytes 199-199/200
			bytes=100-1000                 | bytes 100-199/200
			bytes=5-                       | bytes 5-199/200
			bytes=-5                       | bytes 195-199/200
			bytes=-500                     | bytes 0-199/200
			bytes=-99999999999999999999999 | bytes 0-199/200
			bytes=0-99999999999999999999999| bytes 0-199/200
			BYTES= 0-99                    | bytes 0-99/200
			bytes=200-                     |
			bytes=200-300                  |
			bytes=99999999999999999999999- |
			bytes=-0                       |
			""")
	void aRangeIsResolved(String field, String contentRange) {
		ByteRange.Slice slice = ByteRange.parse(field).resolve(200);
		assertThat((slice != null) ? slice.contentRange(200) : null).isEqualTo(contentRange);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bytes", "bytes=", "bytes=-", "bytes=a-1", "bytes=1-a", "bytes=5-4", "bytes=1",
			"bytes=0-1,5-6", "bytes=0-1,", "bytes=--5", "bytes=-5-", "bytes=0 - 1", "bytes=+0-1", "bytes 0-1",
			"items=0-1", "byte=0-1", "bytes=\u06630-1" })
	void anythingElseIsNoRange(String field) {
		assertThat(ByteRange.parse(field)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=0-1,5-6   | true
			bytes=0-1 , x   | true
			bytes=0-1       | false
			bytes=0-1,      | false
			bytes=, ,0-1    | false
			items=0-1,5-6   | false
			bytes=          | false
			""")
	void severalRangesAreSeen(String field, boolean multiple) {
		assertThat(ByteRange.isMultiple(field)).isEqualTo(multiple);
	}

	@Test
	void absentIsNoRange() {
		assertThat(ByteRange.parse(null)).isNull();
		assertThat(ByteRange.isMultiple(null)).isFalse();
	}

	@Test
	void nothingOfAnEmptyRepresentationCanBeSelected() {
		assertThat(ByteRange.parse("bytes=0-").resolve(0)).isNull();
		assertThat(ByteRange.parse("bytes=0-0").resolve(0)).isNull();
		assertThat(ByteRange.parse("bytes=-1").resolve(0)).isNull();
		assertThat(ByteRange.unsatisfiedContentRange(0)).isEqualTo("bytes */0");
		assertThat(new ByteRange.Slice(3, 5).length()).isEqualTo(3);
	}

}
