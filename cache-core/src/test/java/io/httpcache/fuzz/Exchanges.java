package io.httpcache.fuzz;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import io.httpcache.CacheStatus;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.blocking.CachingInterceptor;
import io.httpcache.store.caffeine.CaffeineStore;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole exchanges over an origin without sockets, so that anything may stand in a field.
 */
final class Exchanges {

	private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.GET, HttpMethod.HEAD,
			HttpMethod.POST);

	private Exchanges() {
	}

	/**
	 * Asks four times, 30 seconds apart, for the same answer; returns what was logged.
	 */
	static List<ILoggingEvent> play(URI uri, HttpHeaders asked, int status, HttpHeaders answer, byte[] body)
			throws IOException {
		MutableClock clock = new MutableClock();
		ClientHttpRequestExecution client = new CachingInterceptor(HttpCacheBuilder.create()
			.clock(clock)
			.executor(Runnable::run)
			.store(new CaffeineStore(1 << 20, clock, Runnable::run))
			.buildRuntime()).apply((request, sent) -> {
				MockClientHttpResponse response = new MockClientHttpResponse(body, status);
				response.getHeaders().putAll(answer);
				return response;
			});
		Logger logger = (Logger) LoggerFactory.getLogger("io.httpcache");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Level level = logger.getLevel();
		boolean additive = logger.isAdditive();
		logger.setLevel(Level.DEBUG);
		logger.setAdditive(false);
		logger.addAppender(log);
		log.start();
		try {
			for (HttpMethod method : METHODS) {
				MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
				request.getHeaders().putAll(asked);
				ask(client, request);
				clock.advance(Duration.ofSeconds(30));
			}
		}
		finally {
			logger.detachAppender(log);
			logger.setLevel(level);
			logger.setAdditive(additive);
		}
		return List.copyOf(log.list);
	}

	private static void ask(ClientHttpRequestExecution client, HttpRequest request) throws IOException {
		try (ClientHttpResponse response = client.execute(request, new byte[0])) {
			List<String> fields = response.getHeaders().getOrEmpty(CacheStatus.FIELD);
			assertThat(fields.get(fields.size() - 1)).matches("[ -~]+");
			assertThat(CacheStatus.from(response.getHeaders())).isNotNull();
			response.getBody().readAllBytes();
		}
	}

}
