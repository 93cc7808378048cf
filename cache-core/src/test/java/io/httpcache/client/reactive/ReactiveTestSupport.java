package io.httpcache.client.reactive;

import java.time.Duration;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An origin, a cache before it, and clients of both kinds.
 */
@ExtendWith(ReactiveGuards.class)
abstract class ReactiveTestSupport {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	final MutableClock clock = new MutableClock();

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(this.clock);

	final CacheRuntime runtime = HttpCacheBuilder.create().clock(this.clock).executor(Runnable::run).buildRuntime();

	final HttpCache cache = HttpCacheBuilder.create().build(this.runtime);

	final WebClient client = client(Transport.REACTOR_NETTY);

	WebClient client(Transport transport) {
		return builder(transport).build();
	}

	WebClient.Builder builder(Transport transport) {
		return this.cache.applyTo(WebClient.builder())
			.clientConnector(transport.connector())
			.baseUrl(this.origin.url());
	}

	RestClient blockingClient() {
		return this.cache.applyTo(RestClient.builder()).baseUrl(this.origin.url()).build();
	}

	static ResponseEntity<String> get(WebClient client, String uri) {
		return await(exchange(client, uri));
	}

	static Mono<ResponseEntity<String>> exchange(WebClient client, String uri) {
		return client.get().uri(uri).exchangeToMono((response) -> response.toEntity(String.class));
	}

	static <T> T await(Mono<T> mono) {
		return mono.blockOptional(TIMEOUT).orElseThrow();
	}

	static CacheOutcome outcome(ResponseEntity<?> response) {
		CacheStatus status = CacheStatus.from(response.getHeaders());
		assertThat(status).as("Cache-Status of %s", response).isNotNull();
		return status.outcome();
	}

	/** Stores {@code good}, stale by now, to stand in on error. */
	void storeForErrors(String uri) {
		this.origin.expect("GET " + uri)
			.respond(200)
			.header("Cache-Control", "max-age=1, stale-if-error=60")
			.body("good");
		blockingClient().get().uri(uri).retrieve().toBodilessEntity();
		this.clock.advance(Duration.ofSeconds(2));
	}

}
