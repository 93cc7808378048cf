package io.httpcache.client.blocking;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import io.httpcache.CacheReason;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * However a credential gets onto a request, what was stored for one caller never answers
 * another.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallerSeparationTests extends BlockingTestSupport {

	private final List<String> seen = new ArrayList<>();

	/** The origin answers with the credential it saw, publicly cacheable. */
	@BeforeEach
	void echo() {
		this.origin.respondWith((request) -> {
			String caller = request.headers("Authorization") + " " + request.headers("X-Api-Key");
			this.seen.add(caller);
			return cacheable(Reply.of(200)).header("Cache-Control", "public").body(caller);
		});
	}

	private static ClientHttpRequestInterceptor token(String token) {
		return (request, body, execution) -> {
			request.getHeaders().setBearerAuth(token);
			return execution.execute(request, body);
		};
	}

	private static String of(RestClient client) {
		return get(client, "/x").getBody();
	}

	private void assertSeparated(RestClient a, RestClient b) {
		for (int i = 0; i < 2; i++) {
			assertThat(of(a)).isEqualTo("[Bearer a] []");
			assertThat(of(b)).isEqualTo("[Bearer b] []");
		}
		// And each of them hits its own
		assertThat(this.seen).containsExactly("[Bearer a] []", "[Bearer b] []");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "X-Api-Key", "Cookie", "X-Tenant-Id", "Whatever" })
	void setOnTheRequest(String header) {
		for (int i = 0; i < 2; i++) {
			for (String value : new String[] { "a", "b" }) {
				String body = this.client.get().uri("/x").header(header, value).retrieve().body(String.class);
				assertThat(body).contains(this.seen.get(value.equals("a") ? 0 : 1));
			}
		}
		assertThat(this.seen).hasSize(2);
	}

	@Test
	void setByADefaultHeader() {
		assertSeparated(builder(this.cache).defaultHeader("Authorization", "Bearer a").build(),
				builder(this.cache).defaultHeader("Authorization", "Bearer b").build());
	}

	@Test
	void setByAnInterceptorAddedAfterTheCache() {
		assertSeparated(builder(this.cache).requestInterceptor(token("a")).build(),
				builder(this.cache).requestInterceptor(token("b")).build());
	}

	@Test
	void setByTheLastOfSeveralInterceptors() {
		ClientHttpRequestInterceptor nothing = (request, body, execution) -> execution.execute(request, body);
		assertSeparated(
				builder(this.cache).requestInterceptor(nothing)
					.requestInterceptor(nothing)
					.requestInterceptor(token("a"))
					.build(),
				builder(this.cache).requestInterceptor(nothing)
					.requestInterceptor(nothing)
					.requestInterceptor(token("b"))
					.build());
	}

	@Test
	void setOnAMutatedClient() {
		assertSeparated(this.client.mutate().requestInterceptor(token("a")).build(),
				this.client.mutate().defaultHeader("Authorization", "Bearer b").build());
	}

	@Test
	void setOnACloneOfTheBuilder() {
		RestClient.Builder builder = builder(this.cache);
		assertSeparated(builder.clone().requestInterceptor(token("a")).build(),
				builder.clone().requestInterceptor(token("b")).build());
	}

	@Test
	void setByARequestInitializer() {
		assertSeparated(
				builder(this.cache).requestInitializer((request) -> request.getHeaders().setBearerAuth("a")).build(),
				builder(this.cache).requestInitializer((request) -> request.getHeaders().setBearerAuth("b")).build());
	}

	@Test
	void setByAnInterceptorThatWrapsTheRequest() {
		assertSeparated(builder(this.cache).requestInterceptor(wrapping("a")).build(),
				builder(this.cache).requestInterceptor(wrapping("b")).build());
	}

	private static ClientHttpRequestInterceptor wrapping(String token) {
		return (request, body, execution) -> {
			HttpRequest wrapped = new HttpRequestWrapper(request);
			wrapped.getHeaders().setBearerAuth(token);
			return execution.execute(wrapped, body);
		};
	}

	@Test
	void anInterceptorPutBeforeTheCacheMakesItStandAsideAndSayOnceWhy(CapturedOutput output) {
		RestClient a = builder(this.cache).requestInterceptors((all) -> all.add(0, token("a"))).build();
		RestClient b = builder(this.cache).requestInterceptors((all) -> all.add(0, token("b"))).build();
		for (int i = 0; i < 2; i++) {
			assertThat(of(a)).isEqualTo("[Bearer a] []");
			assertThat(of(b)).isEqualTo("[Bearer b] []");
		}
		verifyThat(get(a, "/x")).isBypassed(CacheReason.POSITION)
			.hasStatusField("httpcache; fwd=bypass; detail=POSITION");
		assertThat(output.toString()).containsOnlyOnce("not the first interceptor").contains("requestInterceptor(…)");
	}

	@Test
	void aWriteThroughAClientWhereItStandsAsideStillInvalidates() {
		get("/x");
		verifyThat(get("/x")).isHit();
		builder(this.cache).requestInterceptors((all) -> all.add(0, token("a")))
			.build()
			.post()
			.uri("/x")
			.retrieve()
			.toBodilessEntity();
		verifyThat(get("/x")).isMiss();
	}

	@Test
	void aReversedListMakesItStandAside() {
		RestClient client = builder(this.cache).requestInterceptor(token("a"))
			.requestInterceptors(java.util.Collections::reverse)
			.build();
		verifyThat(get(client, "/x")).isBypassed(CacheReason.POSITION);
	}

	@Test
	void aSecondCacheInTheChainStandsAside() {
		RestClient client = this.cache.applyTo(builder(this.cache)).build();
		verifyThat(get(client, "/x")).isMiss();
		assertThat(get(client, "/x").getHeaders().get("Cache-Status")).containsExactly("httpcache; hit; ttl=60");
	}

	@Test
	void onARestTemplateWhateverTheOrderOfAddingWas() {
		RestTemplate a = new RestTemplate();
		a.getInterceptors().add(token("a"));
		this.cache.applyTo(a);
		RestTemplate b = this.cache.applyTo(new RestTemplate());
		b.getInterceptors().add(token("b"));
		RestTemplate sorted = this.cache.applyTo(new RestTemplate());
		List<ClientHttpRequestInterceptor> reversed = new ArrayList<>(sorted.getInterceptors());
		reversed.add(0, token("c"));
		sorted.setInterceptors(reversed);
		URI uri = this.origin.uri("/x");
		for (int i = 0; i < 2; i++) {
			assertThat(a.getForObject(uri, String.class)).isEqualTo("[Bearer a] []");
			assertThat(b.getForObject(uri, String.class)).isEqualTo("[Bearer b] []");
			assertThat(sorted.getForObject(uri, String.class)).isEqualTo("[Bearer c] []");
		}
		assertThat(this.seen).hasSize(3);
	}

	@Test
	void onARestClientMadeOfARestTemplate() {
		RestTemplate template = this.cache.applyTo(new RestTemplate());
		assertSeparated(RestClient.builder(template).baseUrl(this.origin.url()).requestInterceptor(token("a")).build(),
				RestClient.builder(template).baseUrl(this.origin.url()).requestInterceptor(token("b")).build());
	}

	@Test
	void ofAnApplicationTheyAreOneCaller() {
		defaults((route) -> route.partition("application"));
		RestClient renewed = builder(this.cache).requestInterceptor(token("b")).build();
		assertThat(of(builder(this.cache).requestInterceptor(token("a")).build())).isEqualTo("[Bearer a] []");
		assertThat(of(renewed)).isEqualTo("[Bearer a] []");
		assertThat(renewed.get().uri("/x").header("X-Api-Key", "t").retrieve().body(String.class))
			.isEqualTo("[Bearer b] [t]");
	}

	@Test
	void aSignatureOfEachRequestPassesBy() {
		RestClient signing = builder(this.cache)
			.defaultHeader("Authorization", "AWS4-HMAC-SHA256 Credential=k, SignedHeaders=host, Signature=s")
			.build();
		verifyThat(get(signing, "/x")).isBypassed(CacheReason.CREDENTIAL);
		verifyThat(get(signing, "/x")).isBypassed(CacheReason.CREDENTIAL);
		assertThat(this.seen).hasSize(2);
	}

	@Test
	void credentialsAreNeverShown(CapturedOutput output) {
		RestClient client = builder(this.cache).defaultHeader("Authorization", "Bearer s3cret").build();
		client.get().uri("/x?api_key=hidden&a=1").retrieve().toBodilessEntity();
		assertThat(this.cache.entries(10)).singleElement().asString().doesNotContain("s3cret").doesNotContain("hidden");
		assertThat(output.toString()).doesNotContain("s3cret").doesNotContain("hidden");
	}

}
