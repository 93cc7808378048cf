package io.httpcache.autoconfigure.insight;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

import io.httpcache.CacheOutcome;
import io.httpcache.engine.CacheMode;
import io.httpcache.route.Route;
import io.httpcache.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The record of recent requests has an end, and holds nothing that came from outside but
 * names.
 */
class TrafficRecordTests {

	private final MutableClock clock = new MutableClock();

	private final TrafficRecord record = new TrafficRecord(1, CacheMode.PRIVATE, this.clock);

	@Test
	void noRouteHasMoreThan1024Samples() {
		for (int i = 0; i < 5000; i++) {
			this.record.completed(GivenRequest.of("https://example.com/x"));
		}
		assertThat(samples()).hasSize(TrafficRecord.MAX_PER_ROUTE);
	}

	@Test
	void whatNeverComesAgainTakesAtMostTwoMegabytes() {
		for (int i = 0; i < 5000; i++) {
			GivenRequest request = GivenRequest.of("https://example.com/" + i + "?" + "a".repeat(500) + i + "=" + i
					+ "&b" + i + "=1&" + "c=d&".repeat(50));
			for (int j = 0; j < 40; j++) {
				request.part("x-header-" + i + "-" + j, "value".repeat(100) + i);
			}
			this.record.completed(request.answer("Cache-Control", "max-age=60", "Vary", "A, B, C, D, E, F"));
		}
		assertThat(GraphLayout.parseInstance(this.record).totalSize()).isLessThan(2_000_000);
	}

	@Test
	void usualRequestsTakeAbout300Bytes() {
		long empty = GraphLayout.parseInstance(this.record).totalSize();
		for (int i = 0; i < 1000; i++) {
			this.record.completed(GivenRequest.of("https://example.com/" + i % 60 + "?page=" + i)
				.part("authorization", "Bearer " + i % 5)
				.answer("Cache-Control", "max-age=60"));
		}
		long bytes = GraphLayout.parseInstance(this.record).totalSize() - empty;
		assertThat(bytes / 1000).isBetween(150L, 450L);
	}

	@Test
	void noValueIsKept() {
		this.record.completed(GivenRequest.of("https://example.com/path-value?name=query-value&api_key=key-value")
			.part("authorization", "header-value")
			.answer("Cache-Control", "max-age=60", "Vary", "Accept-Language", "ETag", "\"tag-value\""));
		assertThat(samples()).hasSize(1);
		Sample sample = samples().get(0);
		// Facts print their lists; of parts only the names are text
		assertThat(sample.toString()).contains("originLifetime=60000").doesNotContain("-value");
		Fetched fetched = Objects.requireNonNull(sample.fetched());
		assertThat(fetched.headers().names()).containsExactly("authorization");
		assertThat(fetched.parameters().names()).containsExactly("name", "api_key");
		assertThat(fetched.vary().names()).containsExactly("accept-language");
	}

	@Test
	void strangeNamesAreOne() {
		Names names = new Names();
		assertThat(names.intern("utm_source")).isEqualTo("utm_source");
		assertThat(names.intern("<script>")).isEqualTo(Names.OTHER);
		assertThat(names.intern("a".repeat(65))).isEqualTo(Names.OTHER);
		assertThat(names.intern("")).isEqualTo(Names.OTHER);
		for (int i = 0; i < 1000; i++) {
			names.intern("name" + i);
		}
		assertThat(names.intern("name2000")).isEqualTo(Names.OTHER);
		assertThat(names.intern("utm_source")).isEqualTo("utm_source");
	}

	@Test
	void aFastRouteIsSampledByPathUntilTheRecordSpansTenMinutes() {
		for (int i = 0; i < 200_000; i++) {
			this.clock.advance(Duration.ofMillis(10));
			this.record.completed(GivenRequest.of("https://example.com/" + i % 5000));
		}
		List<Sample> samples = samples();
		long span = samples.get(samples.size() - 1).at() - samples.get(0).at();
		assertThat(span).isGreaterThan(RouteRecord.WINDOW / 2);
		// A path is there with each of its requests or not at all: one every 50 s
		long paths = samples.stream().mapToInt(Sample::path).distinct().count();
		assertThat((double) samples.size() / paths).isBetween(span / 50_000 * 0.8, span / 50_000 * 1.2 + 1);
	}

	@Test
	void aSampleWithTooFewPopularPathsIsWeighed() {
		// A half of the paths had 100 of 300 requests; the 50 that it lacks are like
		// those of the busiest
		RouteTraffic traffic = new RouteTraffic(Route.DEFAULT, new RouteRecord.Recorded(sampled(), 0.5, 300));
		assertThat(traffic.hitRate()).isCloseTo(60 * (110 / 60.0) / 150, within(0.001));
	}

	@Test
	void aSampleWithTooManyPopularPathsIsWeighed() {
		RouteTraffic traffic = new RouteTraffic(Route.DEFAULT, new RouteRecord.Recorded(sampled(), 0.5, 140));
		assertThat(traffic.hitRate()).isCloseTo(30 / 70.0, within(0.001));
	}

	/** A path with 60 hits, and 40 with a miss each. */
	private static List<Sample> sampled() {
		return IntStream.range(0, 100)
			.mapToObj((i) -> new Sample(i, i, Math.max(0, i - 59), Math.max(0, i - 59), 0, 0, 0,
					(i < 60) ? CacheOutcome.HIT : CacheOutcome.MISS, null))
			.toList();
	}

	@Test
	void aFewPathsAreNeverHalved() {
		for (int i = 0; i < 50_000; i++) {
			this.record.completed(GivenRequest.of("https://example.com/" + i % 10));
		}
		assertThat(samples().stream().mapToInt(Sample::path).distinct()).hasSize(10);
	}

	@Test
	void manyRoutesHaveShorterRecords() {
		TrafficRecord many = new TrafficRecord(500, CacheMode.PRIVATE, this.clock);
		for (int i = 0; i < 5000; i++) {
			many.completed(GivenRequest.of("https://example.com/x"));
		}
		assertThat(Objects.requireNonNull(many.of(Route.DEFAULT_NAME)).recorded().samples()).hasSize(128);
	}

	private List<Sample> samples() {
		return Objects.requireNonNull(this.record.of(Route.DEFAULT_NAME)).recorded().samples();
	}

}
