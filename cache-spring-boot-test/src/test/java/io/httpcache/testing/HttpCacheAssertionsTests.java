package io.httpcache.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheEntry;
import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.assembly.HttpCacheBuilder;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What assertions say when they fail is how a user learns why something was not cached.
 */
class HttpCacheAssertionsTests {

	private final CacheEntry entry = new CacheEntry("https://api.example.com/products/1", "products", "GET", 200, 500,
			Instant.EPOCH, Instant.EPOCH.plusSeconds(300), "", Set.of("shop"), "text/plain");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			httpcache; hit; ttl=42                             | HIT
			httpcache; hit; ttl=-7                             | STALE
			httpcache; fwd=stale; detail=STALE_IF_ERROR        | STALE_IF_ERROR
			httpcache; fwd=stale; fwd-status=304; stored       | REVALIDATED
			httpcache; fwd=uri-miss; collapsed                 | COLLAPSED
			httpcache; fwd=uri-miss; stored                    | MISS
			httpcache; fwd=bypass; detail=POSITION             | BYPASS
			httpcache; detail=ONLY_IF_CACHED                   | UNSATISFIABLE
			""")
	void everyOutcomeHasItsAssertionAndFailsAllOthers(String field, CacheOutcome expected) {
		for (CacheOutcome outcome : CacheOutcome.values()) {
			CacheStatusAssert asserted = assertThat(response(field));
			if (outcome == expected) {
				assertion(outcome).accept(asserted);
			}
			else {
				assertThatThrownBy(() -> assertion(outcome).accept(asserted)).isInstanceOf(AssertionError.class)
					.hasMessageContaining(outcome.name())
					.hasMessageContaining("Cache-Status: " + field);
			}
		}
	}

	private static Consumer<CacheStatusAssert> assertion(CacheOutcome outcome) {
		return switch (outcome) {
			case HIT -> CacheStatusAssert::isCacheHit;
			case STALE -> CacheStatusAssert::isStale;
			case STALE_IF_ERROR -> CacheStatusAssert::isStaleIfError;
			case REVALIDATED -> CacheStatusAssert::isRevalidated;
			case COLLAPSED -> CacheStatusAssert::isCollapsed;
			case MISS -> CacheStatusAssert::isCacheMiss;
			case BYPASS -> CacheStatusAssert::isBypassed;
			case UNSATISFIABLE -> CacheStatusAssert::isUnsatisfiable;
		};
	}

	@Test
	void aReasonIsPartOfTheMessage() {
		ResponseEntity<Void> response = response("httpcache; fwd=uri-miss; detail=NO_STORE");
		assertThat(response).isNotStored(CacheReason.NO_STORE);
		assertThatThrownBy(() -> assertThat(response).isStored()).hasMessageContaining("detail=NO_STORE");
		assertThatThrownBy(() -> assertThat(response).isNotStored(CacheReason.TOO_LARGE))
			.hasMessageContaining("the reason TOO_LARGE")
			.hasMessageContaining("detail=NO_STORE");
		assertThat(response("httpcache; fwd=method; detail=METHOD")).isBypassed(CacheReason.METHOD);
	}

	@Test
	void aHitIsNotANewResponseThatWasNotStored() {
		assertThatThrownBy(() -> assertThat(response("httpcache; hit; ttl=1")).isNotStored())
			.isInstanceOf(AssertionError.class);
	}

	@Test
	void timeLeftIsInWholeSeconds() {
		assertThat(response("httpcache; hit; ttl=42")).hasTtl(Duration.ofMillis(42_900));
		assertThatThrownBy(() -> assertThat(response("httpcache; hit; ttl=42")).hasTtl(Duration.ofSeconds(41)))
			.hasMessageContaining("ttl=41");
	}

	@Test
	void aResponseWithoutTheFieldSaysWhatIsMissing() {
		assertThatThrownBy(() -> assertThat(ResponseEntity.ok().build()).isCacheHit())
			.hasMessageContaining("injected builder")
			.hasMessageContaining("HttpCache.applyTo");
		assertThatThrownBy(() -> assertThat((HttpHeaders) null).isCacheHit()).isInstanceOf(AssertionError.class);
	}

	@Test
	void anEmptyCacheSaysThatItIsEmpty() {
		HttpCache cache = HttpCacheBuilder.create().build();
		cache.applyTo(RestClient.builder());
		assertThat(cache).isEmpty().hasNoEntry("/products");
		assertThatThrownBy(() -> assertThat(cache).hasEntry("/products")).hasMessageContaining("/products")
			.hasMessageContaining("nothing");
		assertThatThrownBy(() -> assertThat(cache).hasEntries(1)).hasMessageContaining("nothing");
	}

	@Test
	void anEntryShowsWhatItIs() {
		assertThat(this.entry).freshFor(Duration.ofMinutes(5))
			.freshUntil(Instant.EPOCH.plusSeconds(300))
			.hasStatus(200)
			.hasRoute("products")
			.hasTags("shop")
			.hasCount(1);
		assertThatThrownBy(() -> assertThat(this.entry).freshFor(Duration.ofMinutes(4)))
			.hasMessageContaining("fresh for PT4M")
			.hasMessageContaining("https://api.example.com/products/1");
		assertThatThrownBy(() -> assertThat(this.entry).hasTags("shop", "other")).isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> assertThat(this.entry).hasStatus(404)).isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> assertThat(this.entry).hasRoute("x")).isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> assertThat(this.entry).hasCount(2)).isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> assertThat(this.entry).freshUntil(Instant.EPOCH)).isInstanceOf(AssertionError.class);
	}

	private static ResponseEntity<Void> response(String field) {
		return ResponseEntity.ok().header("Cache-Status", field).build();
	}

}
