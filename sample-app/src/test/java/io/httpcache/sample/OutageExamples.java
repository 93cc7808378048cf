package io.httpcache.sample;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import io.httpcache.HttpCache;
import io.httpcache.StaleAllowance;
import io.httpcache.WarmUpRequest;
import io.httpcache.WarmUpSource;

/**
 * The examples of the pages on warm-up, outages and the keys of issuers.
 */
final class OutageExamples {

	private OutageExamples() {
	}

	@Bean
	WarmUpSource popularProducts() {
		return () -> List.of(WarmUpRequest.of("catalogClient", "/products/1"),
				WarmUpRequest.of("catalogClient", "/products/2").header("X-Tenant", "acme"));
	}

	static JwtDecoder jwtDecoder(RestTemplateBuilder builder, String jwkSetUri) {
		return NimbusJwtDecoder.withJwkSetUri(jwkSetUri).restOperations(builder.build()).build();
	}

	static StaleAllowance lever(HttpCache cache) {
		// for one route, or null for all URLs: up to 2 h stale, for the next 15 minutes
		StaleAllowance allowance = cache.serveStale("catalog", Duration.ofHours(2), Duration.ofMinutes(15));
		return allowance;
	}

}
