package io.httpcache.client;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.httpcache.store.CacheKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many refreshes may be under way.
 */
class RefreshesTests {

	private final Refreshes refreshes = new Refreshes();

	@Test
	void oneAKey() {
		assertThat(this.refreshes.begin(key(1), "a")).isTrue();
		assertThat(this.refreshes.begin(key(1), "a")).isFalse();
		this.refreshes.end(key(1), "a");
		assertThat(this.refreshes.begin(key(1), "a")).isTrue();
	}

	@Test
	void aFewAHostAndOneThatHangsLeavesThreadsToTheOthers() {
		assertThat(IntStream.range(0, 20).filter((i) -> this.refreshes.begin(key(i), "a")).count()).isEqualTo(6);
		assertThat(this.refreshes.begin(key(20), "b")).isTrue();
		this.refreshes.end(key(0), "a");
		assertThat(this.refreshes.begin(key(21), "a")).isTrue();
		assertThat(this.refreshes.begin(key(22), "a")).isFalse();
	}

	@Test
	void aNumberOverall() {
		assertThat(IntStream.range(0, 100).filter((i) -> this.refreshes.begin(key(i), "host" + i)).count())
			.isEqualTo(64);
	}

	private static CacheKey key(int number) {
		return new CacheKey("https://api.example.com/" + number, 0, 0);
	}

}
