package io.httpcache.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.CacheReason;
import io.httpcache.http.CacheControl;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a response may be stored, and what of it (RFC 9111 §3).
 */
class StorabilityTests {

	@ParameterizedTest
	@CsvSource({ "100, STATUS", "199, STATUS", "200,", "201,", "206, PARTIAL_CONTENT", "299,", "304, STATUS", "404,",
			"500,", "599," })
	void theStatusIsFinalAndWhole(int status, CacheReason expected) {
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), status)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "no-store, NO_STORE, NO_STORE", "'no-store, must-understand',,", "private,, PRIVATE",
			"'private=\"X\"',,", "public,,", "no-cache,," })
	void aDirectiveForbidsStoring(String directive, CacheReason inPrivate, CacheReason inShared) {
		String line = "Cache-Control: " + directive;
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 200, line)).isEqualTo(inPrivate);
		assertThat(refusal(CacheMode.SHARED, CachePolicy.DEFAULT, Given.get(), 200, line)).isEqualTo(inShared);
	}

	@Test
	void mustUnderstandAsksForAStatusThatWeKnow() {
		String line = "Cache-Control: no-store, must-understand";
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 404, line)).isNull();
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 299, line))
			.isEqualTo(CacheReason.STATUS);
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 299, "Cache-Control: must-understand"))
			.isEqualTo(CacheReason.STATUS);
	}

	@ParameterizedTest
	@CsvSource({ "max-age=1, AUTHORIZATION", "public,", "must-revalidate,", "s-maxage=0,",
			"proxy-revalidate, AUTHORIZATION" })
	void anAnswerToAnAuthorizedRequestIsSharedOnlyWhereTheOriginSaysSo(String directive, CacheReason inShared) {
		CacheRequest request = Given.get("Authorization: Bearer a");
		String line = "Cache-Control: " + directive;
		assertThat(refusal(CacheMode.SHARED, CachePolicy.DEFAULT, request, 200, line)).isEqualTo(inShared);
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, request, 200, line)).isNull();
	}

	@Test
	void whatVariesByEverythingIsNotStored() {
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 200, "Vary: Accept, *"))
			.isEqualTo(CacheReason.VARY_STAR);
		assertThat(refusal(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), 200, "Vary: Accept")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "Cache-Control: no-store, NO_STORE", "Cache-Control: private, PRIVATE", "Vary: *, VARY_STAR",
			"Cache-Control: max-age=1, AUTHORIZATION" })
	void aRouteMayIgnoreOneProhibition(String line, Prohibition ignored) {
		CacheRequest request = (ignored == Prohibition.AUTHORIZATION) ? Given.get("Authorization: a") : Given.get();
		for (Prohibition each : Prohibition.values()) {
			CacheReason refusal = refusal(CacheMode.SHARED, Rules.with().ignoring(each).rules(), request, 200, line);
			if (each == ignored) {
				assertThat(refusal).as("ignoring %s", each).isNull();
			}
			else {
				assertThat(refusal).as("ignoring %s", each).isNotNull();
			}
		}
	}

	@Test
	void aCookieBarsConfiguredFreshness() {
		assertThat(configuration(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), "Set-Cookie: a=b"))
			.isEqualTo(CacheReason.SET_COOKIE);
		assertThat(configuration(CacheMode.PRIVATE, Rules.with().ignoring(Prohibition.SET_COOKIE).rules(), Given.get(),
				"Set-Cookie: a=b"))
			.isNull();
		assertThat(configuration(CacheMode.PRIVATE, CachePolicy.DEFAULT, Given.get(), "Cookie: a=b")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "Authorization: a, AUTHORIZATION, AUTHORIZATION", "Cookie: a=b, COOKIE, COOKIE", "Accept: a,," })
	void sharedConfiguredFreshnessNeverCoversACredential(String field, CacheReason expected, Prohibition ignored) {
		CacheRequest request = Given.get(field);
		assertThat(configuration(CacheMode.SHARED, CachePolicy.DEFAULT, request)).isEqualTo(expected);
		assertThat(configuration(CacheMode.PRIVATE, CachePolicy.DEFAULT, request)).isNull();
		if (ignored != null) {
			assertThat(configuration(CacheMode.SHARED, Rules.with().ignoring(ignored).rules(), request)).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info",
			"Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "tRAILER" })
	void fieldsOfTheConnectionAreNotStored(String name) {
		assertThat(stored(CacheMode.PRIVATE, CachePolicy.DEFAULT, name + ": a", "X-Own: b"))
			.isEqualTo(Given.fields("X-Own: b"));
	}

	@Test
	void fieldsThatConnectionNamesAreNotStored() {
		assertThat(stored(CacheMode.PRIVATE, CachePolicy.DEFAULT, "Connection: close, X-HOP", "X-Hop: a", "X-Own: b"))
			.isEqualTo(Given.fields("X-Own: b"));
	}

	@Test
	void fieldsThatNoCacheNamesAreNotStored() {
		String line = "Cache-Control: no-cache=\"X-One\", private=\"X-Two\"";
		assertThat(stored(CacheMode.PRIVATE, CachePolicy.DEFAULT, line, "X-One: a", "X-Two: b"))
			.isEqualTo(Given.fields(line, "X-Two: b"));
		assertThat(stored(CacheMode.SHARED, CachePolicy.DEFAULT, line, "X-One: a", "X-Two: b"))
			.isEqualTo(Given.fields(line));
		assertThat(stored(CacheMode.SHARED, Rules.with().ignoring(Prohibition.NO_CACHE).rules(), line, "X-One: a",
				"X-Two: b"))
			.isEqualTo(Given.fields(line, "X-One: a"));
		assertThat(stored(CacheMode.SHARED, Rules.with().ignoring(Prohibition.PRIVATE).rules(), line, "X-One: a",
				"X-Two: b"))
			.isEqualTo(Given.fields(line, "X-Two: b"));
	}

	@Test
	void whatIsNotStoredCannotBeAskedForEither() {
		FieldLines fields = Given.fields("Connection: close, X-Hop", "X-Hop: a", "X-Own: b");
		Fields stored = new Storability(CacheMode.PRIVATE).storedFields(fields, CacheControl.NONE, CachePolicy.DEFAULT);
		assertThat(stored.first("connection")).isNull();
		assertThat(stored.first("X-HOP")).isNull();
		assertThat(stored.all("x-hop")).isEmpty();
		assertThat(stored.first("x-own")).isEqualTo("b");
		assertThat(stored.all("X-Own")).containsExactly("b");
	}

	private static CacheReason refusal(CacheMode mode, CachePolicy policy, CacheRequest request, int status,
			String... lines) {
		FieldLines fields = Given.fields(lines);
		return new Storability(mode).refusal(request, policy, status, fields,
				CacheControl.parse(fields.all("Cache-Control")));
	}

	private static CacheReason configuration(CacheMode mode, CachePolicy policy, CacheRequest request,
			String... lines) {
		return new Storability(mode).configurationRefusal(request, policy, Given.fields(lines));
	}

	private static FieldLines stored(CacheMode mode, CachePolicy policy, String... lines) {
		FieldLines fields = Given.fields(lines);
		return FieldLines.copyOf(
				new Storability(mode).storedFields(fields, CacheControl.parse(fields.all("Cache-Control")), policy));
	}

}
