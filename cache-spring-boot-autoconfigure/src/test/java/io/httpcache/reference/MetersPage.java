package io.httpcache.reference;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;
import io.httpcache.autoconfigure.metrics.HttpCacheMetricsAutoConfiguration;
import io.httpcache.client.CacheObserver;
import io.httpcache.client.CacheObserver.RefreshResult;
import io.httpcache.client.CacheObserver.RefreshTrigger;
import io.httpcache.route.Route;
import io.httpcache.store.StoreOperation;
import io.httpcache.store.StoreResult;

/**
 * The meters, as an application has them after everything happened once.
 */
final class MetersPage {

	private MetersPage() {
	}

	static String write() {
		AtomicReference<String> tables = new AtomicReference<>();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(HttpCacheAutoConfiguration.class, HttpCacheMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				context.getBeansOfType(CacheObserver.class).values().forEach(MetersPage::letEverythingHappen);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
				tables.set(tables(registry));
			});
		return """
				# Meters

				Where the application has Micrometer and a registry (`spring-boot-starter-actuator` brings them). No tag \
				holds a URL, and none holds what came from outside: `cache` is `httpcache.name`, `route` the name of a \
				route, all others are of a fixed set. A meter with a value of `outcome`, `reason` and so on is there from \
				the first time that it happens.

				"""
				+ tables.get();
	}

	private static void letEverythingHappen(CacheObserver observer) {
		for (CacheOutcome outcome : CacheOutcome.values()) {
			observer.answered(Route.DEFAULT, outcome, 1, 1, 1);
		}
		for (CacheReason reason : CacheReason.values()) {
			observer.notStored(Route.DEFAULT, reason);
		}
		for (RefreshTrigger trigger : RefreshTrigger.values()) {
			for (RefreshResult result : RefreshResult.values()) {
				observer.refreshed(Route.DEFAULT, trigger, result);
			}
		}
		for (StoreOperation operation : StoreOperation.values()) {
			for (StoreResult result : StoreResult.values()) {
				observer.storeOperation("caffeine", operation, result);
			}
		}
	}

	private static String tables(MeterRegistry registry) {
		Map<String, Meter> meters = new TreeMap<>();
		Map<String, Map<String, Set<String>>> tags = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			String name = meter.getId().getName();
			if (name.startsWith("httpcache.") || name.startsWith("cache.")) {
				meters.putIfAbsent(name, meter);
				for (Tag tag : meter.getId().getTags()) {
					tags.computeIfAbsent(name, (key) -> new TreeMap<>())
						.computeIfAbsent(tag.getKey(), (key) -> new TreeSet<>())
						.add(tag.getValue());
				}
			}
		}
		Table overview = new Table("meter", "type", "unit", "tags", "");
		Map<String, Set<String>> values = new TreeMap<>();
		meters.forEach((name, meter) -> {
			Map<String, Set<String>> of = tags.getOrDefault(name, Map.of());
			overview.row("`" + name + "`", meter.getId().getType().name().toLowerCase(Locale.ROOT), unit(meter),
					of.keySet().stream().map((key) -> "`" + key + "`").collect(Collectors.joining(", ")),
					description(meter));
			of.forEach((key, set) -> {
				if (set.size() > 1) {
					values.put("`" + key + "` of `" + name + "`", set);
				}
			});
		});
		Table details = new Table("tag", "values");
		values.forEach((tag, set) -> details.row(tag,
				set.stream().map((value) -> "`" + value + "`").collect(Collectors.joining(", "))));
		return overview + "\n" + details;
	}

	private static String description(Meter meter) {
		String description = String.valueOf(meter.getId().getDescription());
		return description.endsWith(".") ? description : description + ".";
	}

	private static String unit(Meter meter) {
		String unit = meter.getId().getBaseUnit();
		return (unit != null) ? unit : "";
	}

}
