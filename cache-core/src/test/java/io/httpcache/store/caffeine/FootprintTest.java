package io.httpcache.store.caffeine;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.http.FieldLines;
import io.httpcache.store.CacheKey;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** What an entry costs in the heap, and that the weight says so. */
class FootprintTest {

	private static final int BODY = 1024;

	private final Clock clock = new MutableClock();

	@Test
	void anEntryTakesAtMost700BytesBeyondItsBodyAndWeighsWhatItTakes() {
		assertThat(bytesPerEntry(10_000, false)).isBetween(600.0, 700.0);
	}

	@Test
	void anEntryThatVariesTakesNoMore() {
		assertThat(bytesPerEntry(2_000, true)).isBetween(600.0, 720.0);
	}

	private double bytesPerEntry(int entries, boolean varies) {
		CaffeineStore store = new CaffeineStore(1L << 30, this.clock, Runnable::run);
		long empty = GraphLayout.parseInstance(store).totalSize();
		for (int i = 0; i < entries; i++) {
			CacheKey key = new CacheKey("https://api.example.com/catalog/products/details/%08d".formatted(i), i, 1);
			assertThat(store.put(key, store.find(key).ticket(), response(i, varies), 16)).isTrue();
		}
		assertThat(store.statistics().entries()).isEqualTo(entries);
		double perEntry = (double) (GraphLayout.parseInstance(store).totalSize() - empty) / entries;
		assertThat((double) store.statistics().bytes() / entries).isBetween(perEntry * 0.97, perEntry * 1.03);
		return perEntry - BODY;
	}

	private StoredResponse response(int i, boolean varies) {
		FieldLines fields = FieldLines.of("Date", "Tue, 24 Nov 2026 12:00:00 GMT", "Content-Type",
				new String("application/json"), "Content-Length", "1024", "Cache-Control", "max-age=600, public",
				"ETag", "\"%032x\"".formatted(i), "Last-Modified", "Mon, 23 Nov 2026 08:30:11 GMT", "Vary",
				"Accept-Encoding", "Server", "nginx/1.27.1", "X-Request-Id", new UUID(i, i).toString(),
				"Strict-Transport-Security", "max-age=31536000; includeSubDomains");
		long now = this.clock.millis();
		// As a parser makes them: nothing shared.
		List<String> names = (varies) ? List.of(new String("accept-encoding")) : List.of();
		List<String> values = (varies) ? List.of(new String("gzip, deflate")) : List.of();
		ResponseFacts facts = new ResponseFacts(now - 20, now, 0, 600_000, 100_000_000, ResponseFacts.ABSENT,
				ResponseFacts.ABSENT, ResponseFacts.ABSENT, false, false, false, false, true, false, names, values);
		return new StoredResponse("GET", 200, fields, new byte[BODY], facts, now + 3_600_000, "products", Set.of());
	}

}
