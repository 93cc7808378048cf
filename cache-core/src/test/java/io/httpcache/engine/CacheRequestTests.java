package io.httpcache.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.RequestCacheOptions;
import io.httpcache.http.CacheControl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request says to a cache.
 */
class CacheRequestTests {

	@ParameterizedTest
	@CsvSource({ "Range: bytes=0-1, true, false, false, false, false",
			"If-None-Match: \"a\", false, true, false, false, false",
			"If-Modified-Since: x, false, true, false, false, false",
			"If-Match: \"a\", false, false, true, false, false",
			"If-Unmodified-Since: x, false, false, true, false, false",
			"Authorization: a, false, false, false, true, false", "Cookie: a=b, false, false, false, false, true",
			"COOKIE: a=b, false, false, false, false, true", "Accept: a, false, false, false, false, false",
			"Fooge: a, false, false, false, false, false", "Cookia: a, false, false, false, false, false",
			"If-Mutch: a, false, false, false, false, false", "If-Nono-Match: a, false, false, false, false, false",
			"If-Modified-Sinke: a, false, false, false, false, false",
			"If-Unmodified-Sinke: a, false, false, false, false, false" })
	void theFieldsThatMatterAreNoted(String line, boolean range, boolean conditional, boolean originConditional,
			boolean authorized, boolean cookie) {
		// Neighbours of the same length neither set nor clear anything
		CacheRequest request = Given.get(line, "Xange: a", "Cookix: a", "If-Xatch: a", "If-None-Xatch: a",
				"If-Modified-Xince: a", "If-Unmodified-Xince: a");
		assertThat(request.range() != null).isEqualTo(range);
		assertThat(request.conditional()).isEqualTo(conditional);
		assertThat(request.originConditional()).isEqualTo(originConditional);
		assertThat(request.authorized()).isEqualTo(authorized);
		assertThat(request.cookie()).isEqualTo(cookie);
	}

	@Test
	void allFieldsThatMatterMayComeTogether() {
		CacheRequest request = Given.get("Pragma: no-cache", "Cookie: a=b", "Authorization: a",
				"Cache-Control: max-age=5", "If-None-Match: \"a\"", "If-Modified-Since: x", "If-Match: \"a\"",
				"If-Unmodified-Since: x", "Range: bytes=0-1");
		assertThat(request.range()).isEqualTo("bytes=0-1");
		assertThat(request.conditional()).isTrue();
		assertThat(request.originConditional()).isTrue();
		assertThat(request.authorized()).isTrue();
		assertThat(request.cookie()).isTrue();
		assertThat(request.directives().maxAge()).isEqualTo(5);
		assertThat(request.directives().noCache()).isFalse();
	}

	@Test
	void pragmaCountsOnlyWithoutCacheControl() {
		assertThat(Given.get("Pragma: no-cache").directives().noCache()).isTrue();
		assertThat(Given.get("Pragma: no-store").directives().noStore()).isFalse();
		assertThat(Given.get("Pragma: foo").directives().noCache()).isFalse();
		// RFC 9111 §5.4
		assertThat(Given.get("Pragma: no-cache", "Cache-Control: max-age=5").directives().noCache()).isFalse();
		assertThat(Given.get().directives()).isSameAs(CacheControl.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT", "SEARCH" })
	void theseMethodsAreSafe(String method) {
		assertThat(Given.request(method).isSafe()).isTrue();
		assertThat(Given.request(method).isHead()).isEqualTo(method.equals("HEAD"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "MKCOL", "FOO", "get" })
	void allOthersAreNot(String method) {
		assertThat(Given.request(method).isSafe()).isFalse();
	}

	@Test
	void aPostWhoseBodyIsPartOfTheKeyIsAQuery() {
		assertThat(keyed("POST").isSafe()).isTrue();
	}

	@Test
	void refreshingOptionsDemandTheOriginsWord() {
		RequestCacheOptions none = RequestCacheOptions.NONE;
		assertThat(Given.asking(none.refresh(), "GET").demandsValidation()).isTrue();
		assertThat(Given.asking(none.refresh(), "GET").demandsWhole()).isFalse();
		assertThat(Given.asking(none.forceRefresh(), "GET").demandsValidation()).isTrue();
		assertThat(Given.asking(none.forceRefresh(), "GET").demandsWhole()).isTrue();
		assertThat(Given.get("Cache-Control: no-cache").demandsValidation()).isTrue();
		assertThat(Given.get("Cache-Control: no-cache").demandsWhole()).isFalse();
		assertThat(Given.get().demandsValidation()).isFalse();
	}

	@Test
	void onlyAStoredResponseMayBeAcceptable() {
		assertThat(Given.get("Cache-Control: only-if-cached").onlyIfCached()).isTrue();
		assertThat(Given.asking(RequestCacheOptions.NONE.onlyIfCached(), "GET").onlyIfCached()).isTrue();
		assertThat(Given.get().onlyIfCached()).isFalse();
	}

	@Test
	void theGetThatAnAnswerServesLaterAsksForTheWhole() {
		CacheRequest get = CacheRequest
			.read("POST", Given.HERE,
					Given.fields("Authorization: a", "Cookie: b", "Range: bytes=0-1", "If-None-Match: \"a\"",
							"If-Match: \"b\"", "Cache-Control: max-age=3"),
					true, RequestCacheOptions.NONE.ttl(Duration.ofSeconds(1)))
			.asGet();
		assertThat(get.method()).isEqualTo("GET");
		assertThat(get.uri()).isEqualTo(Given.HERE);
		assertThat(get.range()).isNull();
		assertThat(get.conditional()).isFalse();
		assertThat(get.originConditional()).isFalse();
		assertThat(get.authorized()).isTrue();
		assertThat(get.cookie()).isTrue();
		assertThat(get.bodyKeyed()).isFalse();
		assertThat(get.directives().maxAge()).isEqualTo(3);
		assertThat(get.options().ttl()).isEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "GET, false,", "HEAD, false,", "OPTIONS, false, METHOD", "PUT, false, METHOD", "POST, false, METHOD",
			"POST, true,", "QUERY, false, METHOD", "QUERY, true,", "DELETE, false, METHOD" })
	void theCacheActsOnTheMethodsOfTheRoute(String method, boolean bodyKeyed, io.httpcache.CacheReason expected) {
		CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);
		CacheRequest request = bodyKeyed ? keyed(method) : Given.request(method);
		assertThat(engine.bypass(request, CachePolicy.DEFAULT)).isEqualTo(expected);
	}

	@Test
	void theCacheStandsAsideWhereItIsToldTo() {
		CacheEngine engine = new CacheEngine(CacheMode.PRIVATE, false, false);
		assertThat(engine.bypass(Given.get(), Rules.with().disabled().rules()))
			.isEqualTo(io.httpcache.CacheReason.DISABLED);
		assertThat(engine.bypass(Given.asking(RequestCacheOptions.NONE.bypass(), "GET"), CachePolicy.DEFAULT))
			.isEqualTo(io.httpcache.CacheReason.REQUESTED);
		assertThat(engine.bypass(Given.get(), Rules.with().methods("HEAD").rules()))
			.isEqualTo(io.httpcache.CacheReason.METHOD);
		assertThat(engine.bypass(Given.request("PUT"), Rules.with().methods("PUT").rules()))
			.isEqualTo(io.httpcache.CacheReason.METHOD);
	}

	private static CacheRequest keyed(String method) {
		return CacheRequest.read(method, Given.HERE, Given.fields(), true, RequestCacheOptions.NONE);
	}

}
