package io.httpcache.autoconfigure.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.CacheObserver;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every meter is there after real requests, with its tags and no others, and what came
 * from outside is in none.
 */
class MetersTests {

	private static final Map<String, Set<String>> TAGS = Map.of("httpcache.requests",
			Set.of("cache", "route", "outcome"), "httpcache.not.stored", Set.of("cache", "route", "reason"),
			"httpcache.refreshes", Set.of("cache", "route", "trigger", "result"), "httpcache.store.operations",
			Set.of("cache", "tier", "operation", "result"), "httpcache.bytes.saved", Set.of("cache", "route"),
			"httpcache.time.saved", Set.of("cache", "route"), "cache.gets", Set.of("cache", "result"), "cache.puts",
			Set.of("cache"), "cache.evictions", Set.of("cache"), "cache.size", Set.of("cache"));

	private static final Set<String> CONFIGURED = Set.of("httpcache", "fast", "unstored", "stale", "default",
			"caffeine", "hit", "miss");

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@Test
	void eachWithItsTagsAndNoValueFromOutside() {
		try (MeasuredApplication application = new MeasuredApplication(this.origin, this.clock)) {
			application.traffic();
			List<Meter> meters = own(application);
			Map<String, Set<String>> tags = new TreeMap<>();
			Set<String> values = new TreeSet<>();
			for (Meter meter : meters) {
				tags.computeIfAbsent(meter.getId().getName(), (name) -> new TreeSet<>())
					.addAll(meter.getId().getTags().stream().map(Tag::getKey).toList());
				values.addAll(meter.getId().getTags().stream().map(Tag::getValue).toList());
			}
			assertThat(tags).containsExactlyInAnyOrderEntriesOf(TAGS);
			assertThat(allowed()).containsAll(values);
			assertThat(outcomes(meters)).containsExactlyInAnyOrder("BYPASS", "HIT", "MISS", "REVALIDATED", "STALE",
					"STALE_IF_ERROR", "UNSATISFIABLE");
		}
	}

	@Test
	void theirNumberDoesNotGrowWithRequests() {
		try (MeasuredApplication application = new MeasuredApplication(this.origin, this.clock)) {
			application.traffic();
			int before = own(application).size();
			for (int i = 0; i < 20; i++) {
				application.traffic();
			}
			assertThat(own(application)).hasSizeLessThanOrEqualTo(before + 3);
		}
	}

	private static List<Meter> own(MeasuredApplication application) {
		return application.bean(MeterRegistry.class)
			.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("httpcache.")
					|| "httpcache".equals(meter.getId().getTag("cache")))
			.toList();
	}

	private static Set<String> allowed() {
		Stream<Enum<?>[]> enums = Stream.of(CacheOutcome.values(), CacheReason.values(), StoreOperation.values(),
				StoreResult.values(), CacheObserver.RefreshTrigger.values(), CacheObserver.RefreshResult.values());
		return Stream.concat(CONFIGURED.stream(), enums.flatMap(Arrays::stream).map(Enum::name))
			.collect(Collectors.toSet());
	}

	private static Set<String> outcomes(List<Meter> meters) {
		return meters.stream()
			.filter((meter) -> meter.getId().getName().equals("httpcache.requests"))
			.map((meter) -> String.valueOf(meter.getId().getTag("outcome")))
			.collect(Collectors.toSet());
	}

}
