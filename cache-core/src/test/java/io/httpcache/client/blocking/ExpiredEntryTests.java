package io.httpcache.client.blocking;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheOptions;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;

/**
 * What {@link HttpCache#expire} promises of a response that had freshness left.
 */
class ExpiredEntryTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	final TestOrigin origin = TestOrigin.start(this.clock);

	private final HttpCache cache = HttpCacheBuilder.create().clock(this.clock).build();

	/** The JDK's client does not try again after a 503, as Apache's would. */
	private final RestClient client = this.cache
		.applyTo(RestClient.builder().requestFactory(new JdkClientHttpRequestFactory()))
		.build();

	@BeforeEach
	void store() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("old");
		verifyThat(get()).isStored();
		verifyThat(get()).isHit();
		this.cache.expire(this.origin.uri("/x"));
	}

	@Test
	void isNotUsedWithoutTheOrigin() {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("new");
		verifyThat(get()).isMiss().hasBody("new");
		verifyThat(get()).isHit().hasBody("new");
	}

	@Test
	void standsInForAFailingOrigin() {
		this.origin.expect("GET /x").respond(503);
		verifyThat(get()).isStaleIfError().hasBody("old");
	}

	private ResponseEntity<String> get() {
		return this.client.get()
			.uri(this.origin.uri("/x"))
			.attributes(CacheOptions.staleIfError(Duration.ofHours(1)))
			.retrieve()
			.toEntity(String.class);
	}

}
