package io.httpcache.client.reactive;

import java.net.http.HttpClient;
import java.util.function.Supplier;

import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The transports that a {@code WebClient} can have. None tries again what failed.
 */
enum Transport {

	REACTOR_NETTY(() -> new ReactorClientHttpConnector(
			reactor.netty.http.client.HttpClient.create(ConnectionProvider.create("test", 500)).disableRetry(true))),

	JDK(() -> new JdkClientHttpConnector(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build())),

	APACHE(() -> new HttpComponentsClientHttpConnector(HttpAsyncClients.custom().disableAutomaticRetries().build())),

	JETTY(JettyClientHttpConnector::new);

	private final Supplier<ClientHttpConnector> factory;

	Transport(Supplier<ClientHttpConnector> factory) {
		this.factory = factory;
	}

	ClientHttpConnector connector() {
		return this.factory.get();
	}

}
