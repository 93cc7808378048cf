package io.httpcache.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.store.CacheKey;
import io.httpcache.store.CorruptEntryException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is in Redis, byte by byte. Instances of different versions share it.
 */
class RedisLayoutTest {

	private static final String URI = "https://api.example.com/users/1";

	private static final String DIGEST = "c9943b9e5125ca866a094149a3843420";

	private static final VariantRecord FIRST = new VariantRecord(1, 2, 0, 3, 4, 1_800_000_000_000L, 5,
			"metadata".getBytes(StandardCharsets.UTF_8));

	private static final VariantRecord SECOND = new VariantRecord(-1, -2, 200, -3, Long.MAX_VALUE, 1, 0, new byte[0]);

	private final RedisKeys keys = new RedisKeys("httpcache:shop:");

	@Test
	void keysOfAUriHaveItsDigestForTheirSlot() {
		assertThat(text(this.keys.generation(URI))).isEqualTo("httpcache:shop:{" + DIGEST + "}:g");
		byte[] index = this.keys.index(new CacheKey(URI, 0, 0));
		assertThat(text(index)).isEqualTo("httpcache:shop:{" + DIGEST + "}:-");
		assertThat(text(RedisKeys.body(index, 0))).isEqualTo("httpcache:shop:{" + DIGEST + "}:-:0");
		assertThat(text(this.keys.index(new CacheKey(URI, 1, 0xABC))))
			.isEqualTo("httpcache:shop:{" + DIGEST + "}:00000000000000010000000000000abc");
		assertThat(text(this.keys.sequence())).isEqualTo("httpcache:shop:{marks}:sequence");
		assertThat(text(this.keys.marks())).isEqualTo("httpcache:shop:{marks}:log");
	}

	@Test
	void anIndexIsToldFromOtherKeysAndNamesItsOwn() {
		CacheKey key = new CacheKey(URI, 1, 0xABC);
		byte[] index = this.keys.index(key);
		assertThat(this.keys.isIndex(index)).isTrue();
		assertThat(this.keys.isIndex(this.keys.index(new CacheKey(URI, 0, 0)))).isTrue();
		assertThat(this.keys.isIndex(RedisKeys.body(index, 0))).isFalse();
		assertThat(this.keys.isIndex(this.keys.generation(URI))).isFalse();
		assertThat(this.keys.isIndex(this.keys.marks())).isFalse();
		assertThat(this.keys.isIndex(new RedisKeys("httpcache:home:").index(key))).isFalse();
		assertThat(this.keys.generationOf(index)).isEqualTo(this.keys.generation(URI));
		assertThat(this.keys.keyOf(index, URI)).isEqualTo(key);
	}

	@Test
	void aPrefixIsNoPatternWhenScanning() {
		assertThat(new RedisKeys("a*b?[c]\\:").pattern()).isEqualTo("a\\*b\\?\\[c\\]\\\\:{*}:*");
	}

	@Test
	void theFormOfVersion1DoesNotChange() throws IOException, CorruptEntryException {
		byte[] golden = golden("variant-index-v1.hex");
		assertThat(HexFormat.of().formatHex(encode())).isEqualTo(HexFormat.of().formatHex(golden));
		VariantIndex decoded = VariantIndex.decode(golden);
		assertThat(decoded.generation()).isEqualTo(0x0123456789abcdefL);
		assertThat(decoded.epoch()).isEqualTo(-1);
		assertThat(text(decoded.uri())).isEqualTo(URI);
		assertThat(decoded.records()).usingRecursiveFieldByFieldElementComparator().containsExactly(FIRST, SECOND);
	}

	@Test
	void anIndexCutShortAnywhereIsCorruptOrHoldsFewerVariants() throws CorruptEntryException {
		byte[] whole = encode();
		for (int length = 0; length < whole.length; length++) {
			try {
				List<VariantRecord> records = VariantIndex.decode(Arrays.copyOf(whole, length)).records();
				assertThat(records.size()).isLessThan(2);
			}
			catch (CorruptEntryException ex) {
				assertThat(ex).hasMessageMatching("cut short|unknown version");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "02", "ff", "7b7d", "01ffffffffffffffffffffffffffffffffffffffff" })
	void otherBytesAreCorrupt(String hex) {
		assertThatExceptionOfType(CorruptEntryException.class)
			.isThrownBy(() -> VariantIndex.decode(HexFormat.of().parseHex(hex)));
	}

	@Test
	void aGenerationIsTwoNumbersInDigits() {
		Generation generation = new Generation(0x0123456789abcdefL, 0xAL);
		assertThat(text(generation.write())).isEqualTo("0123456789abcdef.000000000000000a");
		assertThat(Generation.read(generation.write())).isEqualTo(generation);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "0123456789abcdef", "0123456789abcdeg.000000000000000a",
			"0123456789abcdef,000000000000000a" })
	void anythingElseIsNoGeneration(String text) {
		assertThat(Generation.read(text.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0123456789abcdef.7, 7", "0123456789abcdef.0, 0" })
	void theStateOfTheMarksIsAnEpochAndANumber(String text, long sequence) {
		Marks.State state = new Marks.State(0x0123456789abcdefL, sequence);
		assertThat(text(state.write())).isEqualTo(text);
		assertThat(Marks.State.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(state);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7", "0123456789abcdef.", "0123456789abcdef.x", "0123456789abcdef.-",
			"0123456789abcdef.99999999999999999999" })
	void anythingElseIsNoState(String text) {
		assertThat(Marks.State.read(text.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	private static byte[] encode() {
		byte[] header = VariantIndex.header(0x0123456789abcdefL, -1, URI.getBytes(StandardCharsets.UTF_8));
		byte[] first = VariantIndex.encode(FIRST);
		byte[] second = VariantIndex.encode(SECOND);
		byte[] all = Arrays.copyOf(header, header.length + first.length + second.length);
		System.arraycopy(first, 0, all, header.length, first.length);
		System.arraycopy(second, 0, all, header.length + first.length, second.length);
		return all;
	}

	private byte[] golden(String name) throws IOException {
		try (InputStream input = getClass().getResourceAsStream(name)) {
			return HexFormat.of()
				.parseHex(new String(input.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", ""));
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
