package io.httpcache.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import io.httpcache.CacheStatus;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.blocking.CachingInterceptor;
import io.httpcache.model.Reply.Fault;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

/**
 * The cache as it is built for users, over an origin without sockets.
 */
final class RealCache {

	private static final URI ORIGIN = URI.create("http://origin.example");

	private final MutableClock clock = new MutableClock();

	private final HttpCache cache;

	private final ClientHttpRequestExecution client;

	private final Map<String, Integer> versions;

	private Step step;

	private int asked;

	RealCache(Map<String, Integer> versions) {
		this.versions = versions;
		HttpCacheBuilder builder = HttpCacheBuilder.create()
			.clock(this.clock)
			.executor(Runnable::run)
			.store(new CaffeineStore(1 << 20, this.clock, Runnable::run));
		CacheRuntime runtime = builder.buildRuntime();
		this.cache = builder.build(runtime);
		this.client = new CachingInterceptor(runtime).apply(this::origin);
	}

	void pass(long millis) {
		this.clock.advance(Duration.ofMillis(millis));
	}

	void call(Step.Call call) {
		if (call.call().equals("evict")) {
			this.cache.evict(ORIGIN.resolve(call.path()));
		}
		else {
			this.cache.expire(ORIGIN.resolve(call.path()));
		}
	}

	Seen write(Step.Write write) {
		return exchange(write, new MockClientHttpRequest(HttpMethod.POST, ORIGIN.resolve(write.path())));
	}

	Seen get(Step.Get get) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, ORIGIN.resolve(get.path()));
		if (!get.control().isEmpty()) {
			request.getHeaders().set("Cache-Control", get.control());
		}
		return exchange(get, request);
	}

	private Seen exchange(Step step, HttpRequest request) {
		this.step = step;
		this.asked = 0;
		try (ClientHttpResponse response = this.client.execute(request, new byte[0])) {
			String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
			return new Seen(CacheStatus.from(response.getHeaders()).outcome(), response.getStatusCode().value(), body,
					this.asked);
		}
		catch (Down ex) {
			return Seen.failure();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ClientHttpResponse origin(HttpRequest request, byte[] body) throws IOException {
		this.asked++;
		String path = request.getURI().getPath();
		if (this.step instanceof Step.Write write) {
			return new MockClientHttpResponse(new byte[0], write.status());
		}
		Reply reply = ((Step.Get) this.step).reply();
		if (reply.fault() == Fault.DOWN) {
			throw new Down();
		}
		int version = this.versions.get(path);
		HttpHeaders headers = reply.headers(version);
		String condition = request.getHeaders().getFirst("If-None-Match");
		boolean confirmed = reply.status() == 200 && reply.tagged() && Reply.tag(version).equals(condition);
		byte[] whole = confirmed ? new byte[0] : reply.body(version).getBytes(StandardCharsets.UTF_8);
		if (!confirmed) {
			headers.setContentLength(whole.length);
		}
		byte[] sent = (reply.fault() == Fault.CUT && !confirmed) ? java.util.Arrays.copyOf(whole, whole.length - 1)
				: whole;
		MockClientHttpResponse response = new MockClientHttpResponse(sent, confirmed ? 304 : reply.status());
		response.getHeaders().putAll(headers);
		return response;
	}

	/** No connection. */
	private static final class Down extends IOException {

	}

}
