package io.httpcache.fuzz;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.httpcache.http.FieldLines;
import io.httpcache.store.CorruptEntryException;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.StoredResponseCodec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes a store holds, they are a response or corrupt.
 */
class CodecFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void stored(byte[] data) {
		decode(data);
		if (data.length >= 5) {
			byte[] plausible = data.clone();
			// Beyond the checksum, which would keep everything else from being read
			plausible[0] = StoredResponseCodec.VERSION;
			CRC32C checksum = new CRC32C();
			checksum.update(plausible, 5, plausible.length - 5);
			ByteBuffer.wrap(plausible).putInt(1, (int) checksum.getValue());
			decode(plausible);
		}
	}

	private static void decode(byte[] data) {
		StoredResponse response;
		try {
			response = StoredResponseCodec.decode(data, new byte[0]);
		}
		catch (CorruptEntryException ex) {
			return;
		}
		FieldLines fields = FieldLines.copyOf(response.fields());
		fields.lines().forEach((line) -> assertThat(response.fields().all(line.name())).contains(line.value()));
		assertThat(response.tags()).isNotNull();
		assertThat(response.facts().varyNames()).hasSameSizeAs(response.facts().varyValues());
	}

}
