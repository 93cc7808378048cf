package io.httpcache.engine;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;

/**
 * What an answer of the origin would be worth under other rules.
 *
 * @param storing what forbids to store it, in the way of any freshness
 * @param configuring what forbids a configured freshness, beyond that
 * @param facts what was read from it, as if nothing forbade to store it
 * @param refusal why it could not be stored whatever a route ignored, or {@code null}
 */
public record Assessment(Set<Prohibition> storing, Set<Prohibition> configuring, ResponseFacts facts,
		@Nullable CacheReason refusal) {

	public Assessment {
		storing = Set.copyOf(storing);
		configuring = Set.copyOf(configuring);
	}

}
