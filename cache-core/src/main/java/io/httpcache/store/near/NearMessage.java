package io.httpcache.store.near;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.route.UrlPattern;
import io.httpcache.store.EvictionScope;

/**
 * A message between instances. Its form begins with two letters and a version; who does
 * not know the version knows at least that there was something to be told.
 *
 * @param sender who sent it, by a number of which there is hardly another
 * @param sequence how many messages with events the sender had sent, this one included
 * @param beat the number of the beat, or 0
 * @param last whether the sender says good-bye
 * @param events what happened; empty in a beat
 */
record NearMessage(long sender, long sequence, int beat, boolean last, List<NearEvent> events) {

	/** No longer message is sent or read. */
	static final int MAX_LENGTH = 8 * 1024;

	static final int MAX_EVENTS = 256;

	static final byte VERSION = 1;

	private static final int HEADER = 2 + 1 + 8 + 8 + 4 + 1 + 2;

	private static final int LONGEST_TEXT = 1024;

	private static final int CHANGED = 1;

	private static final int INVALIDATED = 2;

	private static final int ALL = 3;

	private static final int ROUTE = 4;

	private static final int TAG = 5;

	private static final int PATTERN = 6;

	private static final int UNTOLD = 7;

	static NearMessage beat(long sender, long sequence, int number) {
		return new NearMessage(sender, sequence, number, false, List.of());
	}

	static NearMessage goodBye(long sender, long sequence) {
		return new NearMessage(sender, sequence, 0, true, List.of());
	}

	static NearMessage of(long sender, long sequence, List<NearEvent> events) {
		return new NearMessage(sender, sequence, 0, false, events);
	}

	/**
	 * How many bytes an event takes.
	 * @param event an event
	 * @return the most it may take
	 */
	static int length(NearEvent event) {
		return 3 + (event instanceof NearEvent.Evicted evicted ? text(evicted.scope()).length : 4);
	}

	/** What there is for the events of one message. */
	static int room() {
		return MAX_LENGTH - HEADER;
	}

	byte[] encode() {
		ByteBuffer buffer = ByteBuffer.allocate(MAX_LENGTH);
		buffer.put((byte) 'H').put((byte) 'C').put(VERSION).putLong(this.sender).putLong(this.sequence);
		buffer.putInt(this.beat).put((byte) (this.last ? 1 : 0)).putShort((short) this.events.size());
		for (NearEvent event : this.events) {
			write(buffer, event);
		}
		byte[] encoded = new byte[buffer.position()];
		buffer.flip().get(encoded);
		return encoded;
	}

	private static void write(ByteBuffer buffer, NearEvent event) {
		if (event instanceof NearEvent.Changed changed) {
			buffer.put((byte) CHANGED).putInt(changed.key());
		}
		else if (event instanceof NearEvent.Invalidated invalidated) {
			buffer.put((byte) INVALIDATED).putInt(invalidated.uri());
		}
		else if (event instanceof NearEvent.Evicted evicted) {
			write(buffer, evicted.scope());
		}
		else {
			buffer.put((byte) UNTOLD);
		}
	}

	private static void write(ByteBuffer buffer, EvictionScope scope) {
		byte[] text = text(scope);
		// What is too long to be named is part of everything
		if (scope instanceof EvictionScope.All || text.length > LONGEST_TEXT) {
			buffer.put((byte) ALL);
			return;
		}
		int kind = (scope instanceof EvictionScope.Route) ? ROUTE
				: (scope instanceof EvictionScope.Tag) ? TAG : PATTERN;
		buffer.put((byte) kind).putShort((short) text.length).put(text);
	}

	private static byte[] text(EvictionScope scope) {
		String text = "";
		if (scope instanceof EvictionScope.Route route) {
			text = route.name();
		}
		else if (scope instanceof EvictionScope.Tag tag) {
			text = tag.tag();
		}
		else if (scope instanceof EvictionScope.Pattern pattern) {
			text = pattern.pattern().toString();
		}
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Whether bytes claim to be such a message, of whatever version.
	 * @param bytes any bytes
	 * @return {@code false} for what is none of our business
	 */
	static boolean isClaimedBy(byte[] bytes) {
		return bytes.length >= 2 && bytes[0] == 'H' && bytes[1] == 'C';
	}

	/**
	 * Reads a message.
	 * @param bytes any bytes
	 * @return the message, or {@code null} when they cannot be read
	 */
	static @Nullable NearMessage decode(byte[] bytes) {
		if (bytes.length < HEADER || bytes.length > MAX_LENGTH || bytes[2] != VERSION) {
			return null;
		}
		try {
			ByteBuffer buffer = ByteBuffer.wrap(bytes).position(3);
			long sender = buffer.getLong();
			long sequence = buffer.getLong();
			int beat = buffer.getInt();
			boolean last = buffer.get() == 1;
			int count = buffer.getShort();
			if (count < 0 || count > MAX_EVENTS || sequence < 0) {
				return null;
			}
			List<NearEvent> events = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				events.add(read(buffer));
			}
			return buffer.hasRemaining() ? null : new NearMessage(sender, sequence, beat, last, events);
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static NearEvent read(ByteBuffer buffer) {
		int kind = buffer.get();
		return switch (kind) {
			case CHANGED -> new NearEvent.Changed(buffer.getInt());
			case INVALIDATED -> new NearEvent.Invalidated(buffer.getInt());
			case ALL -> new NearEvent.Evicted(new EvictionScope.All());
			case ROUTE -> new NearEvent.Evicted(new EvictionScope.Route(readText(buffer)));
			case TAG -> new NearEvent.Evicted(new EvictionScope.Tag(readText(buffer)));
			case PATTERN -> new NearEvent.Evicted(new EvictionScope.Pattern(UrlPattern.parse(readText(buffer))));
			case UNTOLD -> new NearEvent.Untold();
			default -> throw new IllegalArgumentException("No such event: " + kind);
		};
	}

	private static String readText(ByteBuffer buffer) {
		int length = buffer.getShort();
		if (length < 0 || length > Math.min(LONGEST_TEXT, buffer.remaining())) {
			throw new IllegalArgumentException("Text out of bounds");
		}
		byte[] text = new byte[length];
		buffer.get(text);
		return new String(text, StandardCharsets.UTF_8);
	}

}
