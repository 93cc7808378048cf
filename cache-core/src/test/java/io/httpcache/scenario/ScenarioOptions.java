package io.httpcache.scenario;

import io.httpcache.RequestCacheOptions;

/**
 * Reads what a request asks of the cache: {@code @ttl 1m}, {@code @refresh}.
 */
final class ScenarioOptions {

	private ScenarioOptions() {
	}

	static RequestCacheOptions add(RequestCacheOptions options, String part) {
		String[] words = part.split(" ");
		return switch (words[0]) {
			case "@ttl" -> options.ttl(ScenarioValues.duration(words[1]));
			case "@stale-if-error" -> options.staleIfError(ScenarioValues.duration(words[1]));
			case "@tag" -> options.tags(words[1]);
			case "@partition" -> options.partition(words[1]);
			case "@key" -> options.key(words[1]);
			case "@bypass" -> options.bypass();
			case "@refresh" -> options.refresh();
			case "@force-refresh" -> options.forceRefresh();
			case "@only-if-cached" -> options.onlyIfCached();
			default -> throw new IllegalArgumentException("No such option: " + part);
		};
	}

}
