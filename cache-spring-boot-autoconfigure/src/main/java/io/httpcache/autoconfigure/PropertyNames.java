package io.httpcache.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Names of properties as the reference writes them.
 */
final class PropertyNames {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(HttpCacheProperties.PREFIX);

	static final ConfigurationPropertyName DEFAULTS = of("defaults");

	static final ConfigurationPropertyName ROUTES = of("routes");

	private PropertyNames() {
	}

	/** The name {@code httpcache.path}. */
	static ConfigurationPropertyName of(String path) {
		return ROOT.append(path);
	}

	/** The name of an entry of a map, in brackets where its key needs them. */
	static ConfigurationPropertyName entry(ConfigurationPropertyName map, String key) {
		return map.append(ConfigurationPropertyName.isValid(key) && key.indexOf('.') < 0 ? key : "[" + key + "]");
	}

	/** The dashed form of a Java name or constant. */
	static String dashed(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
	}

	/**
	 * The name that was probably meant.
	 * @param typed what was written
	 * @param known what there is
	 * @return the nearest, or {@code null} when none is near
	 */
	static @Nullable String nearest(String typed, Collection<String> known) {
		int limit = Math.max(2, typed.length() / 3);
		return known.stream()
			.filter((name) -> distance(typed, name) <= limit)
			.min(Comparator.comparingInt((String name) -> distance(typed, name)))
			.orElse(null);
	}

	/** Insertions, deletions, replacements and swaps that lead from one to the other. */
	private static int distance(String from, String to) {
		int[] beforePrevious = new int[to.length() + 1];
		int[] previous = new int[to.length() + 1];
		int[] current = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replace = previous[j - 1] + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
						&& from.charAt(i - 2) == to.charAt(j - 1)) {
					current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
				}
			}
			int[] spare = beforePrevious;
			beforePrevious = previous;
			previous = current;
			current = spare;
		}
		return previous[to.length()];
	}

}
