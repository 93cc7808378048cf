package io.httpcache.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Keys of maps as relaxed binding compares them. {@code HTTPCACHE_ROUTES_ALLUSERS_TTL}
 * does change the route {@code all-users}, but Boot also makes of it an entry
 * {@code allusers}, which is bound to the same properties: the same route twice.
 */
final class RelaxedKeys {

	private RelaxedKeys() {
	}

	/**
	 * Drops entries that another one stands for.
	 * @param <V> the type of the values
	 * @param map entries in the order of property sources
	 * @return the entries, of those that differ in case and dashes only one, under the
	 * key that has them
	 */
	static <V> Map<String, V> withoutTwins(Map<String, V> map) {
		Map<String, String> keys = new LinkedHashMap<>();
		map.keySet().forEach((key) -> keys.merge(uniform(key), key, RelaxedKeys::richer));
		Map<String, V> kept = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			String twin = keys.getOrDefault(uniform(key), key);
			if (twin.equals(key) || !value.equals(map.get(twin))) {
				kept.put(key, value);
			}
		});
		return kept;
	}

	private static String richer(String first, String second) {
		return first.equals(uniform(first)) ? second : first;
	}

	private static String uniform(String key) {
		return key.replace("-", "").toLowerCase(Locale.ROOT);
	}

}
