package io.httpcache.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

/**
 * An origin without sockets that many threads use: each resource has one version at a
 * time, and a body of its own for each credential. Between reading a version and handing
 * over its last byte others get their turn.
 */
final class SharedOrigin {

	private static final int LINES = 40;

	private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

	int version(String path) {
		return counter(path).get();
	}

	private AtomicInteger counter(String path) {
		return this.versions.computeIfAbsent(path, (key) -> new AtomicInteger());
	}

	/** The one body that a caller may see of a version. */
	static String body(String credential, String path, int version) {
		return (credential + " " + path + " " + version + "\n").repeat(LINES) + "end";
	}

	ClientHttpResponse answer(HttpRequest request, byte[] body) throws IOException {
		String path = request.getURI().getPath();
		pause();
		if (request.getMethod() == HttpMethod.POST) {
			int version = counter(path).incrementAndGet();
			pause();
			return response(200, Integer.toString(version), false);
		}
		int version = counter(path).get();
		pause();
		int luck = ThreadLocalRandom.current().nextInt(20);
		if (luck == 0) {
			throw new IOException("no connection");
		}
		if (luck == 1) {
			return response(503, "busy", false);
		}
		String tag = "\"" + version + "\"";
		boolean confirmed = tag.equals(request.getHeaders().getFirst("If-None-Match"));
		String credential = request.getHeaders().getFirst("Authorization");
		MockClientHttpResponse response = confirmed ? response(304, "", false)
				: response(200, body(credential, path, version), luck == 2);
		response.getHeaders().set("ETag", tag);
		response.getHeaders()
			.set("Cache-Control", (luck == 3) ? "no-store" : "max-age=2, stale-while-revalidate=2, stale-if-error=60");
		return response;
	}

	private static MockClientHttpResponse response(int status, String body, boolean cut) {
		return new MockClientHttpResponse(new SlowBody(body.getBytes(StandardCharsets.UTF_8), cut), status);
	}

	static void pause() {
		if (ThreadLocalRandom.current().nextInt(4) == 0) {
			Thread.yield();
		}
	}

	/** A body that comes in pieces, and sometimes not to its end. */
	private static final class SlowBody extends InputStream {

		private final ByteArrayInputStream whole;

		private final int end;

		SlowBody(byte[] bytes, boolean cut) {
			this.whole = new ByteArrayInputStream(bytes);
			this.end = cut ? bytes.length / 2 : 0;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int from, int length) throws IOException {
			pause();
			if (this.end > 0 && this.whole.available() <= this.end) {
				throw new IOException("reset");
			}
			return this.whole.read(target, from, Math.min(length, 200));
		}

	}

}
