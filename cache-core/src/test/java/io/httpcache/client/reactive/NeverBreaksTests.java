package io.httpcache.client.reactive;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.CacheStatus;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime.Extensions;
import io.httpcache.store.FaultyStore;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.FailingClock;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever fails in or around the cache, a call goes on.
 */
class NeverBreaksTests extends ReactiveTestSupport {

	private final FaultyStore store = new FaultyStore(new CaffeineStore(1 << 20, this.clock, Runnable::run));

	private WebClient client(UnaryOperator<HttpCacheBuilder> customizer) {
		return customizer.apply(HttpCacheBuilder.create().clock(this.clock).executor(Runnable::run))
			.build()
			.applyTo(WebClient.builder())
			.clientConnector(Transport.REACTOR_NETTY.connector())
			.baseUrl(this.origin.url())
			.build();
	}

	private void expect(String body) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body(body);
	}

	@Test
	void aStoreThatFailsMeansPlainCalls() {
		WebClient client = client((builder) -> builder.store(this.store));
		this.store.failWith(() -> new IllegalStateException("store is away"));
		for (int i = 0; i < 3; i++) {
			expect("body");
			verifyThat(get(client, "/x")).hasBody("body").isNotStored(CacheReason.STORE);
		}
		this.origin.expect("POST /x").respond(200).body("done");
		ResponseEntity<String> post = await(client.post().uri("/x").bodyValue("a").retrieve().toEntity(String.class));
		assertThat(post.getBody()).isEqualTo("done");
		this.store.recover();
		expect("again");
		get(client, "/x");
		assertThat(outcome(get(client, "/x"))).isEqualTo(CacheOutcome.HIT);
	}

	@Test
	void aStoreThatFailsAfterTheLookUpMeansAnAnswerThatIsNotStored() {
		WebClient client = client((builder) -> builder.store(this.store));
		this.origin.respondWith((request) -> {
			this.store.failWith(() -> new IllegalStateException("store went away"));
			return Reply.of(200).header("Cache-Control", "max-age=60").body("body");
		});
		verifyThat(get(client, "/x")).hasBody("body").isNotStored(CacheReason.STORE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void aFailureInTheCacheAfterTheOriginAnsweredLeavesTheAnswer(String method) {
		FailingClock clock = new FailingClock();
		WebClient client = client((builder) -> builder.clock(clock));
		this.origin.respondWith((request) -> {
			clock.fail();
			return Reply.of(200).header("Cache-Control", "max-age=60").header("Content-Location", "/x").body("body");
		});
		assertThat(await(client.method(HttpMethod.valueOf(method)).uri("/x").retrieve().bodyToMono(String.class)))
			.isEqualTo("body");
	}

	@Test
	void extensionsThatFailMeanPlainCalls() {
		WebClient filtered = client((builder) -> builder.extensions((none) -> new Extensions(List.of(), List.of(),
				none.partitionResolvers(), List.of((request, status, headers) -> {
					throw new IllegalStateException("filter");
				}), List.of())));
		expect("a");
		ResponseEntity<String> unstored = get(filtered, "/x");
		assertThat(unstored.getBody()).isEqualTo("a");
		CacheStatus status = CacheStatus.from(unstored.getHeaders());
		assertThat(status).isNotNull();
		assertThat(status.detail()).isEqualTo(CacheReason.FILTERED.name());
		WebClient keyless = client(
				(builder) -> builder.extensions((none) -> new Extensions(List.of(), List.of((request) -> {
					throw new IllegalStateException("key");
				}), none.partitionResolvers(), List.of(), List.of())));
		expect("b");
		assertThat(get(keyless, "/x").getBody()).isEqualTo("b");
	}

}
