package io.httpcache.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheReason;
import io.httpcache.http.CacheControl;
import io.httpcache.http.FieldNames;
import io.httpcache.http.FieldValues;
import io.httpcache.http.Fields;
import io.httpcache.http.VaryField;

/**
 * Whether a response may be stored, and what of it (RFC 9111 §3).
 */
final class Storability {

	/** RFC 9111 §3.1: fields that concern one connection. */
	private static final FieldNames CONNECTION_FIELDS = FieldNames.of("connection", "keep-alive", "proxy-authenticate",
			"proxy-authentication-info", "proxy-authorization", "proxy-connection", "te", "trailer",
			"transfer-encoding", "upgrade");

	/** Final statuses whose caching is defined (RFC 9110 §15 and later registrations). */
	private static final Set<Integer> UNDERSTOOD = Set.of(200, 201, 202, 203, 204, 205, 207, 208, 226, 300, 301, 302,
			303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 417, 421,
			422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511);

	private final CacheMode mode;

	Storability(CacheMode mode) {
		this.mode = mode;
	}

	/**
	 * Why a response must not be stored whatever its freshness, or {@code null}.
	 */
	@Nullable CacheReason refusal(CacheRequest request, CachePolicy policy, int status, Fields fields, CacheControl directives) {
		if (status == 206) {
			return CacheReason.PARTIAL_CONTENT;
		}
		if (status < 200 || status == 304) {
			return CacheReason.STATUS;
		}
		boolean understood = UNDERSTOOD.contains(status);
		if (directives.mustUnderstand() && !understood) {
			return CacheReason.STATUS;
		}
		// RFC 9111 §5.2.2.3: must-understand takes the place of no-store
		if (directives.noStore() && !directives.mustUnderstand() && !policy.ignores(Prohibition.NO_STORE)) {
			return CacheReason.NO_STORE;
		}
		if (this.mode == CacheMode.SHARED) {
			if (directives.isPrivate() && !policy.ignores(Prohibition.PRIVATE)) {
				return CacheReason.PRIVATE;
			}
			if (request.authorized() && !policy.ignores(Prohibition.AUTHORIZATION)
					&& !allowsAuthorization(directives)) {
				return CacheReason.AUTHORIZATION;
			}
		}
		if (VaryField.parse(fields.all("Vary")).any() && !policy.ignores(Prohibition.VARY_STAR)) {
			return CacheReason.VARY_STAR;
		}
		return null;
	}

	/** RFC 9111 §3.5. */
	private static boolean allowsAuthorization(CacheControl directives) {
		return directives.isPublic() || directives.mustRevalidate() || directives.sMaxAge() != CacheControl.ABSENT;
	}

	/**
	 * Whether configured freshness may apply, and if not, why.
	 */
	@Nullable CacheReason configurationRefusal(CacheRequest request, CachePolicy policy, Fields response) {
		if (response.contains("Set-Cookie") && !policy.ignores(Prohibition.SET_COOKIE)) {
			return CacheReason.SET_COOKIE;
		}
		if (this.mode == CacheMode.SHARED) {
			if (request.authorized() && !policy.ignores(Prohibition.AUTHORIZATION)) {
				return CacheReason.AUTHORIZATION;
			}
			if (request.cookie() && !policy.ignores(Prohibition.COOKIE)) {
				return CacheReason.COOKIE;
			}
		}
		return null;
	}

	/**
	 * The fields to store: without those of the connection, and without those that a
	 * qualified {@code no-cache} or {@code private} names (RFC 9111 §5.2.2.4, §5.2.2.7).
	 */
	Fields storedFields(Fields fields, CacheControl directives, CachePolicy policy) {
		List<String> connection = fields.all("Connection");
		List<String> uncached = policy.ignores(Prohibition.NO_CACHE) ? List.of() : directives.noCacheFields();
		List<String> ofOthers = (this.mode == CacheMode.SHARED && !policy.ignores(Prohibition.PRIVATE))
				? directives.privateFields() : List.of();
		List<String> named = List.of();
		if (!connection.isEmpty() || !uncached.isEmpty() || !ofOthers.isEmpty()) {
			named = new ArrayList<>(FieldValues.split(connection));
			named.addAll(uncached);
			named.addAll(ofOthers);
		}
		return new KeptFields(fields, CONNECTION_FIELDS, named);
	}

}
