package io.httpcache.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The directives of a request or a response (RFC 9111 §5.2, RFC 5861, RFC 8246).
 * Durations are in seconds. Immutable.
 */
public final class CacheControl {

	/** What a duration is when the directive is not there. */
	public static final long ABSENT = -1;

	static final int NO_STORE = 1;

	static final int NO_CACHE = 1 << 1;

	static final int PRIVATE = 1 << 2;

	static final int PUBLIC = 1 << 3;

	static final int MUST_REVALIDATE = 1 << 4;

	static final int PROXY_REVALIDATE = 1 << 5;

	static final int MUST_UNDERSTAND = 1 << 6;

	static final int IMMUTABLE = 1 << 7;

	static final int ONLY_IF_CACHED = 1 << 8;

	static final int NO_TRANSFORM = 1 << 9;

	/** No directives. */
	public static final CacheControl NONE = new CacheControl(new CacheControlCollector());

	private final long maxAge;

	private final long sMaxAge;

	private final long staleWhileRevalidate;

	private final long staleIfError;

	private final long minFresh;

	private final long maxStale;

	private final int flags;

	private final List<String> noCacheFields;

	private final List<String> privateFields;

	private CacheControl(CacheControlCollector directives) {
		this.maxAge = directives.maxAge;
		this.sMaxAge = directives.sMaxAge;
		this.staleWhileRevalidate = directives.staleWhileRevalidate;
		this.staleIfError = directives.staleIfError;
		this.minFresh = directives.minFresh;
		this.maxStale = directives.maxStale;
		this.flags = directives.flags;
		this.noCacheFields = directives.noCacheFields();
		this.privateFields = directives.privateFields();
	}

	/**
	 * Reads {@code Cache-Control}. Of several directives of a name the first counts, and
	 * an unreadable {@code max-age} or {@code s-maxage} counts as 0 (RFC 9111 §4.2.1).
	 * @param lines the field lines in the order of the message
	 * @return the directives, {@link #NONE} when there is no line
	 */
	public static CacheControl parse(List<String> lines) {
		if (lines.isEmpty()) {
			return NONE;
		}
		CacheControlCollector directives = new CacheControlCollector();
		for (String line : lines) {
			new CacheControlParser(line, directives).parse();
		}
		return new CacheControl(directives);
	}

	/**
	 * Reads a targeted field (RFC 9213 §2.1), which is a structured Dictionary.
	 * Parameters and members of a type that their directive does not have are ignored.
	 * @param lines the field lines in the order of the message
	 * @return the directives, or {@code null} when the field is empty or malformed and so
	 * to be ignored
	 */
	public static @Nullable CacheControl parseTargeted(List<String> lines) {
		Map<String, StructuredFields.Member> members = StructuredFields.parseDictionary(lines);
		if (members == null || members.isEmpty()) {
			return null;
		}
		CacheControlCollector directives = new CacheControlCollector();
		members.forEach((name, member) -> {
			if (member instanceof StructuredFields.Item item) {
				addTargeted(name, item.bareItem(), directives);
			}
		});
		return new CacheControl(directives);
	}

	private static void addTargeted(String name, Object value, CacheControlCollector directives) {
		switch (name) {
			case "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error" -> {
				if (value instanceof Long) {
					directives.add(name, value.toString(), true);
				}
			}
			case "no-cache", "private" -> {
				if (value instanceof String || value instanceof StructuredFields.Token) {
					directives.add(name, value.toString(), true);
				}
				else if (Boolean.TRUE.equals(value)) {
					directives.add(name, null, true);
				}
			}
			default -> {
				if (Boolean.TRUE.equals(value)) {
					directives.add(name, null, true);
				}
			}
		}
	}

	/**
	 * {@code max-age}.
	 * @return seconds, or {@link #ABSENT}
	 */
	public long maxAge() {
		return this.maxAge;
	}

	/**
	 * {@code s-maxage} of a response.
	 * @return seconds, or {@link #ABSENT}
	 */
	public long sMaxAge() {
		return this.sMaxAge;
	}

	/**
	 * {@code stale-while-revalidate} of a response (RFC 5861 §3).
	 * @return seconds, or {@link #ABSENT}
	 */
	public long staleWhileRevalidate() {
		return this.staleWhileRevalidate;
	}

	/**
	 * {@code stale-if-error} of a request or a response (RFC 5861 §4).
	 * @return seconds, or {@link #ABSENT}
	 */
	public long staleIfError() {
		return this.staleIfError;
	}

	/**
	 * {@code min-fresh} of a request.
	 * @return seconds, or {@link #ABSENT}
	 */
	public long minFresh() {
		return this.minFresh;
	}

	/**
	 * {@code max-stale} of a request.
	 * @return seconds, {@link Long#MAX_VALUE} for the form without an argument, or
	 * {@link #ABSENT}
	 */
	public long maxStale() {
		return this.maxStale;
	}

	/**
	 * {@code no-store}.
	 * @return whether it is there
	 */
	public boolean noStore() {
		return has(NO_STORE);
	}

	/**
	 * {@code no-cache} without field names, or with such as cannot be read.
	 * @return whether it is there
	 */
	public boolean noCache() {
		return has(NO_CACHE);
	}

	/**
	 * {@code private} without field names, or with such as cannot be read.
	 * @return whether it is there
	 */
	public boolean isPrivate() {
		return has(PRIVATE);
	}

	/**
	 * {@code public}.
	 * @return whether it is there
	 */
	public boolean isPublic() {
		return has(PUBLIC);
	}

	/**
	 * {@code must-revalidate}.
	 * @return whether it is there
	 */
	public boolean mustRevalidate() {
		return has(MUST_REVALIDATE);
	}

	/**
	 * {@code proxy-revalidate}.
	 * @return whether it is there
	 */
	public boolean proxyRevalidate() {
		return has(PROXY_REVALIDATE);
	}

	/**
	 * {@code must-understand}.
	 * @return whether it is there
	 */
	public boolean mustUnderstand() {
		return has(MUST_UNDERSTAND);
	}

	/**
	 * {@code immutable} (RFC 8246).
	 * @return whether it is there
	 */
	public boolean immutable() {
		return has(IMMUTABLE);
	}

	/**
	 * {@code only-if-cached} of a request.
	 * @return whether it is there
	 */
	public boolean onlyIfCached() {
		return has(ONLY_IF_CACHED);
	}

	/**
	 * {@code no-transform}.
	 * @return whether it is there
	 */
	public boolean noTransform() {
		return has(NO_TRANSFORM);
	}

	/**
	 * The fields that {@code no-cache="…"} names.
	 * @return lower case, empty when the unqualified form is there too
	 */
	public List<String> noCacheFields() {
		return this.noCacheFields;
	}

	/**
	 * The fields that {@code private="…"} names.
	 * @return lower case, empty when the unqualified form is there too
	 */
	public List<String> privateFields() {
		return this.privateFields;
	}

	private boolean has(int flag) {
		return (this.flags & flag) != 0;
	}

}
