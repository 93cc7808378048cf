package io.httpcache.client.reactive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Tells failures of an origin from failures of the application.
 */
final class OriginFailures {

	/** What transports throw for I/O that fails and is no {@link IOException}. */
	private static final Set<String> OTHERS = Set.of("io.netty.handler.timeout.TimeoutException",
			"io.netty.channel.ChannelException", "reactor.netty.channel.AbortedException");

	private OriginFailures() {
	}

	static boolean isOne(Throwable failure) {
		Throwable cause = (failure instanceof WebClientRequestException && failure.getCause() != null)
				? failure.getCause() : failure;
		return cause instanceof IOException || cause instanceof UncheckedIOException
				|| cause instanceof TimeoutException || isOneOfATransport(cause.getClass());
	}

	private static boolean isOneOfATransport(@Nullable Class<?> type) {
		return type != null && (OTHERS.contains(type.getName()) || isOneOfATransport(type.getSuperclass()));
	}

}
