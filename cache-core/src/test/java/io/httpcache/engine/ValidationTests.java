package io.httpcache.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.http.ByteRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Validators: sent, answered, confirmed (RFC 9111 §4.3).
 */
class ValidationTests {

	@ParameterizedTest
	@CsvSource({ "200, ETag: \"a\", true", "203, ETag: \"a\", true", "200, Last-Modified: {-10s}, true",
			"200, Last-Modified: x, false", "200, X-Own: a, false", "404, ETag: \"a\", false",
			"204, ETag: \"a\", false" })
	void a304ConfirmsAWholeRepresentationWithAValidator(int status, String line, boolean expected) {
		assertThat(Validation.canValidate(status, Given.fields(line))).isEqualTo(expected);
	}

	@Test
	void theConditionsAreTheValidatorsOfTheStoredResponse() {
		Given.Stored stored = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.conditions(List.of(stored), stored, Given.get()))
			.isEqualTo(Given.fields("If-None-Match: \"a\"", "If-Modified-Since: {-10s}"));
	}

	@Test
	void allVariantsAreNamedAndTheDateIsThatOfTheSelectedOne() {
		Given.Stored one = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		Given.Stored two = Given.stored("ETag: W/\"b\"", "Last-Modified: {-20s}");
		assertThat(Validation.conditions(List.of(one, two), two, Given.get()))
			.isEqualTo(Given.fields("If-None-Match: \"a\", W/\"b\"", "If-Modified-Since: {-20s}"));
		assertThat(Validation.conditions(List.of(one, two), null, Given.get()))
			.isEqualTo(Given.fields("If-None-Match: \"a\", W/\"b\""));
	}

	@Test
	void theCallersOwnTagsGoAlong() {
		Given.Stored stored = Given.stored("ETag: \"a\"");
		assertThat(Validation.conditions(List.of(stored), stored, Given.get("If-None-Match: \"b\"")))
			.isEqualTo(Given.fields("If-None-Match: \"a\", \"b\""));
		assertThat(Validation.conditions(List.of(stored), stored, Given.get("If-None-Match: \"a\"")))
			.isEqualTo(Given.fields("If-None-Match: \"a\""));
		assertThat(Validation.conditions(List.of(stored), stored, Given.get("If-None-Match: *")))
			.isEqualTo(Given.fields("If-None-Match: \"a\""));
	}

	@Test
	void whatHasNoValidatorGivesNoCondition() {
		Given.Stored none = Given.stored("Last-Modified: x");
		assertThat(Validation.conditions(List.of(none), none, Given.get("If-None-Match: \"b\"")).lines()).isEmpty();
		Given.Stored error = Given.stored(Given.get(), 404, "ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.conditions(List.of(error), error, Given.get()).lines()).isEmpty();
		Given.Stored blank = Given.stored("ETag: ", "Last-Modified: {-10s}");
		assertThat(Validation.conditions(List.of(blank), blank, Given.get()))
			.isEqualTo(Given.fields("If-Modified-Since: {-10s}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "If-None-Match: \"a\"          | NOT_MODIFIED", "If-None-Match: W/\"a\" | NOT_MODIFIED",
					"If-None-Match: \"b\"          | WHOLE", "If-None-Match: \"b\", \"a\"   | NOT_MODIFIED",
					"If-None-Match: *            | NOT_MODIFIED", "If-Modified-Since: {-10s}   | NOT_MODIFIED",
					"If-Modified-Since: {-9s}    | NOT_MODIFIED", "If-Modified-Since: {-11s}   | WHOLE",
					"If-Modified-Since: x        | WHOLE", "Accept: a                   | WHOLE" })
	void aStoredResponseAnswersTheCallersCondition(String line, Rendition.Form expected) {
		Given.Stored stored = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.rendition(Given.get(line), stored).form()).isEqualTo(expected);
	}

	@Test
	void ifNoneMatchComesBeforeIfModifiedSince() {
		// RFC 9110 §13.2.2
		Given.Stored stored = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.rendition(Given.get("If-None-Match: \"b\"", "If-Modified-Since: {0s}"), stored))
			.isEqualTo(Rendition.WHOLE);
	}

	@Test
	void withoutLastModifiedTheDateCountsThenTheArrival() {
		// RFC 9111 §4.3.2
		Given.Stored dated = Given.stored("Date: {-5s}");
		assertThat(Validation.rendition(Given.get("If-Modified-Since: {-5s}"), dated))
			.isEqualTo(Rendition.NOT_MODIFIED);
		assertThat(Validation.rendition(Given.get("If-Modified-Since: {-6s}"), dated)).isEqualTo(Rendition.WHOLE);
		Given.Stored bare = Given.stored();
		assertThat(Validation.rendition(Given.get("If-Modified-Since: {0s}"), bare)).isEqualTo(Rendition.NOT_MODIFIED);
		assertThat(Validation.rendition(Given.get("If-Modified-Since: {-1s}"), bare)).isEqualTo(Rendition.WHOLE);
	}

	@Test
	void onlyA200IsAnsweredWith304() {
		Given.Stored error = Given.stored(Given.get(), 404, "ETag: \"a\"");
		assertThat(Validation.rendition(Given.get("If-None-Match: \"a\""), error)).isEqualTo(Rendition.WHOLE);
	}

	@Test
	void aHeadIsAnsweredWithoutBody() {
		Given.Stored stored = Given.stored("ETag: \"a\"");
		assertThat(Validation.rendition(Given.request("HEAD"), stored)).isEqualTo(Rendition.WITHOUT_BODY);
		assertThat(Validation.rendition(Given.request("HEAD", "Range: bytes=0-1"), stored))
			.isEqualTo(Rendition.WITHOUT_BODY);
		assertThat(Validation.rendition(Given.request("HEAD", "If-None-Match: \"a\""), stored))
			.isEqualTo(Rendition.NOT_MODIFIED);
	}

	@ParameterizedTest
	@CsvSource({ "bytes=0-9, 0, 9", "bytes=90-, 90, 99", "bytes=-5, 95, 99", "bytes=50-500, 50, 99" })
	void aRangeIsCutFromTheWhole(String range, long first, long last) {
		Rendition rendition = Validation.rendition(Given.get("Range: " + range), Given.stored());
		assertThat(rendition).isEqualTo(Rendition.partial(new ByteRange.Interval(first, last).resolve(100)));
		assertThat(rendition.form()).isEqualTo(Rendition.Form.PARTIAL);
	}

	@Test
	void aRangeBeyondTheEndIsUnsatisfiable() {
		assertThat(Validation.rendition(Given.get("Range: bytes=100-"), Given.stored()))
			.isEqualTo(Rendition.UNSATISFIABLE_RANGE);
		assertThat(Validation.rendition(Given.get("Range: x"), Given.stored())).isEqualTo(Rendition.WHOLE);
		assertThat(Validation.rendition(Given.get("Range: bytes=0-1"), Given.stored(Given.get(), 404)))
			.isEqualTo(Rendition.WHOLE);
	}

	@ParameterizedTest
	@CsvSource({ "\"a\", PARTIAL", "\"b\", WHOLE", "W/\"a\", WHOLE", "{-10s}, PARTIAL", "{-9s}, WHOLE", "{-11s}, WHOLE",
			"x, WHOLE" })
	void ifRangeTakesAStrongTagOrExactlyTheDate(String condition, Rendition.Form expected) {
		// RFC 9110 §13.1.5
		Given.Stored stored = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.rendition(Given.get("Range: bytes=0-1", "If-Range: " + condition), stored).form())
			.isEqualTo(expected);
	}

	@Test
	void ifRangeNeedsAValidator() {
		CacheRequest request = Given.get("Range: bytes=0-1", "If-Range: \"a\"");
		assertThat(Validation.rendition(request, Given.stored())).isEqualTo(Rendition.WHOLE);
		assertThat(Validation.rendition(request, Given.stored("ETag: W/\"a\""))).isEqualTo(Rendition.WHOLE);
	}

	@Test
	void a304ConfirmsTheVariantWithItsTag() {
		Given.Stored one = Given.stored("ETag: \"a\"");
		Given.Stored two = Given.stored("ETag: W/\"b\"");
		List<StoredCandidate> both = List.of(one, two);
		assertThat(Validation.confirmed(both, Given.fields("ETag: \"b\""))).isSameAs(two);
		assertThat(Validation.confirmed(both, Given.fields("ETag: \"a\""))).isSameAs(one);
		assertThat(Validation.confirmed(both, Given.fields("ETag: \"c\""))).isNull();
		assertThat(Validation.confirmed(List.of(Given.stored()), Given.fields("ETag: \"c\""))).isNull();
	}

	@Test
	void orTheOneWithItsDate() {
		Given.Stored one = Given.stored("Last-Modified: {-10s}");
		Given.Stored two = Given.stored("Last-Modified: {-20s}");
		List<StoredCandidate> both = List.of(one, two);
		assertThat(Validation.confirmed(both, Given.fields("Last-Modified: {-20s}"))).isSameAs(two);
		assertThat(Validation.confirmed(both, Given.fields("Last-Modified: {-30s}"))).isNull();
		assertThat(Validation.confirmed(List.of(one), Given.fields("Last-Modified: {-30s}"))).isNull();
	}

	@Test
	void orWithoutAValidatorTheOnlyOneThatWasAskedAbout() {
		Given.Stored one = Given.stored("ETag: \"a\"");
		assertThat(Validation.confirmed(List.of(one), Given.fields())).isSameAs(one);
		assertThat(Validation.confirmed(List.of(one, Given.stored()), Given.fields())).isNull();
		assertThat(Validation.confirmed(List.of(), Given.fields())).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "ETag: \"a\" | Last-Modified: {-10s} | Content-Length: 100 | true",
					"ETag: \"a\" | Last-Modified: {-10s} |                     | true",
					"ETag: \"b\" | Last-Modified: {-10s} | Content-Length: 100 | false",
					"ETag: \"a\" | Last-Modified: {-9s}  | Content-Length: 100 | false",
					"ETag: \"a\" | Last-Modified: {-10s} | Content-Length: 101 | false",
					"          | Last-Modified: {-10s} | Content-Length: 100 | true",
					"          |                       | Content-Length: 101 | false",
					"          |                       |                     | true" })
	void aHeadDescribesWhatItsValidatorsAndLengthDoNotContradict(String tag, String modified, String length,
			boolean expected) {
		Given.Stored stored = Given.stored("ETag: \"a\"", "Last-Modified: {-10s}");
		assertThat(Validation.describes(Given.fields(tag, modified, length), stored)).isEqualTo(expected);
	}

	@Test
	void theFieldsOfA304TakeThePlaceOfTheStoredOnes() {
		assertThat(Validation.updated(Given.fields("X-One: a", "x-two: b", "X-Two: c"),
				Given.fields("X-TWO: d", "X-Three: e", "X-Three: f")))
			.isEqualTo(Given.fields("X-One: a", "X-TWO: d", "X-Three: e", "X-Three: f"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Encoding", "Content-Length", "Content-MD5", "Content-Range", "Content-Type",
			"Transfer-Encoding" })
	void whatDescribesTheStoredBytesStays(String name) {
		// RFC 9111 §3.2
		assertThat(Validation.updated(Given.fields(name + ": a"),
				Given.fields(name.toUpperCase(java.util.Locale.ROOT) + ": b")))
			.isEqualTo(Given.fields(name + ": a"));
		assertThat(Validation.updated(Given.fields(), Given.fields(name + ": b")).lines()).isEmpty();
	}

	@Test
	void ageAndDateAreThoseOfThe304() {
		assertThat(Validation.updated(Given.fields("Age: 10", "Date: {-10s}", "X-One: a"), Given.fields("Date: {0s}")))
			.isEqualTo(Given.fields("X-One: a", "Date: {0s}"));
		assertThat(Validation.updated(Given.fields("Age: 10", "Date: {-10s}", "X-One: a"), Given.fields()))
			.isEqualTo(Given.fields("X-One: a"));
	}

}
