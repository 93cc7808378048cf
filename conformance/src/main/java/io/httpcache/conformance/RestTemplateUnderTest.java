package io.httpcache.conformance;

import java.net.URI;

import org.springframework.web.client.NoOpResponseErrorHandler;
import org.springframework.web.client.RestTemplate;

/** Exchanges through a {@link RestTemplate}. */
final class RestTemplateUnderTest implements ClientUnderTest {

	private final RestTemplate client;

	private final URI origin;

	RestTemplateUnderTest(RestTemplate client, URI origin) {
		this.client = client;
		this.client.setErrorHandler(new NoOpResponseErrorHandler());
		this.origin = origin;
	}

	@Override
	public void exchange(FrontRequest received, Answer answer) {
		ForwardedRequest request = ForwardedRequest.of(received, this.origin);
		this.client.execute(request.uri(), request.method(), (sent) -> {
			request.copyTo(sent.getHeaders());
			if (request.hasBody()) {
				sent.getBody().write(request.body());
			}
		}, (response) -> {
			answer.send(response.getStatusCode().value(), response.getStatusText(),
					ForwardedRequest.lines(response.getHeaders()), response.getBody());
			return true;
		});
	}

}
