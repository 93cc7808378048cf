package io.httpcache.route;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Reads one {@link UrlPattern}. Every refusal says what to write instead.
 */
final class UrlPatternParser {

	/** Far more than any URL needs, and little enough for any regular expression. */
	private static final int MAX_LENGTH = 2048;

	private static final String EXAMPLE = "https://api.example.com/users/*";

	private static final String SCHEME_END = "://";

	private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*\\.?");

	private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*(?:%[a-z0-9_.~%-]+)?]");

	private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

	private final String text;

	private UrlPatternParser(String text) {
		this.text = text;
	}

	static UrlPattern parse(String text) {
		return new UrlPatternParser(text).parse();
	}

	private UrlPattern parse() {
		checkCharacters();
		int schemeEnd = schemeEnd();
		String scheme = scheme(schemeEnd);
		int authorityStart = (schemeEnd < 0) ? 0 : schemeEnd + SCHEME_END.length();
		int pathStart = pathStart(authorityStart);
		String authority = this.text.substring(authorityStart, pathStart);
		int queryStart = queryStart(pathStart);
		String path = this.text.substring(pathStart, (queryStart < 0) ? this.text.length() : queryStart);
		String query = (queryStart < 0) ? null : this.text.substring(queryStart + 1);
		int portStart = portStart(authority);
		String host = (portStart < 0) ? authority : authority.substring(0, portStart);
		int port = (portStart < 0) ? UrlPattern.ANY_PORT : port(host, authority.substring(portStart + 1));
		host = host(host, port);
		boolean wildcard = host != null && host.startsWith("*.");
		return new UrlPattern(this.text, scheme, (host != null && wildcard) ? host.substring(1) : host, wildcard, port,
				path(path), query);
	}

	private void checkCharacters() {
		if (this.text.isBlank()) {
			throw invalid("it is empty", "write for example " + EXAMPLE);
		}
		if (this.text.length() > MAX_LENGTH) {
			throw new InvalidUrlPatternException(this.text.substring(0, 60) + "…",
					"it is longer than %d characters".formatted(MAX_LENGTH),
					"shorten it with `*` for one segment or `**` for the rest of the path");
		}
		for (int i = 0; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
				throw invalid("there is white space or a control character at position " + i,
						"remove it, or write `%20` for a space in the path, `\\s` in a regular expression");
			}
		}
	}

	private int schemeEnd() {
		int end = this.text.indexOf(SCHEME_END);
		int slash = this.text.indexOf('/');
		return (end >= 0 && end < slash) ? end : -1;
	}

	private @Nullable String scheme(int end) {
		if (end < 0) {
			return null;
		}
		String scheme = this.text.substring(0, end).toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw invalid("the scheme `%s` is neither http nor https".formatted(scheme),
					"write `https://` or `http://`, or leave the scheme out to match both");
		}
		return scheme;
	}

	private int pathStart(int from) {
		for (int i = from; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c == '/') {
				if (from == 0 && this.text.startsWith("//")) {
					throw invalid("it starts with `//`",
							"write `%s`, or `https:%s`".formatted(this.text.replaceFirst("^/+", ""), this.text));
				}
				return i;
			}
			if (c == '?' || c == '#') {
				throw invalid("there is no `/` after the host",
						"write `%s/%s`".formatted(this.text.substring(0, i), (c == '?') ? this.text.substring(i) : ""));
			}
		}
		if (from == this.text.length()) {
			throw invalid("there is no host after the scheme",
					"write for example `%sapi.example.com/**`".formatted(this.text));
		}
		throw invalid("there is no `/`, so it has no path",
				(from == 0 && NAME.matcher(this.text).matches() && this.text.indexOf('.') < 0)
						? "write `%1$s/**` for all URLs of a host, `/%1$s` for a path on every host"
							.formatted(this.text)
						: "write `%s/**` for all URLs of the host".formatted(this.text));
	}

	/** Also finds the end of braces, as PathPattern does: a backslash escapes in them. */
	private int queryStart(int from) {
		int depth = 0;
		int query = -1;
		for (int i = from; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c == '#' && (depth == 0 || query >= 0)) {
				throw invalid("`#` starts a fragment, which is never sent to a server",
						"leave `%s` out, or write `%%23` for a `#` in the path or query"
							.formatted(this.text.substring(i)));
			}
			if (query >= 0) {
				continue;
			}
			if (c == '\\' && depth > 0) {
				i++;
			}
			else if (c == '{') {
				depth++;
			}
			else if (c == '}' && depth > 0) {
				depth--;
			}
			else if (c == '?' && depth == 0) {
				query = i;
			}
		}
		return query;
	}

	private int portStart(String authority) {
		int at = authority.lastIndexOf('@');
		if (at >= 0) {
			// The name and password before the @ must not reach a log.
			throw new InvalidUrlPatternException(this.text.replace(authority.substring(0, at), "***"),
					"it holds a user name or password",
					"leave out what stands before the `@`; credentials separate entries by themselves");
		}
		int bracket = authority.lastIndexOf(']');
		int colon = authority.indexOf(':', bracket + 1);
		if (colon >= 0 && bracket < 0 && authority.indexOf(':', colon + 1) >= 0) {
			throw invalid("`%s` has more than one colon".formatted(authority),
					"write an IPv6 address in brackets, such as `[::1]:8080/path`");
		}
		return colon;
	}

	private int port(String host, String digits) {
		int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
		if (port < 1 || port > 65535) {
			throw invalid("the port `%s` is not a number from 1 to 65535".formatted(digits),
					"write for example `%1$s:8080/path`, or `%1$s/path` to match any port".formatted(host));
		}
		return port;
	}

	private @Nullable String host(String written, int port) {
		if (written.isEmpty()) {
			if (port != UrlPattern.ANY_PORT) {
				throw invalid("there is a port without a host",
						"write the host before it, such as `localhost:%1$d/path` or `*.example.com:%1$d/path`"
							.formatted(port));
			}
			return null;
		}
		String host = written.toLowerCase(Locale.ROOT);
		String name = host.startsWith("*.") ? host.substring(2) : host;
		if (name.indexOf('*') >= 0 || name.indexOf('{') >= 0) {
			throw invalid("a wildcard in a host can only be `*.` at its start",
					host.equals("*") ? "leave the host out to match every host"
							: "write for example `*.example.com/path`, which matches subdomains of any depth");
		}
		if (host.startsWith("[")) {
			if (!IPV6.matcher(host).matches()) {
				throw invalid("`%s` is not an IPv6 address in brackets".formatted(written),
						"write for example `[::1]/path`");
			}
			return host;
		}
		if (!host.chars().allMatch((c) -> c < 128)) {
			throw invalid("the host `%s` holds characters that are not ASCII".formatted(written),
					"write it as it is sent, in Punycode, such as `xn--bcher-kva.example/path`");
		}
		if (!NAME.matcher(name).matches()) {
			throw invalid("`%s` is not a host name".formatted(written),
					host.startsWith(".") ? "write `*%s` to match all subdomains".formatted(host)
							: "write letters, digits, `-`, `_` and single dots, such as `api.example.com/path`");
		}
		return host;
	}

	private PathPattern path(String path) {
		String decoded = PathLiterals.decode(this.text, path);
		try {
			return PathPatternParser.defaultInstance.parse(decoded);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// Besides PatternParseException it throws what java.util.regex throws.
			String reason = (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
			throw invalid("the path `%s` is no PathPattern (%s)".formatted(path, reason),
					"write `*` for one segment, `{name}` or `{name:regex}` for one segment with a name, "
							+ "and `**` only as the first or the last segment");
		}
	}

	private InvalidUrlPatternException invalid(String problem, String action) {
		return new InvalidUrlPatternException(this.text, problem, action);
	}

}
