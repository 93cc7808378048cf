package io.httpcache.conformance;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

/**
 * The JDK's transport, made to add and hide as little as it can: no redirects, no
 * decoding, one attempt, and a connection for each exchange. The JDK would keep a
 * connection even though the request said {@code close}, where the origin answers with
 * options of its own, and the origin then refuses whatever request comes next on it.
 */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

	/**
	 * Sets what the JDK reads once, when its client is first used.
	 */
	static void prepare() {
		// The suite asks for a connection per request, and the origin has to see that it
		// does.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
		// A request sent again behind the suite's back would count twice at the origin.
		System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
	}

	@Bean
	@Profile("!apache")
	ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory> blockingTransport() {
		return (settings) -> (uri, method) -> {
			JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(newClient());
			factory.enableCompression(false);
			return factory.createRequest(uri, method);
		};
	}

	@Bean
	ClientHttpConnectorBuilder<ClientHttpConnector> reactiveTransport() {
		return (settings) -> (method, uri, callback) -> new JdkClientHttpConnector(newClient()).connect(method, uri,
				callback);
	}

	private static HttpClient newClient() {
		// HTTP/2 would be offered in an Upgrade field of each request.
		return HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();
	}

}
