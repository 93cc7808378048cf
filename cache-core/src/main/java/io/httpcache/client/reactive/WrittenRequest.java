package io.httpcache.client.reactive;

import java.net.URI;
import java.util.ArrayList;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * A request written to memory, where its body is part of the key. What is sent afterwards
 * are the bytes that were keyed, whatever the publisher of the body would give the second
 * time.
 */
final class WrittenRequest extends AbstractClientHttpRequest {

	private final ClientRequest request;

	private byte[] body = new byte[0];

	private WrittenRequest(ClientRequest request) {
		this.request = request;
	}

	/**
	 * Writes a request.
	 * @param request the request
	 * @param writers the codecs of its client
	 * @return the request as it would be sent
	 */
	static Mono<WrittenRequest> write(ClientRequest request, ExchangeStrategies writers) {
		return Mono.defer(() -> {
			WrittenRequest written = new WrittenRequest(request);
			return request.writeTo(written, writers).thenReturn(written);
		});
	}

	byte[] body() {
		return this.body;
	}

	/** The request with the bytes that were written. */
	ClientRequest replay() {
		return ClientRequest.from(this.request)
			.headers((headers) -> getHeaders().forEach((name, values) -> headers.put(name, new ArrayList<>(values))))
			.body((message, context) -> message
				.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(this.body.clone()))))
			.build();
	}

	@Override
	public HttpMethod getMethod() {
		return this.request.method();
	}

	@Override
	public URI getURI() {
		return this.request.url();
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return DefaultDataBufferFactory.sharedInstance;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return doCommit(() -> DataBufferUtils.join(body).doOnNext(this::take).then());
	}

	private void take(DataBuffer buffer) {
		try {
			this.body = new byte[buffer.readableByteCount()];
			buffer.read(this.body);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap((part) -> part));
	}

	@Override
	public Mono<Void> setComplete() {
		return doCommit();
	}

	@Override
	public <T> T getNativeRequest() {
		throw new IllegalStateException("This request is written to memory");
	}

	@Override
	protected void applyHeaders() {
		// There is no other request to copy them to
	}

	@Override
	protected void applyCookies() {
		// Nor these
	}

}
