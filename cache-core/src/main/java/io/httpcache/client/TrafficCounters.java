package io.httpcache.client;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheStatistics.Traffic;
import io.httpcache.route.Route;

/**
 * Counts requests by route and outcome.
 */
final class TrafficCounters implements CacheObserver {

	private static final CacheOutcome[] OUTCOMES = CacheOutcome.values();

	private final Map<String, Counters> routes = new ConcurrentHashMap<>();

	TrafficCounters(List<Route> routes) {
		routes.forEach((route) -> this.routes.put(route.name(), new Counters()));
	}

	@Override
	public void answered(Route route, CacheOutcome outcome, long nanos, long bytesSaved, long millisSaved) {
		Counters counters = this.routes.get(route.name());
		if (counters != null) {
			counters.outcomes[outcome.ordinal()].increment();
			if (bytesSaved > 0) {
				counters.bytesSaved.add(bytesSaved);
			}
			if (millisSaved > 0) {
				counters.millisSaved.add(millisSaved);
			}
		}
	}

	Map<String, Traffic> byRoute() {
		Map<String, Traffic> traffic = new LinkedHashMap<>();
		this.routes.forEach((name, counters) -> traffic.put(name, counters.traffic()));
		return traffic;
	}

	static Traffic total(Iterable<Traffic> parts) {
		Map<CacheOutcome, Long> outcomes = new EnumMap<>(CacheOutcome.class);
		long bytes = 0;
		long millis = 0;
		for (Traffic part : parts) {
			part.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
			bytes += part.bytesSaved();
			millis += part.timeSavedMillis();
		}
		return new Traffic(outcomes, bytes, millis);
	}

	private static final class Counters {

		private final LongAdder[] outcomes = new LongAdder[OUTCOMES.length];

		private final LongAdder bytesSaved = new LongAdder();

		private final LongAdder millisSaved = new LongAdder();

		Counters() {
			for (int i = 0; i < this.outcomes.length; i++) {
				this.outcomes[i] = new LongAdder();
			}
		}

		Traffic traffic() {
			Map<CacheOutcome, Long> counts = new EnumMap<>(CacheOutcome.class);
			for (CacheOutcome outcome : OUTCOMES) {
				counts.put(outcome, this.outcomes[outcome.ordinal()].sum());
			}
			return new Traffic(counts, this.bytesSaved.sum(), this.millisSaved.sum());
		}

	}

}
