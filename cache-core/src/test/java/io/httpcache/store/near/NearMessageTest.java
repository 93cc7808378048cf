package io.httpcache.store.near;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import io.httpcache.store.EvictionScope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of messages: versioned, bounded, and read from bytes that nobody vouches for.
 */
class NearMessageTest {

	private static final List<NearEvent> EVENTS = List.of(new NearEvent.Changed(1), new NearEvent.Invalidated(-1),
			new NearEvent.Evicted(new EvictionScope.All()), new NearEvent.Evicted(new EvictionScope.Route("users")),
			new NearEvent.Evicted(new EvictionScope.Tag("Ünïcode")),
			new NearEvent.Evicted(EvictionScope.of("api.example.com/users/*")), new NearEvent.Untold());

	@Test
	void isReadAsItWasWritten() {
		NearMessage message = NearMessage.of(-5, 77, EVENTS);
		assertThat(NearMessage.decode(message.encode())).isEqualTo(message);
		assertThat(NearMessage.decode(NearMessage.beat(1, 2, 3).encode())).isEqualTo(NearMessage.beat(1, 2, 3));
		assertThat(NearMessage.decode(NearMessage.goodBye(1, 2).encode())).isEqualTo(NearMessage.goodBye(1, 2));
	}

	@Test
	void theFormOfVersionOneDoesNotChange() {
		byte[] encoded = NearMessage.of(0x0102030405060708L, 9, List.of(new NearEvent.Changed(10),
				new NearEvent.Invalidated(11), new NearEvent.Evicted(new EvictionScope.Tag("tag"))))
			.encode();
		assertThat(HexFormat.of().formatHex(encoded)).isEqualTo("4843" + "01" + "0102030405060708" + "0000000000000009"
				+ "00000000" + "00" + "0003" + "010000000a" + "020000000b" + "050003746167");
	}

	@Test
	void theMostEventsFit() {
		List<NearEvent> events = Collections.nCopies(NearMessage.MAX_EVENTS, new NearEvent.Changed(1));
		assertThat(NearMessage.decode(NearMessage.of(1, 1, events).encode())).isNotNull();
	}

	@Test
	void anotherVersionIsClaimedButNotRead() {
		byte[] encoded = NearMessage.beat(1, 2, 3).encode();
		encoded[2]++;
		assertThat(NearMessage.isClaimedBy(encoded)).isTrue();
		assertThat(NearMessage.decode(encoded)).isNull();
	}

	@Property(tries = 2_000)
	void whatIsCutShortOrTooLongIsNotRead(@ForAll("lengths") int length) {
		byte[] encoded = NearMessage.of(-5, 77, EVENTS).encode();
		if (length != encoded.length) {
			assertThat(NearMessage.decode(Arrays.copyOf(encoded, length))).isNull();
		}
	}

	@Property(tries = 5_000)
	void noBytesMakeItFail(@ForAll("messages") byte[] bytes) {
		NearMessage message = NearMessage.isClaimedBy(bytes) ? NearMessage.decode(bytes) : null;
		if (message != null) {
			assertThat(message.events()).hasSizeLessThanOrEqualTo(NearMessage.MAX_EVENTS);
		}
	}

	@Provide
	Arbitrary<Integer> lengths() {
		return Arbitraries.integers().between(0, NearMessage.MAX_LENGTH + 10);
	}

	/** A message in which some bytes are not what they were. */
	@Provide
	Arbitrary<byte[]> messages() {
		byte[] sound = NearMessage.of(-5, 77, EVENTS).encode();
		return Combinators
			.combine(Arbitraries.integers().between(0, sound.length - 1), Arbitraries.bytes(),
					Arbitraries.bytes().array(byte[].class).ofMaxSize(60))
			.as((at, value, tail) -> {
				byte[] bytes = Arrays.copyOf(sound, sound.length);
				bytes[at] = value;
				System.arraycopy(tail, 0, bytes, Math.max(0, sound.length - tail.length),
						Math.min(tail.length, sound.length));
				return bytes;
			});
	}

}
