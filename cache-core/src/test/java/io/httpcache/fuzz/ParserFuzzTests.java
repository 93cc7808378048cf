package io.httpcache.fuzz;

import java.util.List;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.httpcache.http.AcceptLanguage;
import io.httpcache.http.AgeField;
import io.httpcache.http.ByteRange;
import io.httpcache.http.CacheControl;
import io.httpcache.http.DeltaSeconds;
import io.httpcache.http.EntityTag;
import io.httpcache.http.EntityTags;
import io.httpcache.http.FieldNames;
import io.httpcache.http.FieldValues;
import io.httpcache.http.HttpDate;
import io.httpcache.http.MediaTypes;
import io.httpcache.http.StructuredFields;
import io.httpcache.http.Uris;
import io.httpcache.http.VaryField;
import io.httpcache.route.InvalidUrlPatternException;
import io.httpcache.route.UrlPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes a peer sends, each parser reads or ignores them.
 */
class ParserFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void cacheControl(byte[] data) {
		List<String> lines = Bytes.lines(data);
		CacheControl control = CacheControl.parse(lines);
		assertThat(control.maxAge()).isBetween(CacheControl.ABSENT, DeltaSeconds.MAX);
		assertThat(control.sMaxAge()).isBetween(CacheControl.ABSENT, DeltaSeconds.MAX);
		CacheControl.parseTargeted(lines);
	}

	@FuzzTest(maxDuration = "30s")
	void structuredFields(byte[] data) {
		List<String> lines = Bytes.lines(data);
		StructuredFields.parseList(lines);
		StructuredFields.parseDictionary(lines);
		String text = Bytes.text(data);
		assertThat(StructuredFields.serializeString(text)).matches("\"[ -~]*\"");
		assertThat(StructuredFields.serializeKeyOrToken(text)).matches("[ -~]*");
	}

	@FuzzTest(maxDuration = "30s")
	void values(byte[] data) {
		List<String> lines = Bytes.lines(data);
		String value = lines.get(0);
		assertThat(AgeField.parse(lines)).isLessThanOrEqualTo(DeltaSeconds.MAX);
		assertThat(DeltaSeconds.parse(value)).isLessThanOrEqualTo(DeltaSeconds.MAX);
		AcceptLanguage.favourite(lines);
		EntityTag.parse(value);
		EntityTags.parse(lines);
		VaryField.parse(lines);
		FieldValues.split(lines);
		MediaTypes.essence(value);
		FieldNames.of("a*", "token").contains(value);
		ByteRange.isMultiple(value);
		ByteRange range = ByteRange.parse(value);
		ByteRange.Slice slice = (range != null) ? range.resolve(1000) : null;
		if (slice != null) {
			assertThat(slice.first()).isBetween(0L, slice.last());
			assertThat(slice.last()).isLessThan(1000);
		}
	}

	@FuzzTest(maxDuration = "30s")
	void dates(byte[] data) {
		String value = Bytes.text(data);
		long date = HttpDate.parse(value, 0);
		if (date != HttpDate.INVALID) {
			assertThat(HttpDate.parse(HttpDate.format(date))).isEqualTo(date - Math.floorMod(date, 1000L));
		}
	}

	@FuzzTest(maxDuration = "30s")
	void uris(byte[] data) {
		String text = Bytes.text(data);
		assertThat(Uris.redact(text, "token"::equals)).matches("[!-~]*");
		Uris.withoutQueryParameters(text, Set.of("a", ""));
	}

	@FuzzTest(maxDuration = "30s")
	void urlPatterns(byte[] data) {
		List<String> lines = Bytes.lines(data);
		try {
			UrlPattern pattern = UrlPattern.parse(lines.get(0));
			assertThat(UrlPattern.parse(pattern.toString())).isEqualTo(pattern);
			pattern.matches(lines.get(lines.size() - 1));
		}
		catch (InvalidUrlPatternException ex) {
			assertThat(ex).hasMessageMatching("[^\\p{Cntrl}\u2028\u2029]*");
		}
	}

}
