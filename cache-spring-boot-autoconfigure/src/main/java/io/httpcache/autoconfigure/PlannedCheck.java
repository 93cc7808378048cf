package io.httpcache.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Says what this version does not do yet, rather than leave it undone in silence.
 */
final class PlannedCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName WARM_UP = PropertyNames.of("warm-up");

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		if (!properties.warmUp().urls().isEmpty() || !properties.warmUp().clients().isEmpty()) {
			problems.warn(WARM_UP, "this version fetches nothing at the start; entries are made by the first calls.");
		}
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
