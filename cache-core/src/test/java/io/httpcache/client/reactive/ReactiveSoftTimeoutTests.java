package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Callers leave a slow origin without a thread that waits for it.
 */
class ReactiveSoftTimeoutTests extends ReactiveTestSupport {

	private static final Duration SHORT = Duration.ofMillis(50);

	/** Longer than a test takes. */
	private static final Duration LONG = Duration.ofSeconds(60);

	private final Gate gate = new Gate();

	@AfterEach
	void end() {
		this.gate.open();
	}

	private HttpCache patient(Duration patience, Duration staleIfError) {
		RouteSettings defaults = RouteSettings.builder().softTimeout(patience).staleIfError(staleIfError).build();
		return HttpCacheBuilder.create()
			.clock(this.clock)
			.routes(Routes.of(List.of(), defaults.toRoute(Route.DEFAULT_NAME)))
			.build();
	}

	private WebClient client(HttpCache cache) {
		return cache.applyTo(WebClient.builder())
			.clientConnector(Transport.REACTOR_NETTY.connector())
			.baseUrl(this.origin.url())
			.build();
	}

	/** Stores {@code one}, stale by now. */
	private WebClient storeStale(HttpCache cache, String... uris) {
		WebClient client = client(cache);
		for (String uri : uris) {
			this.origin.expect("GET " + uri).respond(fresh("one"));
			get(client, uri);
		}
		this.clock.advance(Duration.ofSeconds(61));
		return client;
	}

	private static Reply fresh(String body) {
		return Reply.of(200).header("Cache-Control", "max-age=60").body(body);
	}

	@Test
	void whoWaitsForTheSameFetchLeavesToo() {
		WebClient client = storeStale(patient(SHORT, Duration.ofHours(1)), "/x");
		this.origin.expect("GET /x").respond(fresh("two").waitBeforeHead(this.gate));
		List<CompletableFuture<ResponseEntity<String>>> calls = IntStream.range(0, 5)
			.mapToObj((i) -> exchange(client, "/x").toFuture())
			.toList();
		assertThat(calls).allSatisfy((call) -> verifyThat(call.get(20, TimeUnit.SECONDS)).isStale()
			.hasDetail(CacheReason.SOFT_TIMEOUT)
			.hasBody("one"));
		assertThat(this.origin.requests("GET /x")).hasSize(2);
	}

	@Test
	void aResponseWhoseWindowEndsMeanwhileDoesNotAnswer() throws Exception {
		WebClient client = storeStale(patient(SHORT, Duration.ofSeconds(10)), "/x");
		this.origin.respondWith((request) -> {
			this.clock.advance(Duration.ofSeconds(10));
			return fresh("two").waitBeforeHead(this.gate);
		});
		CompletableFuture<ResponseEntity<String>> call = exchange(client, "/x").toFuture();
		this.gate.awaitReached();
		assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
		this.gate.open();
		verifyThat(call.get(20, TimeUnit.SECONDS)).isMiss().hasBody("two");
	}

	@Test
	void oneHostThatHangsIsNotAskedByEverybody() {
		String[] uris = IntStream.range(0, 7).mapToObj((i) -> "/" + i).toArray(String[]::new);
		WebClient client = storeStale(patient(LONG, Duration.ofHours(1)), uris);
		this.origin.respondWith((request) -> fresh("two").waitBeforeHead(this.gate));
		List<Disposable> calls = IntStream.range(0, 6).mapToObj((i) -> exchange(client, uris[i]).subscribe()).toList();
		this.origin.awaitRequests(13);
		verifyThat(get(client, uris[6])).isStale().hasDetail(CacheReason.SOFT_TIMEOUT);
		// Who cancels makes room
		calls.forEach(Disposable::dispose);
		this.gate.open();
		assertThat(outcome(get(client, uris[6]))).isEqualTo(CacheOutcome.MISS);
	}

	@Test
	void theCallersFailureIsItsOwn() {
		HttpCache cache = patient(LONG, Duration.ZERO);
		WebClient client = storeStale(cache, "/x");
		this.origin.expect("GET /x").respond(Reply.of(200).reset());
		assertThatThrownBy(() -> get(client, "/x")).isInstanceOf(WebClientRequestException.class);
		assertThat(cache.statistics().totals().requests()).isEqualTo(2);
	}

	@Test
	void anAnswerInTimeIsToldOnce() {
		HttpCache cache = patient(LONG, Duration.ofHours(1));
		WebClient client = storeStale(cache, "/x");
		this.origin.expect("GET /x").respond(fresh("two"));
		verifyThat(get(client, "/x")).isMiss().isStored().hasBody("two");
		assertThat(cache.statistics().totals().requests()).isEqualTo(2);
		assertThat(cache.statistics().totals().count(CacheOutcome.MISS)).isEqualTo(2);
	}

}
