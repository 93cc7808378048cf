package io.httpcache.scenario;

import org.apache.hc.client5.http.impl.classic.HttpClients;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * A transport that does what it is told: a new connection for each request, so that a
 * dead one is never tried again behind the test's back.
 */
final class PlainTransport {

	private PlainTransport() {
	}

	static ClientHttpRequestFactory create() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableContentCompression()
			.disableCookieManagement()
			.disableAuthCaching()
			.build());
	}

}
