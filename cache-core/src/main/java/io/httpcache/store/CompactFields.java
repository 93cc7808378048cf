package io.httpcache.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.Fields;

/**
 * Fields in one array of bytes, read lazily: a look-up decodes the value asked for and
 * nothing else. Names and values come out as they went in. Immutable.
 *
 * <p>
 * A line is the number of its name in {@link FieldTable}, or 0 with length and name; then
 * the value, headed by a number of which the two lowest bits say what it is.
 */
public final class CompactFields implements Fields {

	private static final int LATIN = 0;

	private static final int UTF_16 = 1;

	private static final int KNOWN = 2;

	private static final int DATE = 3;

	private final byte[] lines;

	private CompactFields(byte[] lines) {
		this.lines = lines;
	}

	/**
	 * Encodes fields.
	 * @param fields any view
	 * @return the same lines
	 */
	public static CompactFields copyOf(Fields fields) {
		if (fields instanceof CompactFields compact) {
			return compact;
		}
		// Written twice, for a buffer that has to grow or be cut costs more
		ByteWriter length = ByteWriter.counting();
		write(fields, length);
		ByteWriter writer = new ByteWriter(length.size());
		write(fields, writer);
		return new CompactFields(writer.toByteArray());
	}

	private static void write(Fields fields, ByteWriter writer) {
		fields.forEach((name, value) -> {
			writeName(writer, name);
			writeValue(writer, value);
		});
	}

	/**
	 * Takes over encoded fields.
	 * @param encoded what {@link #encoded()} gave, not to be changed any more
	 * @return the fields
	 * @throws CorruptEntryException when the bytes are anything else
	 */
	public static CompactFields decode(byte[] encoded) throws CorruptEntryException {
		ByteReader reader = new ByteReader(encoded, 0);
		while (reader.remaining() > 0) {
			int name = reader.read();
			if (name == 0) {
				validateText(reader, reader.readVarint());
			}
			else if (!FieldTable.isName(name)) {
				throw new CorruptEntryException("unknown field name");
			}
			validateText(reader, reader.readVarint());
		}
		return new CompactFields(encoded);
	}

	private static void validateText(ByteReader reader, long header) throws CorruptEntryException {
		long length = header >>> 2;
		int kind = (int) (header & 3);
		if (kind == KNOWN) {
			if (!FieldTable.isValue(length)) {
				throw new CorruptEntryException("unknown field value");
			}
			return;
		}
		if (length > reader.remaining() || (kind == UTF_16 && length % 2 != 0) || (kind == DATE && length != 4)) {
			throw new CorruptEntryException("length out of bounds");
		}
		reader.skip((int) length);
	}

	private static void writeName(ByteWriter writer, String name) {
		int number = FieldTable.numberOfName(name);
		writer.write(number);
		if (number == 0) {
			writeText(writer, name);
		}
	}

	private static void writeValue(ByteWriter writer, String value) {
		int known = FieldTable.numberOfValue(value);
		if (known >= 0) {
			writer.writeVarint(((long) known << 2) | KNOWN);
			return;
		}
		long seconds = CompactDate.parse(value);
		if (seconds >= 0) {
			writer.write((4 << 2) | DATE);
			writer.writeInt((int) seconds);
			return;
		}
		writeText(writer, value);
	}

	private static void writeText(ByteWriter writer, String text) {
		if (ByteWriter.isLatin(text)) {
			writer.writeVarint(((long) text.length() << 2) | LATIN);
			writer.writeLatin(text);
			return;
		}
		byte[] bytes = ByteWriter.utf16(text);
		writer.writeVarint(((long) bytes.length << 2) | UTF_16);
		writer.write(bytes);
	}

	/**
	 * The encoded form.
	 * @return the shared array, not to be changed
	 */
	public byte[] encoded() {
		return this.lines;
	}

	/**
	 * The length of the encoded form.
	 * @return bytes
	 */
	public int encodedLength() {
		return this.lines.length;
	}

