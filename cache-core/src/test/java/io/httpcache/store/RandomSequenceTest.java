package io.httpcache.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random sequences of operations, each step compared with a list of what must be there.
 */
public class RandomSequenceTest {

	private static final List<String> TAGS = List.of("red", "blue");

	private static final List<CacheKey> KEYS = List.of(new CacheKey("https://a.example/1", 0, 0),
			new CacheKey("https://a.example/1", 0, 1), new CacheKey("https://a.example/2", 0, 0));

	private static final int MAX_VARIANTS = 3;

	protected final MutableClock clock = new MutableClock();

	private final Map<CacheKey, List<Held>> model = new HashMap<>();

	// What may no longer be stored, and under which ticket.
	private final List<Flight> flights = new ArrayList<>();

	private int bodies;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8, 13, 21, 34 })
	void theStoreHoldsWhatTheModelHolds(long seed) {
		Random random = new Random(seed);
		HttpCacheStore store = createStore();
		for (int step = 0; step < steps(); step++) {
			step(store, random);
			for (CacheKey key : KEYS) {
				assertThat(seen(store.find(key).variants())).as("step %s", step).isEqualTo(expected(key));
			}
		}
		long held = KEYS.stream().mapToLong((key) -> expected(key).size()).sum();
		assertThat(store.entries(100)).hasSize((int) held);
		assertThat(store.statistics().entries()).isEqualTo(held);
	}

	protected HttpCacheStore createStore() {
		return new CaffeineStore(4 << 20, this.clock, Runnable::run);
	}

	protected int steps() {
		return 5_000;
	}

	private void step(HttpCacheStore store, Random random) {
		CacheKey key = KEYS.get(random.nextInt(KEYS.size()));
		switch (random.nextInt(12)) {
			case 0, 1, 2 -> this.flights.add(new Flight(key, store.find(key).ticket()));
			case 3, 4, 5, 6 -> land(store, random);
			case 7 -> {
				store.invalidate(key.uri());
				this.model.keySet().removeIf((each) -> each.uri().equals(key.uri()));
				this.flights.stream().filter((flight) -> flight.key.uri().equals(key.uri())).forEach(Flight::doom);
			}
			case 8 -> {
				store.expire(key.uri());
				this.model.forEach((each, held) -> {
					if (each.uri().equals(key.uri())) {
						held.replaceAll(Held::expire);
					}
				});
				this.flights.stream().filter((flight) -> flight.key.uri().equals(key.uri())).forEach(Flight::doom);
			}
			case 9 -> {
				String tag = TAGS.get(random.nextInt(TAGS.size()));
				store.evict(new EvictionScope.Tag(tag));
				this.model.values().forEach((held) -> held.removeIf((each) -> each.tag.equals(tag)));
				this.flights.forEach((flight) -> flight.doomedTags.add(tag));
			}
			case 10 -> this.clock.advance(Duration.ofSeconds(random.nextInt(20)));
			default -> {
				if (random.nextInt(10) == 0) {
					store.evict(new EvictionScope.All());
					this.model.clear();
					this.flights.forEach(Flight::doom);
				}
			}
		}
	}

	private void land(HttpCacheStore store, Random random) {
		if (this.flights.isEmpty()) {
			return;
		}
		Flight flight = this.flights.remove(random.nextInt(this.flights.size()));
		String tag = (random.nextBoolean()) ? TAGS.get(random.nextInt(TAGS.size())) : "plain";
		String vary = "v" + random.nextInt(5);
		String body = "body " + this.bodies++;
		StoredResponse response = Responses.at(this.clock)
			.vary("accept", vary)
			.body(body)
			.tags(tag)
			.keep(Duration.ofSeconds(60))
			.build();
		boolean allowed = !flight.doomed && !flight.doomedTags.contains(tag);
		assertThat(store.put(flight.key, flight.ticket, response, MAX_VARIANTS)).isEqualTo(allowed);
		if (allowed) {
			List<Held> held = this.model.computeIfAbsent(flight.key, (key) -> new ArrayList<>());
			held.removeIf((each) -> each.vary.equals(vary) || each.keepUntil < this.clock.millis());
			held.add(0, new Held(body, vary, tag, response.keepUntil(), false));
			held.subList(Math.min(held.size(), MAX_VARIANTS), held.size()).clear();
		}
	}

	// What is of no more use may still be found, beside a variant that is.
	private List<String> expected(CacheKey key) {
		return this.model.getOrDefault(key, List.of())
			.stream()
			.filter((held) -> held.keepUntil >= this.clock.millis())
			.map((held) -> held.body + held.expired)
			.toList();
	}

	private List<String> seen(List<StoredResponse> variants) {
		Clock now = this.clock;
		return variants.stream()
			.filter((variant) -> variant.keepUntil() >= now.millis())
			.map((variant) -> Responses.body(variant) + variant.facts().expired())
			.toList();
	}

	private record Held(String body, String vary, String tag, long keepUntil, boolean expired) {

		Held expire() {
			return new Held(this.body, this.vary, this.tag, this.keepUntil, true);
		}

	}

	private static final class Flight {

		private final CacheKey key;

		private final StoreTicket ticket;

		private final List<String> doomedTags = new ArrayList<>();

		private boolean doomed;

		Flight(CacheKey key, StoreTicket ticket) {
			this.key = key;
			this.ticket = ticket;
		}

		void doom() {
			this.doomed = true;
		}

	}

}
