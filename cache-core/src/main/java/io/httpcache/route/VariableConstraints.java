package io.httpcache.route;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The regular expressions of a path pattern's variables. PathPattern reads one with a
 * capture group and then throws for every path it is asked about.
 */
final class VariableConstraints {

	private VariableConstraints() {
	}

	/**
	 * Looks for a capture group.
	 * @param path a path pattern that PathPattern could read
	 * @return the first regular expression that has one, or {@code null}
	 */
	static @Nullable String capturing(String path) {
		int depth = 0;
		int regex = -1;
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (c == '\\' && depth > 0) {
				i++;
			}
			else if (c == '{') {
				depth++;
			}
			else if (c == ':' && depth == 1 && regex < 0) {
				regex = i + 1;
			}
			else if (c == '}' && --depth == 0) {
				if (regex >= 0 && Pattern.compile(path.substring(regex, i)).matcher("").groupCount() > 0) {
					return path.substring(regex, i);
				}
				regex = -1;
			}
		}
		return null;
	}

}
