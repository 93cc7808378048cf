package io.httpcache.autoconfigure;

import java.util.regex.Pattern;

/**
 * The name of the cache can stand in a {@code Cache-Status} field (RFC 9211 §2) without
 * quotes.
 */
final class NameCheck implements ConfigurationCheck {

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*");

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		if (!TOKEN.matcher(properties.name()).matches()) {
			problems.add(PropertyNames.of("name"), "The name cannot stand in a Cache-Status field.",
					"Start with a letter and go on with letters, digits, \"-\", \"_\" and \".\".");
		}
	}

}