	/**
	 * How many lines there are.
	 * @return the count
	 */
	public int size() {
		int size = 0;
		for (int at = 0; at < this.lines.length; at = afterText(afterName(at))) {
			size++;
		}
		return size;
	}

	@Override
	public @Nullable String first(String name) {
		int at = find(name, 0);
		return (at >= 0) ? text(afterName(at)) : null;
	}

	@Override
	public List<String> all(String name) {
		int at = find(name, 0);
		if (at < 0) {
			return List.of();
		}
		int next = find(name, afterText(afterName(at)));
		if (next < 0) {
			return List.of(text(afterName(at)));
		}
		List<String> values = new ArrayList<>(2);
		values.add(text(afterName(at)));
		for (; next >= 0; next = find(name, afterText(afterName(next)))) {
			values.add(text(afterName(next)));
		}
		return values;
	}

	@Override
	public boolean contains(String name) {
		return find(name, 0) >= 0;
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		int at = 0;
		while (at < this.lines.length) {
			int number = this.lines[at] & 0xFF;
			int value = afterName(at);
			line.accept((number == 0) ? text(at + 1) : FieldTable.name(number), text(value));
			at = afterText(value);
		}
	}

	@Override
	public void forEachName(Consumer<? super String> name) {
		for (int at = 0; at < this.lines.length; at = afterText(afterName(at))) {
			int number = this.lines[at] & 0xFF;
			name.accept((number == 0) ? text(at + 1) : FieldTable.name(number));
		}
	}

	private int find(String name, int from) {
		byte[] bytes = this.lines;
		int at = from;
		while (at < bytes.length) {
			int number = bytes[at] & 0xFF;
			if ((number == 0) ? hasText(at + 1, name) : FieldTable.name(number).equalsIgnoreCase(name)) {
				return at;
			}
			at = afterText(afterName(at));
		}
		return -1;
	}

	// Field names are ASCII (RFC 9110 §5.1); any other name is compared as it is.
	private boolean hasText(int at, String name) {
		long header = header(at);
		int length = (int) (header >>> 2);
		if ((header & 3) != LATIN) {
			return text(at).equalsIgnoreCase(name);
		}
		if (length != name.length()) {
			return false;
		}
		int start = at + headerLength(at);
		for (int i = 0; i < length; i++) {
			int stored = this.lines[start + i] & 0xFF;
			int asked = name.charAt(i);
			if (stored != asked && (lower(stored) != lower(asked))) {
				return false;
			}
		}
		return true;
	}

	private static int lower(int character) {
		return (character >= 'A' && character <= 'Z') ? character + ('a' - 'A') : character;
	}

	private int afterName(int at) {
		return (this.lines[at] == 0) ? afterText(at + 1) : at + 1;
	}

	private int afterText(int at) {
		byte first = this.lines[at];
		if (first >= 0) {
			return at + 1 + (((first & 3) == KNOWN) ? 0 : first >> 2);
		}
		long header = header(at);
		return at + headerLength(at) + (((header & 3) == KNOWN) ? 0 : (int) (header >>> 2));
	}

	private String text(int at) {
		long header = header(at);
		int length = (int) (header >>> 2);
		int start = at + headerLength(at);
		return switch ((int) (header & 3)) {
			case KNOWN -> FieldTable.value(length);
			case DATE -> CompactDate.format(seconds(start));
			case UTF_16 -> ByteReader.utf16(this.lines, start, length);
			default -> new String(this.lines, start, length, StandardCharsets.ISO_8859_1);
		};
	}

	private long seconds(int at) {
		long seconds = 0;
		for (int i = 0; i < 4; i++) {
			seconds = (seconds << 8) | (this.lines[at + i] & 0xFF);
		}
		return seconds;
	}

	private long header(int at) {
		long header = 0;
		int shift = 0;
		int position = at;
		while (this.lines[position] < 0) {
			header |= (long) (this.lines[position++] & 0x7F) << shift;
			shift += 7;
		}
		return header | ((long) this.lines[position] << shift);
	}

	private int headerLength(int at) {
		int length = 1;
		while (this.lines[at + length - 1] < 0) {
			length++;
		}
		return length;
	}

}
