package io.httpcache.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.http.FieldLines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompactFieldsTest {

	private static final FieldLines LINES = FieldLines.of("Content-Type", "application/json", "content-length", "12",
			"X-Own", "a", "CONTENT-type", "second", "x-own", "b", "Date", "Tue, 24 Nov 2026 12:00:00 GMT", "ETag",
			"\"é\"", "Link", "\u4e2d\ud83d\ude00", "X-Lone", "\ud83d", "X-Long", "v".repeat(20_000), "X-Empty", "");

	@Test
	void linesComeOutAsTheyWentIn() {
		CompactFields fields = CompactFields.copyOf(LINES);
		assertThat(FieldLines.copyOf(fields)).isEqualTo(LINES);
		assertThat(fields.size()).isEqualTo(LINES.lines().size());
		assertThat(fields.encodedLength()).isEqualTo(fields.encoded().length);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type", "content-type", "CONTENT-TYPE", "X-OWN", "x-own", "Date", "Link", "X-Lone",
			"X-Long", "x-empty" })
	void namesAreComparedWithoutCase(String name) {
		CompactFields fields = CompactFields.copyOf(LINES);
		assertThat(fields.first(name)).isEqualTo(LINES.first(name));
		assertThat(fields.all(name)).isEqualTo(LINES.all(name));
		assertThat(fields.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X-Ow", "X-Own2", "Content-Typ", "Expires", "X\u0000Own", "\u212a" })
	void absentNamesAreNotFound(String name) {
		CompactFields fields = CompactFields.copyOf(LINES);
		assertThat(fields.first(name)).isNull();
		assertThat(fields.all(name)).isEmpty();
		assertThat(fields.contains(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 29 Feb 2028 23:59:59 GMT",
			"Sun, 07 Feb 2106 06:28:15 GMT" })
	void datesAreFourBytes(String date) {
		CompactFields fields = CompactFields.copyOf(FieldLines.of("Date", date));
		assertThat(fields.encodedLength()).isEqualTo(6);
		assertThat(fields.first("Date")).isEqualTo(date);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mon, 24 Nov 2026 12:00:00 GMT", "Tue, 24 nov 2026 12:00:00 GMT",
			"Tue, 31 Feb 2026 12:00:00 GMT", "Tue, 24 Nov 2026 24:00:00 GMT", "Tue, 24 Nov 2026 12:0x:00 GMT",
			"Sun, 07 Feb 2106 06:28:16 GMT", "Wed, 31 Dec 1969 23:59:59 GMT", "Tue, 24 Xyz 2026 12:00:00 GMT",
			"Tue; 24 Nov 2026 12:00:00 GMT", "Tue, 24-Nov-2026 12:00:00 GMT" })
	void whatOnlyLooksLikeADateStaysAsItIs(String date) {
		assertThat(CompactFields.copyOf(FieldLines.of("Date", date)).first("Date")).isEqualTo(date);
	}

	@Test
	void nothingIsCopiedTwice() throws CorruptEntryException {
		CompactFields fields = CompactFields.copyOf(LINES);
		assertThat(CompactFields.copyOf(fields)).isSameAs(fields);
		assertThat(FieldLines.copyOf(CompactFields.decode(fields.encoded()))).isEqualTo(LINES);
	}

	@Test
	void fieldsCutShortAreCorruptOrEndAtALine() throws CorruptEntryException {
		byte[] encoded = CompactFields.copyOf(LINES).encoded();
		int whole = 0;
		for (int length = 0; length < encoded.length; length++) {
			byte[] cut = Arrays.copyOf(encoded, length);
			try {
				assertThat(CompactFields.decode(cut).size()).isLessThan(LINES.lines().size());
				whole++;
			}
			catch (CorruptEntryException ex) {
				assertThat(ex).hasMessageNotContaining("v");
			}
		}
		assertThat(whole).isEqualTo(LINES.lines().size());
	}

	@Test
	void damagedBytesAreRefusedOrReadWithoutAnException() {
		Random random = new Random(7);
		byte[] encoded = CompactFields.copyOf(LINES.without(List.of("X-Long"))).encoded();
		for (int i = 0; i < 20_000; i++) {
			byte[] damaged = encoded.clone();
			for (int hits = random.nextInt(4); hits >= 0; hits--) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
			}
			assertThatCode(() -> readAll(damaged)).doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "ff", "01", "01fdffffffffffffffff01", "01ffffffff0f", "0103", "00", "0010",
			"01ffffffffffffffffffffff01", "010501", "01fe7f" })
	void foreignBytesAreCorrupt(String hex) {
		assertThatThrownBy(() -> CompactFields.decode(java.util.HexFormat.of().parseHex(hex)))
			.isInstanceOf(CorruptEntryException.class);
	}

	private static void readAll(byte[] encoded) {
		try {
			CompactFields fields = CompactFields.decode(encoded);
			List<String> names = new ArrayList<>();
			fields.forEach((name, value) -> names.add(name));
			names.forEach((name) -> assertThat(fields.first(name)).isNotNull());
			assertThat(names).hasSize(fields.size());
		}
		catch (CorruptEntryException ex) {
			// Refused: a miss.
		}
	}

}
