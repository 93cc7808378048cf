package io.httpcache.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Says what this version does not do yet, rather than leave it undone in silence.
 */
final class PlannedCheck implements ConfigurationCheck {

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		warnOfSoftTimeout(PropertyNames.of("defaults"), properties.defaults(), problems);
		for (Map.Entry<String, RouteProperties> route : properties.routes().entrySet()) {
			warnOfSoftTimeout(PropertyNames.entry(PropertyNames.of("routes"), route.getKey()), route.getValue(),
					problems);
		}
	}

	private static void warnOfSoftTimeout(ConfigurationPropertyName property, RouteProperties route,
			ConfigurationProblems problems) {
		if (route.softTimeout() != null && !route.softTimeout().isZero()) {
			problems.warn(property.append("soft-timeout"),
					"this version waits for the origin as long as the client's own timeouts allow.");
		}
	}

}
