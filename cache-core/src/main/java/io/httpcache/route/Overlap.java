package io.httpcache.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Whether two equally specific patterns can match the same URL. That they can is never
 * guessed: either their paths are the same up to the names of variables, or a path that
 * both match is found and shown. Two different regular expressions may therefore pass
 * although they overlap; they keep the order of their text.
 */
final class Overlap {

	/** What regular expressions of identifiers, dates and words commonly accept. */
	private static final List<String> SAMPLES = List.of("x", "1", "a", "A", "10", "2024", "abc", "2024-01-01", "a1",
			"v1", "en", "de", "en-US", "00000000-0000-0000-0000-000000000000");

	private Overlap() {
	}

	static boolean sameScope(UrlPattern a, UrlPattern b) {
		// Of a pair that ties, either both have a part or neither has.
		return Objects.equals(a.host(), b.host()) && a.port() == b.port() && Objects.equals(a.scheme(), b.scheme())
				&& Objects.equals(a.query(), b.query());
	}

	static boolean samePath(PathPattern a, PathPattern b) {
		return withoutNames(a).equals(withoutNames(b));
	}

	/**
	 * Looks for a path that both match.
	 * @param a a path pattern
	 * @param b another one
	 * @return the path, percent-encoded, or {@code null} when none was found
	 */
	static @Nullable String path(PathPattern a, PathPattern b) {
		List<String> first = segments(a);
		List<String> second = segments(b);
		for (List<String> left : expansions(first, second.size())) {
			for (List<String> right : expansions(second, first.size())) {
				String path = (left.size() == right.size()) ? path(a, b, left, right) : null;
				if (path != null) {
					return path;
				}
			}
		}
		return null;
	}

	private static @Nullable String path(PathPattern a, PathPattern b, List<String> left, List<String> right) {
		List<String> common = new ArrayList<>(left.size());
		for (int i = 0; i < left.size(); i++) {
			String segment = Globs.common(left.get(i), right.get(i));
			if (segment == null) {
				return null;
			}
			common.add(segment);
		}
		for (String sample : SAMPLES) {
			StringBuilder path = new StringBuilder();
			for (String segment : common) {
				String filled = segment.replace(Globs.FREE, sample);
				path.append('/').append(UriUtils.encode(filled, StandardCharsets.UTF_8));
			}
			PathContainer container = PathContainer.parsePath(path.toString());
			if (a.matches(container) && b.matches(container)) {
				return path.toString();
			}
		}
		return null;
	}

	/** Replaces a segment that stands for any number by each number that may matter. */
	private static List<List<String>> expansions(List<String> segments, int other) {
		int rest = segments.indexOf(Globs.REST);
		if (rest < 0) {
			return List.of(segments);
		}
		List<List<String>> expansions = new ArrayList<>();
		for (int count = 0; count <= other + 1; count++) {
			List<String> expansion = new ArrayList<>(segments.subList(0, rest));
			expansion.addAll(Collections.nCopies(count, Globs.ANY));
			expansion.addAll(segments.subList(rest + 1, segments.size()));
			expansions.add(expansion);
		}
		return expansions;
	}

	private static List<String> segments(PathPattern pattern) {
		String text = withoutNames(pattern).replaceAll("\\{\\*}", Globs.REST);
		List<String> segments = new ArrayList<>();
		// No regular expression holds a slash: PathPattern refuses it.
		for (String segment : StringUtils.delimitedListToStringArray(text.substring(1), "/")) {
			segments.add(Globs.of(segment));
		}
		return segments;
	}

	/** {@code {id}} becomes {@code {}}, {@code {id:re}} {@code {:re}}. */
	private static String withoutNames(PathPattern pattern) {
		StringBuilder text = new StringBuilder();
		String written = pattern.getPatternString();
		int depth = 0;
		boolean name = false;
		for (int i = 0; i < written.length(); i++) {
			char c = written.charAt(i);
			if (c == '\\' && depth > 0 && i + 1 < written.length()) {
				text.append(c).append(written.charAt(++i));
				continue;
			}
			if (c == '{') {
				depth++;
				text.append(c);
				name = name || depth == 1;
				if (depth == 1 && i + 1 < written.length() && written.charAt(i + 1) == '*') {
					text.append('*');
				}
				continue;
			}
			if (c == '}') {
				depth--;
			}
			name = name && c != ':' && c != '}';
			if (!name) {
				text.append(c);
			}
		}
		return text.toString();
	}

}
