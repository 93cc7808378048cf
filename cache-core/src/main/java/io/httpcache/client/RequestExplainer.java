package io.httpcache.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.client.Explanation.Alternative;
import io.httpcache.client.Explanation.Decision;
import io.httpcache.client.Explanation.Key;
import io.httpcache.client.Explanation.KeyPart;
import io.httpcache.client.Explanation.RouteStep;
import io.httpcache.client.Explanation.Stored;
import io.httpcache.client.Explanation.Windows;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.RequestDecision;
import io.httpcache.engine.StaleWindows;
import io.httpcache.engine.StoredCandidate;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoredResponse;

/**
 * Explains what the cache would do with a request now: the very exchange that a driver
 * would begin, taken as far as the decision before the network. Nothing is fetched, and
 * the look-up counts as no traffic. Safe for use by several threads.
 */
public final class RequestExplainer {

	/** Of so many entries at most, those of other callers are looked for. */
	private static final int SEARCHED = 10_000;

	private final CacheRuntime cache;

	/** New with each start, so that nobody can try out values at leisure. */
	private final byte[] secret = new byte[32];

	/**
	 * An explainer.
	 * @param cache the cache
	 */
	public RequestExplainer(CacheRuntime cache) {
		this.cache = cache;
		new SecureRandom().nextBytes(this.secret);
	}

	/**
	 * Explains a GET.
	 * @param url the absolute URL, as a client sends it
	 * @param headers the header fields of the request
	 * @return the explanation
	 * @throws IllegalArgumentException when it is no absolute http or https URL
	 */
	public Explanation explain(String url, HttpHeaders headers) {
		URI uri = uri(url);
		HttpRequest wire = new ExplainedRequest(uri, headers);
		String shown = redact(uri.toString());
		Instant when = this.cache.clock.instant();
		List<RouteStep> routes = routes(uri);
		CacheExchange exchange;
		try {
			exchange = CacheExchange.begin(this.cache, wire, uri, new byte[0], null, false, null);
		}
		catch (RuntimeException ex) {
			return broken(shown, when, routes, ex);
		}
		Route route = exchange.route;
		CacheReason bypass = exchange.bypass();
		if (bypass != null) {
			Decision decision = new DecisionText(this.cache, exchange.request, null, null, 0, 0)
				.bypass(new RequestDecision.Bypass(bypass));
			return new Explanation(shown, "GET", when, decision.text(), routes,
					new Key(redact(exchange.uri()), null, List.of(), 0), List.of(),
					FreshnessOrder.of(this.cache.engine, route.policy(), null), List.of(), null, decision, null,
					List.of());
		}
		return explain(shown, headers, when, routes, exchange, exchange.key());
	}

	private Explanation explain(String shown, HttpHeaders headers, Instant when, List<RouteStep> routes,
			CacheExchange exchange, CacheKey key) {
		Route route = exchange.route;
		long now = when.toEpochMilli();
		StoreLookup lookup = this.cache.uncounted.find(key);
		StoredCandidate selected = this.cache.engine.inspection()
			.selected(exchange.request, route.policy(), lookup.variants());
		StaleWindows windows = (selected != null)
				? this.cache.engine.inspection().staleWindows(exchange.request, route.policy(), selected) : null;
		long expires = (selected != null)
				? Freshness.expiresAt(selected.facts(), selected.status(), route.policy(), null) : 0;
		Decision decision = decide(exchange.request, route, key, lookup, selected, expires, now);
		int others = lookup.variants().isEmpty() ? others(key) : 0;
		String summary = decision.text();
		if (lookup == StoreLookup.UNAVAILABLE) {
			summary += " The store did not answer, which counts as nothing stored.";
		}
		else if (others > 0) {
			summary += " %d stored response(s) for this URL belong to other keys: the requests that they answered differed in a header field or another part of the key."
				.formatted(others);
		}
		return new Explanation(shown, "GET", when, summary, routes,
				new Key(redact(exchange.uri()), key.partition(), parts(headers, exchange), others),
				lookup.variants().stream().map((variant) -> stored(variant, selected, route)).toList(),
				FreshnessOrder.of(this.cache.engine, route.policy(), selected),
				(selected != null) ? FreshnessSum.of(this.cache.engine, route.policy(), selected, now) : List.of(),
				(windows != null) ? new Windows(windows.forbidden(), windows.whileRevalidate(), windows.ifError())
						: null,
				decision, null, alternatives(decision, headers, exchange, lookup, now));
	}

