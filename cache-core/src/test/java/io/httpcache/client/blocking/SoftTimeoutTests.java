package io.httpcache.client.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.assembly.CacheExecutor;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.RouteSettingsBuilder;
import io.httpcache.route.Routes;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Callers leave a slow origin, and nothing else about their calls changes.
 */
class SoftTimeoutTests extends BlockingTestSupport {

	private static final Duration SHORT = Duration.ofMillis(50);

	/** Longer than a test takes. */
	private static final Duration LONG = Duration.ofSeconds(60);

	private final ExecutorService executor = CacheExecutor.create();

	private final Callers callers = new Callers();

	private final Gate gate = new Gate();

	@AfterEach
	void end() {
		this.gate.open();
		this.executor.shutdownNow();
	}

	private void patience(Duration patience, java.util.function.UnaryOperator<RouteSettingsBuilder> more) {
		RouteSettings defaults = more.apply(RouteSettings.builder().softTimeout(patience)).build();
		cache((builder) -> builder.executor(this.executor)
			.routes(Routes.of(List.of(), defaults.toRoute(Route.DEFAULT_NAME))));
	}

	private void patience(Duration patience) {
		patience(patience, (settings) -> settings);
	}

	/** Stores {@code one}, stale by now. */
	private void storeStale(String uri) {
		this.origin.expect("GET " + uri).respond(cacheable(Reply.of(200)).body("one"));
		get(uri);
		this.clock.advance(Duration.ofSeconds(61));
	}

	@Test
	void whoWaitsForTheSameFetchLeavesToo() {
		patience(SHORT);
		storeStale("/x");
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("two").waitBeforeHead(this.gate));
		List<Call<ResponseEntity<String>>> calls = IntStream.range(0, 5)
			.mapToObj((i) -> this.callers.start(() -> get("/x")))
			.toList();
		assertThat(calls)
			.allSatisfy((call) -> verifyThat(call.get()).isStale().hasDetail(CacheReason.SOFT_TIMEOUT).hasBody("one"));
		assertThat(this.origin.requests("GET /x")).hasSize(2);
	}

	@Test
	void aResponseWhoseWindowEndsMeanwhileDoesNotAnswer() throws Exception {
		patience(SHORT, (settings) -> settings.staleIfError(Duration.ofSeconds(10)));
		storeStale("/x");
		this.origin.respondWith((request) -> {
			this.clock.advance(Duration.ofSeconds(10));
			return cacheable(Reply.of(200)).body("two").waitBeforeHead(this.gate);
		});
		Call<ResponseEntity<String>> call = this.callers.start(() -> get("/x"));
		this.gate.awaitReached();
		assertThatThrownBy(() -> call.result().get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
		this.gate.open();
		verifyThat(call.get()).isMiss().hasBody("two");
	}

	@Test
	void oneHostThatHangsLeavesThreadsToOthers() {
		patience(LONG);
		List<String> uris = IntStream.range(0, 6).mapToObj((i) -> "/" + i).toList();
		uris.forEach((uri) -> {
			this.origin.expect("GET " + uri).respond(cacheable(Reply.of(200)).body("one"));
			get(uri);
		});
		storeStale("/x");
		this.origin.respondWith((request) -> cacheable(Reply.of(200)).body("two").waitBeforeHead(this.gate));
		uris.forEach((uri) -> this.callers.start(() -> get(uri)));
		this.origin.awaitRequests(13);
		// As many as one host may have are waiting: nobody else begins to
		verifyThat(get("/x")).isStale().hasDetail(CacheReason.SOFT_TIMEOUT).hasBody("one");
		assertThat(this.origin.requests("GET /x")).hasSize(1);
	}

	@Test
	void anExecutorWithoutRoomMakesNobodyWait() {
		cache((builder) -> builder.executor((task) -> {
			throw new java.util.concurrent.RejectedExecutionException();
		}).routes(Routes.of(List.of(), RouteSettings.builder().softTimeout(LONG).build().toRoute(Route.DEFAULT_NAME))));
		storeStale("/x");
		verifyThat(get("/x")).isStale().hasDetail(CacheReason.SOFT_TIMEOUT);
		// Nothing is left behind that would count as under way
		IntStream.range(0, 10).forEach((i) -> verifyThat(get("/x")).isStale());
	}

	@Test
	void theCallersExceptionIsTheVeryOne() {
		patience(LONG);
		storeStale("/x");
		IOException io = new IOException("no route");
		IllegalStateException unchecked = new IllegalStateException("closed");
		assertThatThrownBy(() -> get(failingWith(io), "/x")).isInstanceOf(ResourceAccessException.class)
			.satisfies((ex) -> assertThat(ex.getCause()).isSameAs(io));
		assertThatThrownBy(() -> get(failingWith(unchecked), "/x")).isSameAs(unchecked);
	}

	private RestClient failingWith(Exception failure) {
		ClientHttpRequestFactory factory = (uri, method) -> {
			if (failure instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			throw (IOException) failure;
		};
		return builder(this.cache).requestFactory(factory).build();
	}

	@Test
	void theThreadThatFetchesKnowsWhatTheCallersKnows() {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", tenant);
		try {
			patience(LONG);
			storeStale("/x");
			this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("two"));
			AtomicReference<String> seen = new AtomicReference<>();
			ClientHttpRequestFactory jdk = Factory.JDK.create();
			RestClient client = builder(this.cache).requestFactory((uri, method) -> {
				seen.set(tenant.get() + " on another thread: "
						+ Thread.currentThread().getName().startsWith("httpcache"));
				return jdk.createRequest(uri, method);
			}).build();
			tenant.set("acme");
			verifyThat(get(client, "/x")).isMiss().hasBody("two");
			assertThat(seen.get()).isEqualTo("acme on another thread: true");
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
		}
	}

	@Test
	void aCallerThatIsInterruptedGoesAndTheFetchFillsTheCache() throws Exception {
		patience(LONG);
		storeStale("/x");
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("two").waitBeforeHead(this.gate));
		AtomicReference<Thread> thread = new AtomicReference<>();
		Call<ResponseEntity<String>> call = this.callers.start(() -> {
			thread.set(Thread.currentThread());
			return get("/x");
		});
		this.gate.awaitReached();
		thread.get().interrupt();
		assertThatThrownBy(() -> call.result().get(20, TimeUnit.SECONDS)).cause()
			.isInstanceOf(ResourceAccessException.class);
		Call<ResponseEntity<String>> next = this.callers.start(() -> get("/x"));
		this.gate.open();
		verifyThat(next.get()).hasBody("two");
		assertThat(this.origin.requests("GET /x")).hasSize(2);
	}

	@Test
	void anAnswerInTimeIsToldAsOnTheCallersThread() {
		patience(LONG);
		storeStale("/x");
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).body("two"));
		long misses = misses();
		get("/x");
		assertThat(misses()).isEqualTo(misses + 1);
		assertThat(this.cache.statistics().totals().requests()).isEqualTo(2);
	}

	private long misses() {
		return this.cache.statistics().totals().count(io.httpcache.CacheOutcome.MISS);
	}

}
