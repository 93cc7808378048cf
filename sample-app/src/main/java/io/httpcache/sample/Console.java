package io.httpcache.sample;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

import io.httpcache.CacheStatus;

/**
 * Prints what a call took and what the cache says of it.
 */
final class Console {

	private Console() {
	}

	static void title(String text) {
		System.out.printf("%n%s%n", text);
	}

	static void show(String what, Supplier<ResponseEntity<?>> call) {
		long start = System.nanoTime();
		try {
			String status = call.get().getHeaders().getFirst(CacheStatus.FIELD);
			print(what, "%7.1f ms   Cache-Status: %s".formatted((System.nanoTime() - start) / 1e6, status));
		}
		catch (RestClientException ex) {
			print(what, "%7.1f ms   %s".formatted((System.nanoTime() - start) / 1e6, ex.getMessage()));
		}
	}

	static void print(String what, @Nullable String result) {
		System.out.printf("  %-18s %s%n", what, result);
	}

}