	private static URI uri(String url) {
		try {
			URI uri = new URI(url);
			if (uri.getRawAuthority() != null
					&& ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Its message repeats the URL, and with it what may be a secret
		}
		throw new IllegalArgumentException("Not an absolute http or https URL");
	}

	private Explanation broken(String shown, Instant when, List<RouteStep> routes, RuntimeException failure) {
		String text = "The cache stands aside, because something in the application failed while the key was made: "
				+ failure.getClass().getName() + ".";
		return new Explanation(shown, "GET", when, text, routes, new Key(shown, null, List.of(), 0), List.of(),
				List.of(), List.of(), null,
				new Decision("BYPASS", null, false, false, this.cache.name + "; fwd=bypass", text), null, List.of());
	}

	private Decision decide(CacheRequest request, Route route, CacheKey key, StoreLookup lookup,
			@Nullable StoredCandidate selected, long expires, long now) {
		RequestDecision decision = this.cache.engine.decide(request, route.policy(), lookup.variants(),
				this.cache.paused.contains(key, now), this.cache.allowances.maxStale(route.name(), now), now);
		StaleWindows windows = (selected != null)
				? this.cache.engine.inspection().staleWindows(request, route.policy(), selected) : null;
		return decision.accept(new DecisionText(this.cache, request, selected, windows, expires, now));
	}

	private List<RouteStep> routes(URI uri) {
		return this.cache.routes.explain(uri)
			.stream()
			.map((match) -> new RouteStep(match.route().name(),
					(match.route().pattern() != null) ? match.route().pattern().toString() : null, match.matched(),
					match.reason()))
			.toList();
	}

	private List<KeyPart> parts(HttpHeaders headers, CacheExchange exchange) {
		List<KeyPart> parts = new ArrayList<>();
		Hasher hasher = Hasher.create(this.secret);
		exchange.forEachKeyPart((name, value) -> parts.add(new KeyPart(name, digest(hasher, name, value), true,
				headers.containsHeader(name) ? "a header field that may tell callers apart" : origin(name))));
		headers.headerNames().forEach((name) -> {
			String reason = this.cache.keys.leftOut(name, exchange.route);
			if (reason != null) {
				parts.add(new KeyPart(name, null, false, reason));
			}
		});
		return parts;
	}

	private static String origin(String part) {
		return switch (part) {
			case "resolver" -> "what the partition resolver gave";
			case "user" -> "the user information of the URL";
			case "custom" -> "what a CacheKeyCustomizer added";
			default -> "keeps requests apart";
		};
	}

	private static String digest(Hasher hasher, String name, String value) {
		hasher.digest(KeyParts.of(name, value));
		return "%08x".formatted(hasher.high() >>> 32);
	}

	private int others(CacheKey key) {
		return (int) this.cache.uncounted.entries(SEARCHED)
			.stream()
			.filter((entry) -> entry.key().uri().equals(key.uri()) && !entry.key().equals(key))
			.count();
	}

	private Stored stored(StoredResponse variant, @Nullable StoredCandidate selected, Route route) {
		boolean chosen = variant == selected;
		return new Stored(variant.method(), variant.status(), variant.fields().first("Content-Type"),
				variant.bodyLength(), Instant.ofEpochMilli(variant.facts().responseTime()),
				Instant.ofEpochMilli(Freshness.freshUntil(variant.facts(), variant.status(), route.policy())),
				variant.facts().varyNames(), chosen,
				chosen ? null
						: (variant.method().equals("HEAD")) ? "the answer to a HEAD, which has no body"
								: (selected != null) ? "another stored response is selected"
										: "the request differs in a field that Vary names");
	}

	private List<Alternative> alternatives(Decision now, HttpHeaders headers, CacheExchange exchange,
			StoreLookup lookup, long millis) {
		List<Alternative> alternatives = new ArrayList<>();
		Question[] questions = { new Question("no-cache", "has the origin confirm or replace what is stored"),
				new Question("no-store", "asks the origin, and stores nothing"),
				new Question("max-stale", "accepts a response that is stale"),
				new Question("only-if-cached", "never asks the origin"), new Question("only-if-cached, max-stale",
						"never asks the origin, and accepts a response that is stale") };
		for (Question question : questions) {
			Decision other = decide(question.asked(headers, exchange), exchange, lookup, millis);
			if (!other.outcome().equals(now.outcome()) || other.conditional() != now.conditional()
					|| (question.isNoStore() && now.reason() == null)) {
				alternatives.add(new Alternative(question.cacheControl(), other.outcome(),
						question.effect() + ": " + other.text()));
			}
		}
		return alternatives;
	}

	private Decision decide(CacheRequest request, CacheExchange exchange, StoreLookup lookup, long now) {
		StoredCandidate selected = this.cache.engine.inspection()
			.selected(request, exchange.route.policy(), lookup.variants());
		long expires = (selected != null)
				? Freshness.expiresAt(selected.facts(), selected.status(), exchange.route.policy(), null) : 0;
		return decide(request, exchange.route, exchange.key(), lookup, selected, expires, now);
	}

	private String redact(String url) {
		return Uris.redact(url, this.cache.secrets::matches);
	}

	/**
	 * What a caller could say.
	 *
	 * @param cacheControl the value of the field
	 * @param effect what it is good for
	 */
	private record Question(String cacheControl, String effect) {

		boolean isNoStore() {
			return this.cacheControl.equals("no-store");
		}

		CacheRequest asked(HttpHeaders headers, CacheExchange exchange) {
			HttpHeaders changed = HttpHeaders.copyOf(headers);
			changed.setCacheControl(this.cacheControl);
			return CacheRequest.read("GET", exchange.request.uri(), HeaderFields.ofRequest(changed), false,
					RequestCacheOptions.NONE);
		}

	}

}
