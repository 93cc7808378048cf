package io.httpcache.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * A pattern {@code [scheme://][host[:port]]/path[?query]} of URLs. Immutable and safe for
 * use by several threads.
 * <ul>
 * <li><b>scheme</b>: {@code http} or {@code https}; without one, both match.</li>
 * <li><b>host</b>: compared ignoring case; an IPv6 literal stands in brackets and is
 * compared as written. {@code *.example.com} matches subdomains of any depth
 * ({@code a.example.com}, {@code a.b.example.com}), not {@code example.com} itself. A
 * pattern that starts with {@code /} matches every host.</li>
 * <li><b>port</b>: without one, any port matches. A URI without a port has its scheme's,
 * so {@code https://example.com:443/x} matches {@code https://example.com/x}.</li>
 * <li><b>path</b>: a Spring {@link PathPattern} with {@code *}, {@code **}, <code>{id}
 * </code> and <code>{id:regex}</code>, matched case-sensitively against the raw path,
 * segment by segment after decoding and without matrix parameters; an empty path is
 * {@code /}. A trailing slash counts. Percent-encoded characters of the pattern are
 * decoded, so a URL can be pasted as it is: {@code /a%20b} matches {@code /a%20b}.</li>
 * <li><b>query</b>: what follows the first {@code ?} outside braces, compared exactly
 * with the raw query; nothing in it is a wildcard. Without one, any query matches.</li>
 * </ul>
 */
public final class UrlPattern {

	static final int ANY_PORT = -1;

	/**
	 * The more specific first: an exact host before a wildcard host (the longer suffix
	 * first) before none, then {@link PathPattern#SPECIFICITY_COMPARATOR}, then a query
	 * before none. What still ties is settled by a port before none and a scheme before
	 * none, since each matches fewer URLs than the same pattern without. These two only
	 * ever decide between patterns whose host, path and query tie, so they cannot reverse
	 * what those decided; {@link Routes} asks them after the {@code order} of the routes,
	 * so that they cannot overrule it either. Patterns may tie without matching the same
	 * URLs: this is not consistent with equals.
	 */
	public static final Comparator<UrlPattern> SPECIFICITY;

	/** Host, path and query: what {@code order} comes after. */
	static final Comparator<UrlPattern> HOST_PATH_QUERY;

	/** Port and scheme: what comes after {@code order}. */
	static final Comparator<UrlPattern> PORT_SCHEME;

	static {
		HOST_PATH_QUERY = Comparator.<UrlPattern>comparingInt(UrlPattern::hostRank)
			.thenComparingInt((pattern) -> pattern.wildcard ? -pattern.hostLength() : 0)
			.thenComparing((pattern) -> pattern.path, PathPattern.SPECIFICITY_COMPARATOR)
			.thenComparingInt((pattern) -> (pattern.query != null) ? 0 : 1);
		PORT_SCHEME = Comparator.<UrlPattern>comparingInt((pattern) -> (pattern.port != ANY_PORT) ? 0 : 1)
			.thenComparingInt((pattern) -> (pattern.scheme != null) ? 0 : 1);
		SPECIFICITY = HOST_PATH_QUERY.thenComparing(PORT_SCHEME);
	}

	private final String text;

	private final @Nullable String scheme;

	private final @Nullable String host;

	private final boolean wildcard;

	private final int port;

	private final PathPattern path;

	private final @Nullable String query;

	/**
	 * The parts of a pattern.
	 * @param text the pattern as it was written
	 * @param scheme the scheme in lower case, or {@code null} for any
	 * @param host the host in lower case, for a wildcard what follows the {@code *} with
	 * its dot, or {@code null} for any
	 * @param wildcard whether the host is a suffix
	 * @param port the port, or {@link #ANY_PORT}
	 * @param path the path
	 * @param query the query, or {@code null} for any
	 */
	UrlPattern(String text, @Nullable String scheme, @Nullable String host, boolean wildcard, int port,
			PathPattern path, @Nullable String query) {
		this.text = text;
		this.scheme = scheme;
		this.host = host;
		this.wildcard = wildcard;
		this.port = port;
		this.path = path;
		this.query = query;
	}

	/**
	 * Reads a pattern.
	 * @param text the pattern
	 * @return the pattern
	 * @throws InvalidUrlPatternException when it cannot be read
	 */
	public static UrlPattern parse(String text) {
		return UrlPatternParser.parse(text);
	}

	/**
	 * Whether a URI matches. Never throws.
	 * @param uri an absolute URI
	 * @return {@code true} when it does; {@code false} also for a URI without host or of
	 * another scheme than http and https
	 */
	public boolean matches(URI uri) {
		Target target = Target.of(uri);
		return target != null && matches(target);
	}

	/**
	 * Whether a URI matches. Never throws.
	 * @param uri an absolute URI
	 * @return {@code true} when it does; {@code false} also for what is no URI
	 */
	public boolean matches(String uri) {
		try {
			return matches(new URI(uri));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	boolean matches(Target target) {
		return difference(target) == null;
	}

	/**
	 * What keeps a URI from matching.
	 * @param target the URI
	 * @return the first part that differs, or {@code null} when it matches
	 */
	@Nullable String difference(Target target) {
		if (this.scheme != null && !this.scheme.equals(target.scheme())) {
			return "scheme differs";
		}
		if (!matchesHost(target.host())) {
			return "host differs";
		}
		if (this.port != ANY_PORT && this.port != target.port()) {
			return "port differs";
		}
		if (!matchesPath(target)) {
			return "path differs";
		}
		if (this.query != null && !this.query.equals(target.query())) {
			return "query differs";
		}
		return null;
	}

	private boolean matchesHost(String other) {
		if (this.host == null) {
			return true;
		}
		return this.wildcard ? other.length() > this.host.length() && other.endsWith(this.host)
				: other.equals(this.host);
	}

	private boolean matchesPath(Target target) {
		try {
			return this.path.matches(target.path());
		}
		catch (RuntimeException | StackOverflowError ex) {
			// A regular expression of the user's may recurse once per character of a
			// segment. That URL is not matched; its request must not fail.
			return false;
		}
	}

	private int hostRank() {
		if (this.host == null) {
			return 2;
		}
		return this.wildcard ? 1 : 0;
	}

	private int hostLength() {
		return (this.host != null) ? this.host.length() : 0;
	}

	@Nullable String scheme() {
		return this.scheme;
	}

	/**
	 * The host.
	 * @return the host in lower case, the suffix with its dot for a wildcard, or
	 * {@code null} for any
	 */
	@Nullable String host() {
		return this.host;
	}

	boolean isWildcard() {
		return this.wildcard;
	}

	int port() {
		return this.port;
	}

	PathPattern path() {
		return this.path;
	}

	@Nullable String query() {
		return this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UrlPattern that && this.text.equals(that.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
