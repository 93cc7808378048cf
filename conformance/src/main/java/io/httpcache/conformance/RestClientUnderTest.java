package io.httpcache.conformance;

import java.net.URI;

import org.springframework.web.client.RestClient;

/** Exchanges through a {@link RestClient}. */
final class RestClientUnderTest implements ClientUnderTest {

	private final RestClient client;

	private final URI origin;

	RestClientUnderTest(RestClient client, URI origin) {
		this.client = client;
		this.origin = origin;
	}

	@Override
	public void exchange(FrontRequest received, Answer answer) {
		ForwardedRequest request = ForwardedRequest.of(received, this.origin);
		RestClient.RequestBodySpec spec = this.client.method(request.method())
			.uri(request.uri())
			.headers(request::copyTo);
		if (request.hasBody()) {
			spec = spec.body((out) -> out.write(request.body()));
		}
		spec.exchange((sent, response) -> {
			answer.send(response.getStatusCode().value(), response.getStatusText(),
					ForwardedRequest.lines(response.getHeaders()), response.getBody());
			return true;
		});
	}

}
