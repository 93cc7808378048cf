package io.httpcache.client.reactive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import io.httpcache.CacheOutcome;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.store.caffeine.CaffeineStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stale response answers at once, and its refresh goes on behind it, in the caller's
 * context.
 */
class RefreshTests extends ReactiveTestSupport {

	private static final String CONTROL = "max-age=60, stale-while-revalidate=600";

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean full;

	private final WebClient background = caching().build()
		.applyTo(WebClient.builder())
		.clientConnector(Transport.REACTOR_NETTY.connector())
		.baseUrl(this.origin.url())
		.build();

	/** The store has an executor of its own, so that what is queued here is a refresh. */
	private HttpCacheBuilder caching() {
		return HttpCacheBuilder.create()
			.clock(this.clock)
			.executor(this::execute)
			.store(new CaffeineStore(1 << 20, this.clock, Runnable::run));
	}

	private void execute(Runnable task) {
		if (this.full) {
			throw new RejectedExecutionException("full");
		}
		this.tasks.add(task);
	}

	private void storeStale() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", CONTROL).body("old");
		get(this.background, "/x");
		this.clock.advance(Duration.ofSeconds(61));
	}

	private void assertStale() {
		ResponseEntity<String> stale = get(this.background, "/x");
		assertThat(outcome(stale)).isEqualTo(CacheOutcome.STALE);
		assertThat(stale.getBody()).isEqualTo("old");
	}

	@Test
	void theNextCallerGetsWhatTheRefreshBrought() {
		storeStale();
		assertStale();
		assertStale();
		assertThat(this.tasks).as("one refresh a key").hasSize(1);
		this.origin.expect("GET /x").respond(200).header("Cache-Control", CONTROL).body("new");
		this.tasks.remove().run();
		this.origin.awaitRequests(2);
		ResponseEntity<String> fresh = awaitHit();
		assertThat(fresh.getBody()).isEqualTo("new");
	}

	@Test
	void aRefreshThatIsRefusedLeavesTheEntry() {
		storeStale();
		assertStale();
		this.origin.expect("GET /x").respond(401).body("who are you?");
		this.tasks.remove().run();
		this.origin.awaitRequests(2);
		assertStale();
	}

	@Test
	void aRefreshForWhichThereIsNoRoomIsTriedAgain() {
		storeStale();
		this.full = true;
		assertStale();
		this.full = false;
		assertStale();
		assertThat(this.tasks).hasSize(1);
	}

	@Test
	void theCallersContextIsThatOfTheRefresh() {
		List<String> seen = new ArrayList<>();
		WebClient client = overNetwork(seen);
		client.get().uri("http://origin/x").retrieve().toBodilessEntity().contextWrite(tenant("first")).block(TIMEOUT);
		this.clock.advance(Duration.ofSeconds(61));
		client.get().uri("http://origin/x").retrieve().toBodilessEntity().contextWrite(tenant("second")).block(TIMEOUT);
		this.tasks.remove().run();
		assertThat(seen).containsExactly("first", "second");
	}

	@Test
	void soAreTheThreadLocalsThatMicrometerPropagates() {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", tenant);
		Hooks.enableAutomaticContextPropagation();
		try {
			List<String> seen = new ArrayList<>();
			WebClient client = caching().build()
				.applyTo(WebClient.builder())
				.exchangeFunction((request) -> Mono.fromSupplier(() -> {
					seen.add(tenant.get());
					return answer();
				}))
				.build();
			for (String name : new String[] { "first", "second" }) {
				tenant.set(name);
				client.get().uri("http://origin/x").retrieve().toBodilessEntity().block(TIMEOUT);
				this.clock.advance(Duration.ofSeconds(61));
			}
			tenant.remove();
			this.tasks.remove().run();
			assertThat(seen).containsExactly("first", "second");
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
			ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
		}
	}

	@Test
	void filtersAddedLaterSeeTheCallersContextOnAMissAndOnAHit() {
		List<String> seen = new ArrayList<>();
		WebClient client = overNetwork(new ArrayList<>()).mutate()
			.filter((request, next) -> Mono.deferContextual((context) -> {
				seen.add(context.get("tenant"));
				return next.exchange(request);
			}))
			.build();
		for (String name : new String[] { "miss", "hit" }) {
			client.get().uri("http://origin/x").retrieve().toBodilessEntity().contextWrite(tenant(name)).block(TIMEOUT);
		}
		assertThat(seen).containsExactly("miss", "hit");
	}

	private WebClient overNetwork(List<String> seen) {
		return caching().build()
			.applyTo(WebClient.builder())
			.exchangeFunction((request) -> Mono.deferContextual((context) -> {
				seen.add(context.get("tenant"));
				return Mono.just(answer());
			}))
			.build();
	}

	private static ClientResponse answer() {
		return ClientResponse.create(org.springframework.http.HttpStatus.OK)
			.header("Cache-Control", CONTROL)
			.body("body")
			.build();
	}

	private static Context tenant(String name) {
		return Context.of("tenant", name);
	}

	private ResponseEntity<String> awaitHit() {
		while (true) {
			ResponseEntity<String> response = get(this.background, "/x");
			if (outcome(response) == CacheOutcome.HIT) {
				return response;
			}
			Thread.onSpinWait();
		}
	}

}
