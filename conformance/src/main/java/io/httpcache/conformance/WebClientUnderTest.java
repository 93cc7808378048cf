package io.httpcache.conformance;

import java.io.InputStream;
import java.net.URI;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Exchanges through a {@link WebClient}; the front's sockets block, so answers are
 * written off its threads.
 */
final class WebClientUnderTest implements ClientUnderTest {

	private static final int BUFFERS_AHEAD = 16;

	private final WebClient client;

	private final URI origin;

	WebClientUnderTest(WebClient client, URI origin) {
		this.client = client;
		this.origin = origin;
	}

	@Override
	public void exchange(FrontRequest received, Answer answer) {
		ForwardedRequest request = ForwardedRequest.of(received, this.origin);
		WebClient.RequestBodySpec spec = this.client.method(request.method())
			.uri(request.uri())
			.headers(request::copyTo);
		if (request.hasBody()) {
			spec.body((message, context) -> message
				.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(request.body()))));
		}
		spec.exchangeToMono(
				(response) -> Mono.fromCallable(() -> send(response, answer)).subscribeOn(Schedulers.boundedElastic()))
			.block();
	}

	private static boolean send(ClientResponse response, Answer answer) throws Exception {
		HttpStatus known = HttpStatus.resolve(response.statusCode().value());
		try (InputStream body = DataBufferUtils
			.<DataBuffer>subscriberInputStream(response.body(BodyExtractors.toDataBuffers()), BUFFERS_AHEAD)) {
			answer.send(response.statusCode().value(), (known != null) ? known.getReasonPhrase() : "",
					ForwardedRequest.lines(response.headers().asHttpHeaders()), body);
		}
		return true;
	}

}
