package io.httpcache.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.httpcache.CacheReason;
import io.httpcache.assembly.HttpCacheBuilder;
import io.httpcache.client.ReadAheadBudget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long and how much a body is read ahead.
 */
class BodyReaderTests {

	private final ReadAheadBudget budget = HttpCacheBuilder.create().buildRuntime().readAhead();

	private long nanos = Long.MAX_VALUE - 5;

	@Test
	void aBodyOfUnknownLengthIsReadForTwoSeconds() throws IOException {
		BodyReader.Outcome outcome = read(-1, 1000, 500, "one", 1000, "two", 500, "three");
		assertThat(outcome.whole()).asString().isEqualTo("onetwothree");
	}

	@Test
	void afterThatWhatWasReadAndTheRestStreamOn() throws IOException {
		BodyReader.Outcome outcome = read(-1, 1000, 500, "one", 1501, "two", 3000, "three");
		assertThat(outcome.whole()).isNull();
		assertThat(outcome.refusal()).isEqualTo(CacheReason.SLOW_BODY);
		assertThat(text(outcome.rest())).isEqualTo("onetwothree");
	}

	@Test
	void whoStreamsOnIsNotReadToTheEndFirst() throws IOException {
		BodyReader.Outcome outcome = read(-1, 1000, 3000, "one", 0, "two");
		byte[] first = new byte[3];
		assertThat(outcome.rest().read(first)).isEqualTo(3);
		assertThat(first).asString().isEqualTo("one");
		assertThat(this.nanos - (Long.MAX_VALUE - 5)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(3000));
	}

	@Test
	void aBodyOfKnownLengthMayTakeItsTime() throws IOException {
		BodyReader.Outcome outcome = read(6, 1000, 5000, "one", 5000, "two");
		assertThat(outcome.whole()).asString().isEqualTo("onetwo");
	}

	@Test
	void aBodyThatGrowsTooLargeStreamsOn() throws IOException {
		BodyReader.Outcome outcome = read(-1, 5, 0, "one", 0, "two", 0, "three");
		assertThat(outcome.refusal()).isEqualTo(CacheReason.TOO_LARGE);
		assertThat(text(outcome.rest())).isEqualTo("onetwothree");
	}

	@Test
	void aBodyOfJustTheLimitIsWhole() throws IOException {
		assertThat(read(-1, 6, 0, "one", 0, "two").whole()).asString().isEqualTo("onetwo");
	}

	private BodyReader.Outcome read(long contentLength, long max, Object... delaysAndChunks) throws IOException {
		return new BodyReader(new SlowStream(delaysAndChunks), max, this.budget, () -> this.nanos).read(contentLength);
	}

	private static String text(InputStream stream) throws IOException {
		return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	/** Takes a time for each chunk: milliseconds, chunk, milliseconds, chunk… */
	private final class SlowStream extends InputStream {

		private final Iterator<Object> delaysAndChunks;

		SlowStream(Object... delaysAndChunks) {
			this.delaysAndChunks = Arrays.asList(delaysAndChunks).iterator();
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (!this.delaysAndChunks.hasNext()) {
				return -1;
			}
			BodyReaderTests.this.nanos += TimeUnit.MILLISECONDS.toNanos((int) this.delaysAndChunks.next());
			byte[] chunk = ((String) this.delaysAndChunks.next()).getBytes(StandardCharsets.ISO_8859_1);
			System.arraycopy(chunk, 0, target, offset, chunk.length);
			return chunk.length;
		}

	}

}
