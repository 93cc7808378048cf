package io.httpcache.autoconfigure.insight;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.http.HttpMethod;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.RequestCacheOptions;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.engine.CacheRequest;
import io.httpcache.engine.OriginResponse;
import io.httpcache.http.FieldLines;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;

/**
 * An answered request as an observer is told of it.
 */
final class GivenRequest implements AnsweredRequest {

	static final GivenRequest SHARED = of("https://example.com/x");

	private final HttpRequest wire;

	private final String uri;

	private final Map<String, String> parts = new LinkedHashMap<>();

	private FieldLines origin = FieldLines.NONE;

	private GivenRequest(URI uri) {
		this.wire = new MockClientHttpRequest(HttpMethod.GET, uri);
		this.uri = Uris.normalize(uri);
	}

	static GivenRequest of(String uri) {
		return new GivenRequest(URI.create(uri));
	}

	GivenRequest part(String name, String value) {
		this.parts.put(name, value);
		return this;
	}

	GivenRequest answer(String... lines) {
		this.origin = FieldLines.of(lines);
		return this;
	}

	@Override
	public HttpRequest wire() {
		return this.wire;
	}

	@Override
	public CacheRequest request() {
		return CacheRequest.read("GET", this.wire.getURI(), FieldLines.of("Accept-Language", "language-value"), false,
				RequestCacheOptions.NONE);
	}

	@Override
	public Route route() {
		return Route.DEFAULT;
	}

	@Override
	public String uri() {
		return this.uri;
	}

	@Override
	public CacheKey key() {
		return new CacheKey(this.uri, 0, this.parts.hashCode());
	}

	@Override
	public CacheOutcome outcome() {
		return CacheOutcome.MISS;
	}

	@Override
	public @Nullable CacheReason reason() {
		return null;
	}

	@Override
	public int status() {
		return 200;
	}

	@Override
	public long nanos() {
		return 1000;
	}

	@Override
	public @Nullable StoredResponse response() {
		return null;
	}

	@Override
	public OriginResponse origin() {
		return new OriginResponse(200, this.origin, 0, 0);
	}

	@Override
	public @Nullable Observation observation() {
		return null;
	}

	@Override
	public void forEachKeyPart(BiConsumer<String, String> part) {
		this.parts.forEach(part);
	}

}
