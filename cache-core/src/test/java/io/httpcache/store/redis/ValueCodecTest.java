package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.store.CorruptEntryException;
import io.httpcache.store.redis.ValueCodec.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ValueCodecTest {

	private static final EncryptionKey OLD = new EncryptionKey("2025", new byte[16]);

	private static final EncryptionKey NEW = EncryptionKey.parse("2026: MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

	private static final byte[] INDEX = bytes("test:{u}:-");

	private static final byte[] TEXT = bytes("{\"name\": \"Field notes\"}".repeat(100));

	private final ValueCodec compressing = new CompressingCodec(100, ValueCodec.PLAIN);

	private final ValueCodec encrypting = new EncryptingCodec(List.of(NEW, OLD), new Tokens());

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100, 101, 10_000 })
	void bytesComeOutAsTheyWentIn(int length) throws CorruptEntryException {
		byte[] random = new byte[length];
		new Random(length).nextBytes(random);
		for (byte[] plain : List.of(random, Arrays.copyOf(TEXT, length))) {
			for (ValueCodec codec : List.of(this.compressing, this.encrypting,
					new CompressingCodec(100, this.encrypting))) {
				for (Part part : Part.values()) {
					assertThat(codec.decode(codec.encode(plain, part, INDEX), part, INDEX)).isEqualTo(plain);
				}
			}
		}
	}

	@Test
	void onlyBodiesAboveTheSizeThatShrinkAreCompressed() {
		assertThat(this.compressing.encode(TEXT, Part.BODY, INDEX)).hasSizeLessThan(TEXT.length / 10);
		assertThat(this.compressing.encode(TEXT, Part.METADATA, INDEX)).isSameAs(TEXT);
		byte[] small = Arrays.copyOf(TEXT, 100);
		assertThat(this.compressing.encode(small, Part.BODY, INDEX)).hasSize(105);
		byte[] random = new byte[1_000];
		new Random(1).nextBytes(random);
		assertThat(this.compressing.encode(random, Part.BODY, INDEX)).hasSize(1_005);
	}

	@Test
	void noDamageIsAnythingButCorrupt() {
		byte[] encoded = new CompressingCodec(100, this.encrypting).encode(TEXT, Part.BODY, INDEX);
		Random random = new Random(5);
		for (int round = 0; round < 500; round++) {
			byte[] damaged = Arrays.copyOf(encoded,
					random.nextBoolean() ? encoded.length : random.nextInt(encoded.length));
			if (damaged.length == encoded.length) {
				damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
			}
			assertThatExceptionOfType(CorruptEntryException.class)
				.isThrownBy(() -> new CompressingCodec(100, this.encrypting).decode(damaged, Part.BODY, INDEX));
		}
	}

	@Test
	void damageToWhatIsOnlyCompressedIsCorruptOrHasTheSameLength() {
		byte[] encoded = this.compressing.encode(TEXT, Part.BODY, INDEX);
		Random random = new Random(6);
		for (int round = 0; round < 2_000; round++) {
			byte[] damaged = encoded.clone();
			damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
			try {
				assertThat(this.compressing.decode(damaged, Part.BODY, INDEX)).hasSize(TEXT.length);
			}
			catch (CorruptEntryException ex) {
				assertThat(ex).hasMessageMatching("unknown form|wrong length|not deflated");
			}
		}
	}

	@Test
	void aLengthThatNothingCanInflateToIsNotBelieved() {
		byte[] bomb = this.compressing.encode(TEXT, Part.BODY, INDEX);
		bomb[1] = 0x7F;
		assertThatExceptionOfType(CorruptEntryException.class)
			.isThrownBy(() -> this.compressing.decode(bomb, Part.BODY, INDEX))
			.withMessage("unknown form");
	}

	@Test
	void encryptedBytesBelongToTheirKeyAndPart() {
		byte[] encoded = this.encrypting.encode(TEXT, Part.BODY, INDEX);
		assertThatExceptionOfType(CorruptEntryException.class)
			.isThrownBy(() -> this.encrypting.decode(encoded, Part.METADATA, INDEX));
		assertThatExceptionOfType(CorruptEntryException.class)
			.isThrownBy(() -> this.encrypting.decode(encoded, Part.BODY, bytes("test:{v}:-")));
	}

	@Test
	void theSameBytesAreNeverEncryptedAlike() {
		assertThat(this.encrypting.encode(TEXT, Part.BODY, INDEX))
			.isNotEqualTo(this.encrypting.encode(TEXT, Part.BODY, INDEX));
	}

	@Test
	void keysRotate() throws CorruptEntryException {
		ValueCodec before = new EncryptingCodec(List.of(OLD), new Tokens());
		byte[] old = before.encode(TEXT, Part.BODY, INDEX);
		assertThat(this.encrypting.decode(old, Part.BODY, INDEX)).isEqualTo(TEXT);
		byte[] fresh = this.encrypting.encode(TEXT, Part.BODY, INDEX);
		assertThat(new String(fresh, 1, 4, StandardCharsets.US_ASCII)).isEqualTo("2026");
		assertThatExceptionOfType(CorruptEntryException.class).isThrownBy(() -> before.decode(fresh, Part.BODY, INDEX))
			.withMessage("encrypted with an unknown key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2026", "2026:", "2026:c2VjcmV0", ":AAAAAAAAAAAAAAAAAAAAAA==",
			"a b:AAAAAAAAAAAAAAAAAAAAAA==", "2026:not base64" })
	void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EncryptionKey.parse(text))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("c2VjcmV0", "AAAA"));
		assertThat(NEW).hasToString("EncryptionKey[id=2026]");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
