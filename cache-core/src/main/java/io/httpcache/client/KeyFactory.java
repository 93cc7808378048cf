package io.httpcache.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

import io.httpcache.CacheKeyCustomizer;
import io.httpcache.CachePartitionResolver;
import io.httpcache.engine.CacheMode;
import io.httpcache.engine.CacheRequest;
import io.httpcache.http.FieldNames;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;

/**
 * Makes keys. What could tell callers apart is part of the key, digested: in private mode
 * every request field but those that say nothing about the caller.
 */
final class KeyFactory {

	/** Fields that say nothing about the caller, or that caching rules govern. */
	private static final String[] NEUTRAL = { "accept*", "user-agent", "content-*", "host", "connection",
			"cache-control", "pragma", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
			"if-range", "range", "traceparent", "tracestate", "baggage", "b3", "x-b3-*", "x-amzn-trace-id",
			"x-cloud-trace-context", "uber-trace-id", "x-request-id", "x-correlation-id" };

	/** Schemes whose credential is a new one on each request. */
	private static final String[] ONE_TIME_SCHEMES = { "aws4-", "digest", "oauth", "dpop", "ntlm", "negotiate", "hawk",
			"signature" };

	private final boolean headersSeparate;

	private final FieldNames neutral;

	private final Hashers hashers;

	private final List<CacheKeyCustomizer> customizers;

	private final Map<String, CachePartitionResolver> resolvers;

	KeyFactory(CacheMode mode, List<String> ignoredHeaders, byte @Nullable [] secret,
			List<CacheKeyCustomizer> customizers, Map<String, CachePartitionResolver> resolvers) {
		this.headersSeparate = mode == CacheMode.PRIVATE && !ignoredHeaders.contains("*");
		List<String> names = new ArrayList<>(List.of(NEUTRAL));
		ignoredHeaders.forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		this.neutral = FieldNames.of(names.toArray(String[]::new));
		this.hashers = new Hashers(secret);
		this.customizers = List.copyOf(customizers);
		this.resolvers = Map.copyOf(resolvers);
	}

	/**
	 * The URI that keys and invalidations name.
	 */
	String uri(URI uri, Route route) {
		String normal = Uris.normalize(uri);
		return route.ignoredQueryParameters().isEmpty() ? normal
				: Uris.withoutQueryParameters(normal, route.ignoredQueryParameters());
	}

	/**
	 * Whether the request carries a credential that no later request will carry again.
	 */
	boolean hasOneTimeCredential(CacheRequest request, Route route) {
		if (!this.headersSeparate || !route.partition().equals(Route.PARTITION_CALLER)) {
			return false;
		}
		String authorization = request.authorized() ? request.fields().first("authorization") : null;
		return (authorization != null && isOneTime(authorization)) || request.fields().contains("dpop");
	}

	private static boolean isOneTime(String authorization) {
		if (authorization.startsWith("Bearer ") || authorization.startsWith("Basic ")) {
			return false;
		}
		for (String scheme : ONE_TIME_SCHEMES) {
			if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The key of a request.
	 * @param uri the URI that it names
	 * @return the key, or {@code null} when the partition resolver gave none
	 */
	@Nullable CacheKey key(String uri, CacheRequest request, Route route, HttpRequest wire, KeyedBody body,
			@Nullable String clientPartition) {
		KeyParts parts = parts(request, route, wire, clientPartition);
		if (parts == null) {
			return null;
		}
		if (parts.isEmpty() && body.bytes() == null) {
			return new CacheKey(uri, 0, 0);
		}
		Hasher hasher = this.hashers.borrow();
		if (body.bytes() == null) {
			hasher.digest(parts);
		}
		else {
			hasher.digest(parts, request.method(), body);
		}
		CacheKey key = new CacheKey(uri, hasher.high(), hasher.low());
		this.hashers.giveBack(hasher);
		return key;
	}

	/**
	 * The parts that a key digests, beside a body.
	 */
	void forEachPart(CacheRequest request, Route route, HttpRequest wire, @Nullable String clientPartition,
			BiConsumer<String, String> part) {
		KeyParts parts = parts(request, route, wire, clientPartition);
		for (int i = 0; parts != null && i < parts.size(); i += 2) {
			part.accept(parts.get(i), parts.get(i + 1));
		}
	}

	/**
	 * Why a request field is no part of the key.
	 * @return the reason, or {@code null} when it is a part
	 */
	@Nullable String leftOut(String name, Route route) {
		if (!this.headersSeparate) {
			return "headers are no part of the key here (shared mode, or key.ignored-headers: \"*\")";
		}
		if (this.neutral.contains(name)) {
			return "says nothing about the caller, or Vary governs it, or key.ignored-headers names it";
		}
		if (!route.partition().equals(Route.PARTITION_CALLER) && CredentialFields.contains(name)) {
			return "a credential, and the route says partition: " + route.partition();
		}
		return null;
	}

	private @Nullable KeyParts parts(CacheRequest request, Route route, HttpRequest wire,
			@Nullable String clientPartition) {
		boolean caller = route.partition().equals(Route.PARTITION_CALLER);
		KeyParts parts = new KeyParts(request.fields(), this.neutral,
				caller ? FieldNames.NONE : CredentialFields.NAMES);
		if (this.headersSeparate) {
			request.fields().forEachName(parts);
			parts.sort();
		}
		if (!caller && !route.partition().equals(Route.PARTITION_APPLICATION)) {
			CachePartitionResolver resolver = this.resolvers.get(route.partition());
			String partition = (resolver != null) ? resolver.resolve(wire) : null;
			if (partition == null) {
				return null;
			}
			parts.add("resolver", partition);
		}
		if (request.uri().getRawUserInfo() != null) {
			parts.add("user", request.uri().getRawUserInfo());
		}
		parts.add("client", clientPartition);
		parts.add("partition", request.options().partition());
		parts.add("key", request.options().key());
		for (int i = 0; i < this.customizers.size(); i++) {
			this.customizers.get(i).keyParts(wire).forEach((part) -> parts.add("custom", part));
		}
		return parts;
	}

}
