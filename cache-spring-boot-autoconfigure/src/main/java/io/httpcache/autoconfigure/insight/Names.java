package io.httpcache.autoconfigure.insight;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of header fields and query parameters, each kept once. They come from outside, so
 * there are only so many, of only such a length and of harmless characters; what is
 * beyond has one name together. Safe for use by several threads.
 */
final class Names {

	static final int MAX_NAMES = 256;

	static final int MAX_LENGTH = 64;

	/** For what has no name of its own here; no name of a field or parameter. */
	static final String OTHER = "(other)";

	private final Map<String, String> names = new ConcurrentHashMap<>();

	String intern(String name) {
		String known = this.names.get(name);
		if (known != null) {
			return known;
		}
		if (name.isEmpty() || name.length() > MAX_LENGTH || this.names.size() >= MAX_NAMES
				|| !name.chars().allMatch(Names::isHarmless)) {
			return OTHER;
		}
		String before = this.names.putIfAbsent(name, name);
		return (before != null) ? before : name;
	}

	private static boolean isHarmless(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
				|| c == '.' || c == '[' || c == ']' || c == '$';
	}

}
