package io.httpcache.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.engine.ResponseFacts;
import io.httpcache.http.FieldLines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredResponseCodecTest {

	private static final byte[] BODY = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

	private static final StoredResponse FULL = new StoredResponse("GET", 200,
			FieldLines.of("Date", "Tue, 24 Nov 2026 12:00:00 GMT", "content-type", "application/json", "ETag", "\"1\"",
					"X-Own", "\u4e2d", "Cache-Control", "max-age=61"),
			BODY,
			new ResponseFacts(1_000, 2_000, 500, 61_000, 86_400_000, 30_000, 3_600_000, 5_000, true, false, true, false,
					true, false, List.of("accept", "accept-language"), List.of("text/html", "")),
			1_800_000_000_000L, "users", Set.of("b", "a"));

	private static final StoredResponse SMALL = new StoredResponse("HEAD", 404, FieldLines.NONE, new byte[0],
			new ResponseFacts(-5, Long.MAX_VALUE, ResponseFacts.ABSENT, ResponseFacts.ABSENT, ResponseFacts.ABSENT,
					ResponseFacts.ABSENT, ResponseFacts.ABSENT, Long.MAX_VALUE, false, true, false, true, false, true,
					List.of(), List.of()),
			Long.MIN_VALUE, "", Set.of());

	static Stream<StoredResponse> responses() {
		return Stream.of(FULL, SMALL);
	}

	@ParameterizedTest
	@MethodSource("responses")
	void aResponseComesOutAsItWentIn(StoredResponse response) throws CorruptEntryException {
		StoredResponse decoded = StoredResponseCodec.decode(StoredResponseCodec.encodeMetadata(response),
				response.body());
		assertThat(decoded.method()).isEqualTo(response.method());
		assertThat(decoded.status()).isEqualTo(response.status());
		assertThat(decoded.body()).isSameAs(response.body());
		assertThat(decoded.facts()).isEqualTo(response.facts());
		assertThat(decoded.keepUntil()).isEqualTo(response.keepUntil());
		assertThat(decoded.route()).isEqualTo(response.route());
		assertThat(decoded.tags()).isEqualTo(response.tags());
		assertThat(FieldLines.copyOf(decoded.fields())).isEqualTo(FieldLines.copyOf(response.fields()));
	}

	@Test
	void theFormOfVersion1DoesNotChange() throws IOException, CorruptEntryException {
		byte[] golden = golden("stored-response-v1.hex");
		assertThat(HexFormat.of().formatHex(StoredResponseCodec.encodeMetadata(FULL)))
			.isEqualTo(HexFormat.of().formatHex(golden));
		assertThat(StoredResponseCodec.decode(golden, BODY).facts()).isEqualTo(FULL.facts());
	}

	@Test
	void theTableOfNamesAndValuesOnlyGrows() throws IOException, CorruptEntryException {
		CompactFields fields = CompactFields.decode(golden("field-table-v1.hex"));
		StringBuilder lines = new StringBuilder();
		fields.forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
		try (InputStream expected = getClass().getResourceAsStream("field-table-v1.txt")) {
			assertThat(lines.toString()).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	@Test
	void aBodyOfAnotherLengthIsCorrupt() {
		byte[] metadata = StoredResponseCodec.encodeMetadata(FULL);
		assertThatThrownBy(() -> StoredResponseCodec.decode(metadata, Arrays.copyOf(BODY, BODY.length - 1)))
			.isInstanceOf(CorruptEntryException.class);
	}

	@Test
	void anUnknownVersionIsCorrupt() {
		byte[] metadata = StoredResponseCodec.encodeMetadata(FULL);
		metadata[0] = 2;
		assertThatThrownBy(() -> StoredResponseCodec.decode(metadata, BODY)).isInstanceOf(CorruptEntryException.class)
			.hasMessage("unknown version");
	}

	@Test
	void metadataCutShortIsCorrupt() {
		byte[] metadata = StoredResponseCodec.encodeMetadata(FULL);
		for (int length = 0; length < metadata.length; length++) {
			byte[] cut = Arrays.copyOf(metadata, length);
			assertThatThrownBy(() -> StoredResponseCodec.decode(cut, BODY)).isInstanceOf(CorruptEntryException.class);
		}
	}

	@Test
	void anyChangedByteIsCorrupt() {
		byte[] metadata = StoredResponseCodec.encodeMetadata(FULL);
		for (int at = 0; at < metadata.length; at++) {
			byte[] damaged = metadata.clone();
			damaged[at] ^= 0x10;
			assertThatThrownBy(() -> StoredResponseCodec.decode(damaged, BODY))
				.isInstanceOf(CorruptEntryException.class);
		}
	}

	@Test
	void foreignBytesWithARightChecksumThrowNothingElse() {
		Random random = new Random(11);
		byte[] metadata = StoredResponseCodec.encodeMetadata(FULL);
		for (int i = 0; i < 50_000; i++) {
			byte[] damaged = Arrays.copyOf(metadata, 5 + random.nextInt(metadata.length));
			for (int hits = random.nextInt(4); hits >= 0; hits--) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
			}
			damaged[0] = StoredResponseCodec.VERSION;
			seal(damaged);
			try {
				StoredResponseCodec.decode(damaged, BODY);
			}
			catch (CorruptEntryException ex) {
				// Refused: a miss.
			}
		}
	}

	private static void seal(byte[] metadata) {
		CRC32C checksum = new CRC32C();
		checksum.update(metadata, 5, metadata.length - 5);
		for (int i = 0; i < 4; i++) {
			metadata[1 + i] = (byte) (checksum.getValue() >> (24 - 8 * i));
		}
	}

	private static byte[] golden(String name) throws IOException {
		try (InputStream stream = StoredResponseCodecTest.class.getResourceAsStream(name)) {
			return HexFormat.of().parseHex(new String(stream.readAllBytes(), StandardCharsets.US_ASCII).strip());
		}
	}

}
