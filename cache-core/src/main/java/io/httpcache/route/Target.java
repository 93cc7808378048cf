package io.httpcache.route;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A URI taken apart once, so that many patterns can look at it.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case, IPv6 literals in brackets
 * @param port the port, the scheme's own where the URI has none
 * @param path the path as it is sent, {@code /} for an empty one
 * @param query the raw query, or {@code null}
 */
record Target(String scheme, String host, int port, PathContainer path, @Nullable String query) {

	/**
	 * Takes a URI apart.
	 * @param uri any URI
	 * @return its parts, or {@code null} for what no pattern can match
	 */
	static @Nullable Target of(URI uri) {
		String scheme = uri.getScheme();
		String authority = uri.getRawAuthority();
		if (scheme == null || authority == null) {
			return null;
		}
		scheme = scheme.toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			return null;
		}
		String host = uri.getHost();
		int port = uri.getPort();
		if (host == null) {
			// java.net.URI does not split the authority of names such as my_service,
			// which containers are often called.
			host = authority.substring(authority.lastIndexOf('@') + 1);
			int colon = host.lastIndexOf(':');
			if (colon >= 0) {
				port = port(host.substring(colon + 1));
				host = host.substring(0, colon);
			}
		}
		if (port == -1) {
			port = defaultPort(scheme);
		}
		String path = uri.getRawPath();
		try {
			PathContainer container = PathContainer.parsePath((path == null || path.isEmpty()) ? "/" : path);
			return new Target(scheme, host.toLowerCase(Locale.ROOT), port, container, uri.getRawQuery());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static int defaultPort(String scheme) {
		return scheme.equals("https") ? 443 : 80;
	}

	private static int port(String digits) {
		if (digits.isEmpty()) {
			return -1;
		}
		try {
			return Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
