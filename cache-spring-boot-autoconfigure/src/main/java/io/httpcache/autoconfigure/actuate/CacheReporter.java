package io.httpcache.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;

import io.httpcache.CacheStatistics;
import io.httpcache.CacheStatistics.Traffic;
import io.httpcache.HttpCache;
import io.httpcache.WarmUpReport;
import io.httpcache.autoconfigure.HttpCacheProperties;
import io.httpcache.autoconfigure.actuate.RouteReport.AdviceItem;
import io.httpcache.autoconfigure.insight.CacheAdvisor;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.route.Routes;
import io.httpcache.route.SecretNames;
import io.httpcache.route.UrlPattern;
import io.httpcache.store.HttpCacheStore;

/**
 * Writes the report of a cache.
 */
final class CacheReporter {

	/** What matches every URL. */
	private static final String ANY_URL = "/**";

	private static final Traffic NONE = new Traffic(Map.of(), 0, 0);

	private final HttpCache cache;

	private final HttpCacheStore store;

	private final HttpCacheProperties properties;

	private final Routes routes;

	private final CacheHistory history;

	private final ObjectProvider<CacheAdvisor> advisor;

	private final HealthRules rules;

	private final SecretNames secrets;

	CacheReporter(HttpCache cache, HttpCacheStore store, HttpCacheProperties properties, Routes routes,
			CacheHistory history, ObjectProvider<CacheAdvisor> advisor) {
		this.cache = cache;
		this.store = store;
		this.properties = properties;
		this.routes = routes;
		this.history = history;
		this.advisor = advisor;
		this.rules = new HealthRules(properties.health());
		this.secrets = SecretNames.of(properties.key().secretQueryParameters());
	}

	CacheReport report(ShownUrls urls) {
		CacheStatistics statistics = this.cache.statistics();
		return new CacheReport(this.properties.name(), this.properties.mode().name().toLowerCase(Locale.ROOT),
				store(statistics), totals(statistics.totals()), routes(statistics.routes()),
				warmUp(this.cache.warmUpReport(), urls));
	}

	private CacheReport.Store store(CacheStatistics statistics) {
		return new CacheReport.Store(this.store.type(), statistics.entries(), statistics.bytes(), statistics.maxBytes(),
				statistics.evictions(), this.history.growth(statistics), statistics.available());
	}

	private Totals totals(Traffic traffic) {
		return Totals.of(traffic, this.rules.status(traffic));
	}

	private List<RouteReport> routes(Map<String, Traffic> traffic) {
		List<RouteReport> reports = new ArrayList<>();
		for (Route route : this.routes.all()) {
			UrlPattern pattern = route.pattern();
			String url = (pattern != null) ? Uris.redact(pattern.toString(), this.secrets::matches) : ANY_URL;
			reports.add(RouteReport.of(route.name(), url, totals(traffic.getOrDefault(route.name(), NONE)),
					advice(route.name())));
		}
		return List.copyOf(reports);
	}

	private List<AdviceItem> advice(String route) {
		CacheAdvisor advisor = this.advisor.getIfAvailable();
		return (advisor == null) ? List.of()
				: advisor.advise(route)
					.stream()
					.map((advice) -> new AdviceItem(advice.code(), advice.message()))
					.toList();
	}

	static CacheReport.WarmUp warmUp(WarmUpReport report, ShownUrls urls) {
		return new CacheReport.WarmUp(report.state().name(), report.requested(), report.succeeded(),
				report.failed()
					.stream()
					.map((failure) -> new CacheReport.Failure(urls.show(failure.url()), error(failure, urls)))
					.toList(),
				report.duration().toMillis());
	}

	/** What went wrong may quote the URL. */
	private static String error(WarmUpReport.Failure failure, ShownUrls urls) {
		return urls.shown() ? failure.error() : failure.error().replace(failure.url(), ShownUrls.HIDDEN);
	}

}
