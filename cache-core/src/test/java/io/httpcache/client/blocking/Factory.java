package io.httpcache.client.blocking;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;

import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/**
 * Spring's request factories, with a read timeout for those tests that want one.
 */
enum Factory {

	JDK((timeout) -> {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
		factory.setReadTimeout(timeout);
		return factory;
	}),

	APACHE((timeout) -> {
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnPerRoute(100)
				.setMaxConnTotal(100)
				.build())
			.disableAutomaticRetries()
			.build());
		factory.setReadTimeout(timeout);
		return factory;
	}),

	JETTY((timeout) -> {
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory();
		factory.setReadTimeout(timeout);
		return factory;
	}),

	REACTOR((timeout) -> {
		ReactorClientHttpRequestFactory factory = new ReactorClientHttpRequestFactory(
				reactor.netty.http.client.HttpClient.create().disableRetry(true));
		factory.setReadTimeout(timeout);
		return factory;
	}),

	SIMPLE((timeout) -> {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		factory.setReadTimeout(timeout);
		return factory;
	});

	private final Function<Duration, ClientHttpRequestFactory> creator;

	Factory(Function<Duration, ClientHttpRequestFactory> creator) {
		this.creator = creator;
	}

	ClientHttpRequestFactory create() {
		return create(Duration.ofSeconds(60));
	}

	ClientHttpRequestFactory create(Duration readTimeout) {
		return this.creator.apply(readTimeout);
	}

}
