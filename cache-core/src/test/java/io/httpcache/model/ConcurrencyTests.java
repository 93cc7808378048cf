package io.httpcache.model;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatus;
import io.httpcache.assembly.CacheExecutor;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.blocking.CachingInterceptor;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the interleaving: nobody gets another credential's body, a half body, or an
 * answer older than a write that was complete before the question.
 */
class ConcurrencyTests {

	private static final int THREADS = 4;

	private static final int STEPS = Integer.getInteger("model.steps", 250);

	private static final List<String> PATHS = List.of("/a", "/b");

	private static final List<String> CREDENTIALS = List.of("Bearer one", "Bearer two");

	private final MutableClock clock = new MutableClock();

	private final ThreadPoolExecutor background = CacheExecutor.create();

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

	private final SharedOrigin origin = new SharedOrigin();

	private final Map<String, AtomicInteger> written = new ConcurrentHashMap<>();

	private final CacheRuntime runtime = HttpCacheBuilder.create()
		.clock(this.clock)
		.executor(this.background)
		.store(new CaffeineStore(1 << 20, this.clock, this.background))
		.buildRuntime();

	private final ClientHttpRequestExecution client = new CachingInterceptor(this.runtime).apply(this.origin::answer);

	@AfterEach
	void end() {
		this.callers.shutdownNow();
		this.background.shutdownNow();
	}

	@RepeatedTest(6)
	void everyAnswerIsOnesOwnWholeAndNoOlderThanAWrite(RepetitionInfo repetition) throws Exception {
		PATHS.forEach((path) -> this.written.put(path, new AtomicInteger()));
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Callable<Map<CacheOutcome, Integer>>> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			long seed = repetition.getCurrentRepetition() * 100L + i;
			threads.add(() -> {
				start.await();
				return play(new Random(seed));
			});
		}
		Map<CacheOutcome, Integer> outcomes = new EnumMap<>(CacheOutcome.class);
		for (Future<Map<CacheOutcome, Integer>> thread : this.callers.invokeAll(threads, 60, TimeUnit.SECONDS)) {
			thread.get().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
		}
		assertThat(outcomes).containsKeys(CacheOutcome.HIT, CacheOutcome.MISS, CacheOutcome.BYPASS);
	}

	private Map<CacheOutcome, Integer> play(Random random) throws IOException {
		Map<CacheOutcome, Integer> outcomes = new EnumMap<>(CacheOutcome.class);
		for (int step = 0; step < STEPS; step++) {
			String path = PATHS.get(random.nextInt(PATHS.size()));
			int luck = random.nextInt(40);
			if (luck == 0) {
				outcomes.merge(write(path), 1, Integer::sum);
			}
			else if (luck <= 3) {
				this.clock.advance(Duration.ofMillis(random.nextInt(1_500)));
			}
			else {
				String credential = CREDENTIALS.get(random.nextInt(CREDENTIALS.size()));
				CacheOutcome outcome = read(path, credential, (luck == 4) ? "no-cache" : "");
				if (outcome != null) {
					outcomes.merge(outcome, 1, Integer::sum);
				}
			}
		}
		return outcomes;
	}

	private CacheOutcome write(String path) throws IOException {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST, uri(path));
		try (ClientHttpResponse response = this.client.execute(request, new byte[0])) {
			int version = Integer.parseInt(text(response));
			this.written.get(path).accumulateAndGet(version, Math::max);
			return CacheStatus.from(response.getHeaders()).outcome();
		}
	}

	private CacheOutcome read(String path, String credential, String control) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, uri(path));
		request.getHeaders().set("Authorization", credential);
		if (!control.isEmpty()) {
			request.getHeaders().set("Cache-Control", control);
		}
		int least = this.written.get(path).get();
		try (ClientHttpResponse response = this.client.execute(request, new byte[0])) {
			CacheOutcome outcome = CacheStatus.from(response.getHeaders()).outcome();
			String text = text(response);
			if (response.getStatusCode().value() == 503) {
				return outcome;
			}
			assertThat(response.getStatusCode().value()).isEqualTo(200);
			int version = Integer.parseInt(text.substring(0, text.indexOf('\n')).split(" ")[3]);
			assertThat(text).as("%s", outcome).isEqualTo(SharedOrigin.body(credential, path, version));
			assertThat(version).as("%s", outcome).isBetween(least, this.origin.version(path));
			return outcome;
		}
		catch (IOException ex) {
			// The origin's own failure, and nothing was there to stand in
			assertThat(ex).hasMessageMatching("no connection|reset");
			return null;
		}
	}

	private static URI uri(String path) {
		return URI.create("http://origin.example" + path);
	}

	private static String text(ClientHttpResponse response) throws IOException {
		return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
	}

}
