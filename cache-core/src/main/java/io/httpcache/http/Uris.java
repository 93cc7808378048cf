package io.httpcache.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The forms of a URI that keys, comparisons and logs need (RFC 3986, RFC 9110 §4.2).
 */
public final class Uris {

	private Uris() {
	}

	/**
	 * The normal form of an absolute {@code http} or {@code https} URI (RFC 3986 §6.2.2,
	 * RFC 9110 §4.2.3): scheme and host in lower case, no default port, no dot segments,
	 * no needless percent-encoding and none in lower case, a path, no fragment. The user
	 * information, a credential, is left out.
	 * @param uri the URI
	 * @return the normal form; the very {@code uri.toString()} when that is normal or
	 * when the URI is not absolute or has no authority
	 */
	public static String normalize(URI uri) {
		String text = uri.toString();
		return (UriNormalizer.isNormal(text)) ? text : UriNormalizer.normalize(text);
	}

	/**
	 * A URI without some of its query parameters. The others keep their order and form.
	 * @param normalizedUri a URI without a fragment
	 * @param names the names as they are after decoding
	 * @return the shorter URI; the very argument when nothing is left out
	 */
	public static String withoutQueryParameters(String normalizedUri, Set<String> names) {
		int question = normalizedUri.indexOf('?');
		if (question < 0 || names.isEmpty()) {
			return normalizedUri;
		}
		return QueryParameters.without(normalizedUri, question, names);
	}

	/**
	 * What a reference stands for (RFC 3986 §5.2). {@link URI#resolve} follows an older
	 * RFC: to it a reference that is empty or only a query drops the last segment of the
	 * path, and one to a base without a path becomes a part of the host.
	 * @param base an absolute URI with an authority
	 * @param reference the reference
	 * @return the target
	 * @throws URISyntaxException when the reference is none
	 */
	public static URI resolve(URI base, String reference) throws URISyntaxException {
		URI relative = new URI(reference);
		String text = base.toString();
		int end = pathEnd(text);
		if (reference.isEmpty() || reference.charAt(0) == '#') {
			return base;
		}
		if (reference.charAt(0) == '?') {
			return new URI(text.substring(0, end) + reference);
		}
		return "".equals(base.getRawPath()) ? new URI(text.substring(0, end) + "/").resolve(relative)
				: base.resolve(relative);
	}

	private static int pathEnd(String uri) {
		for (int i = 0; i < uri.length(); i++) {
			if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
				return i;
			}
		}
		return uri.length();
	}

	/**
	 * Whether two URIs have the same origin (RFC 6454 §4).
	 * @param a an absolute URI
	 * @param b an absolute URI
	 * @return whether scheme, host and effective port are the same
	 */
	public static boolean sameOrigin(URI a, URI b) {
		String scheme = a.getScheme();
		String host = a.getHost();
		if (scheme == null || host == null) {
			// A host that is none to java.net.URI, one with an underscore for example
			return scheme != null && scheme.equalsIgnoreCase(b.getScheme()) && b.getHost() == null
					&& a.getRawAuthority() != null && b.getRawAuthority() != null && origin(a).equals(origin(b));
		}
		return scheme.equalsIgnoreCase(b.getScheme()) && host.equalsIgnoreCase(b.getHost()) && port(a) == port(b);
	}

	private static String origin(URI uri) {
		String normal = normalize(uri);
		return normal.substring(0, UriNormalizer.authorityEnd(normal, normal.indexOf("://") + 3));
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return ("https".equalsIgnoreCase(uri.getScheme())) ? 443 : 80;
	}

	/**
	 * A URI that may be shown: values of secret query parameters become {@code ***}, user
	 * information and fragment are left out, and what is no printable ASCII is
	 * percent-encoded, so that it stays within one line of a log.
	 * @param uri a URI, or any text
	 * @param isSecret tells from the name of a parameter whether its value is secret
	 * @return the text to show
	 */
	public static String redact(String uri, Predicate<String> isSecret) {
		return UriRedactor.redact(uri, isSecret);
	}

}
