package io.httpcache.autoconfigure;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Says what this version does not do yet, rather than leave it undone in silence.
 */
final class PlannedCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName TYPE = PropertyNames.of("store.type");

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		if (properties.store().type() == StoreProperties.Type.REDIS) {
			problems.add(TYPE, "This version stores in Caffeine only; Redis comes with a later one.",
					"Set \"httpcache.store.type\" to \"caffeine\", or leave it out.");
		}
	}

}
