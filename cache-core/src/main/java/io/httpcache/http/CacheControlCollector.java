package io.httpcache.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Collects directives. What cannot be read never makes a response live longer: such a
 * freshness lifetime is 0, such a permission is none, and a prohibition holds whatever
 * stands behind it.
 */
final class CacheControlCollector {

	long maxAge = CacheControl.ABSENT;

	long sMaxAge = CacheControl.ABSENT;

	long staleWhileRevalidate = CacheControl.ABSENT;

	long staleIfError = CacheControl.ABSENT;

	long minFresh = CacheControl.ABSENT;

	long maxStale = CacheControl.ABSENT;

	int flags;

	private final Set<String> noCacheFields = new LinkedHashSet<>();

	private final Set<String> privateFields = new LinkedHashSet<>();

	/**
	 * Takes a directive.
	 * @param name the name, lower case
	 * @param argument the argument without quotes, or {@code null} when there is none
	 * @param readable whether the argument and what surrounds it are well-formed
	 */
	void add(String name, @Nullable String argument, boolean readable) {
		switch (name) {
			// RFC 9111 §4.2.1: of several the first, and an invalid one means stale
			case "max-age" -> this.maxAge = first(this.maxAge, lifetime(argument, readable));
			case "s-maxage" -> this.sMaxAge = first(this.sMaxAge, lifetime(argument, readable));
			case "stale-while-revalidate" ->
				this.staleWhileRevalidate = first(this.staleWhileRevalidate, seconds(argument, readable));
			case "stale-if-error" -> this.staleIfError = first(this.staleIfError, seconds(argument, readable));
			case "min-fresh" -> this.minFresh = first(this.minFresh, seconds(argument, readable));
			case "max-stale" -> this.maxStale = first(this.maxStale,
					(argument == null && readable) ? Long.MAX_VALUE : seconds(argument, readable));
			case "no-cache" -> qualifiable(CacheControl.NO_CACHE, this.noCacheFields, argument, readable);
			case "private" -> qualifiable(CacheControl.PRIVATE, this.privateFields, argument, readable);
			case "no-store" -> this.flags |= CacheControl.NO_STORE;
			case "must-revalidate" -> this.flags |= CacheControl.MUST_REVALIDATE;
			case "proxy-revalidate" -> this.flags |= CacheControl.PROXY_REVALIDATE;
			case "only-if-cached" -> this.flags |= CacheControl.ONLY_IF_CACHED;
			case "no-transform" -> this.flags |= CacheControl.NO_TRANSFORM;
			case "public" -> permit(CacheControl.PUBLIC, readable);
			case "must-understand" -> permit(CacheControl.MUST_UNDERSTAND, readable);
			case "immutable" -> permit(CacheControl.IMMUTABLE, readable);
			default -> {
				// RFC 9111 §5.2.3: unknown directives are ignored
			}
		}
	}

	List<String> noCacheFields() {
		return fields(CacheControl.NO_CACHE, this.noCacheFields);
	}

	List<String> privateFields() {
		return fields(CacheControl.PRIVATE, this.privateFields);
	}

	private List<String> fields(int unqualified, Set<String> names) {
		return ((this.flags & unqualified) != 0) ? List.of() : List.copyOf(names);
	}

	private void permit(int flag, boolean readable) {
		this.flags |= (readable) ? flag : 0;
	}

	private static long first(long before, long now) {
		return (before != CacheControl.ABSENT) ? before : now;
	}

	private static long seconds(@Nullable String argument, boolean readable) {
		return (argument != null && readable) ? DeltaSeconds.parse(argument, 0, argument.length())
				: CacheControl.ABSENT;
	}

	private static long lifetime(@Nullable String argument, boolean readable) {
		return Math.max(0, seconds(argument, readable));
	}

	private void qualifiable(int flag, Set<String> names, @Nullable String argument, boolean readable) {
		if (argument == null || !readable || !addNames(argument, names)) {
			this.flags |= flag;
		}
	}

	private static boolean addNames(String argument, Set<String> names) {
		boolean found = false;
		int from = 0;
		while (from <= argument.length()) {
			int comma = argument.indexOf(',', from);
			int end = (comma >= 0) ? comma : argument.length();
			int start = Chars.skipSpace(argument, from, end);
			int to = Chars.trimEnd(argument, start, end);
			if (start < to) {
				if (!Chars.isToken(argument, start, to)) {
					return false;
				}
				names.add(Chars.lower(argument, start, to));
				found = true;
			}
			from = end + 1;
		}
		return found;
	}

}
