package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.httpcache.route.InvalidUrlPatternException;
import io.httpcache.route.UrlPattern;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.StoredResponse;

/**
 * The evictions of more than one URI up to some moment: for each scope the number of its
 * last one. Immutable.
 */
final class Marks {

	/** What comes before the first look at Redis; equal to nothing that is there. */
	static final Marks UNKNOWN = new Marks(new State(0, -1), Map.of());

	/** The field that repeats the state, so that a lost log is noticed. */
	static final String STATE = "#";

	/** The field that says up to which number marks were forgotten. */
	static final String FLOOR = "~";

	private static final String ALL = "*";

	private final State state;

	private final Map<String, Long> numbers;

	private final List<PatternMark> patterns = new ArrayList<>();

	private final long all;

	/**
	 * Marks.
	 * @param state where in their history this is
	 * @param numbers the number of the last eviction by {@linkplain #field scope}
	 */
	Marks(State state, Map<String, Long> numbers) {
		this.state = state;
		this.numbers = numbers;
		long all = Math.max(numbers.getOrDefault(ALL, 0L), numbers.getOrDefault(FLOOR, 0L));
		for (Map.Entry<String, Long> entry : numbers.entrySet()) {
			String field = entry.getKey();
			if (field.startsWith("u:")) {
				try {
					this.patterns.add(new PatternMark(UrlPattern.parse(field.substring(2)), entry.getValue()));
				}
				catch (InvalidUrlPatternException ex) {
					// Of a version that knows more patterns: rather too much than too
					// little
					all = Math.max(all, entry.getValue());
				}
			}
			else if (!field.startsWith("t:") && !field.startsWith("r:") && !field.equals(STATE)) {
				all = Math.max(all, entry.getValue());
			}
		}
		this.all = all;
	}

	State state() {
		return this.state;
	}

	long epoch() {
		return this.state.epoch();
	}

	long sequence() {
		return this.state.sequence();
	}

	/**
	 * Whether an eviction since a number concerns a response. To be asked of responses of
	 * this epoch only.
	 * @param after the last number that the response outlived
	 * @param uri its URI
	 * @param response the response
	 * @return {@code true} when one does, or nobody knows any more
	 */
	boolean cover(long after, String uri, StoredResponse response) {
		if (after >= this.state.sequence()) {
			return false;
		}
		if (this.all > after || isAfter(after, "r:" + response.route())) {
			return true;
		}
		for (String tag : response.tags()) {
			if (isAfter(after, "t:" + tag)) {
				return true;
			}
		}
		for (PatternMark mark : this.patterns) {
			if (mark.number() > after && mark.pattern().matches(uri)) {
				return true;
			}
		}
		return false;
	}

	private boolean isAfter(long after, String field) {
		Long number = this.numbers.get(field);
		return number != null && number > after;
	}

	/** The marks after one more eviction. */
	Marks plus(String field, State state) {
		Map<String, Long> numbers = new HashMap<>(this.numbers);
		numbers.put(field, state.sequence());
		return new Marks(state, numbers);
	}

	/** The field of a scope. */
	static String field(EvictionScope scope) {
		if (scope instanceof EvictionScope.Route route) {
			return "r:" + route.name();
		}
		if (scope instanceof EvictionScope.Tag tag) {
			return "t:" + tag.tag();
		}
		if (scope instanceof EvictionScope.Pattern pattern) {
			return "u:" + pattern.pattern();
		}
		return ALL;
	}

	/**
	 * Where in the history of marks something is.
	 *
	 * @param epoch a random value; marks of another epoch are not known any more
	 * @param sequence the number of the last mark
	 */
	record State(long epoch, long sequence) {

		private static final int DIGITS = 16;

		static @Nullable State read(byte @Nullable [] bytes) {
			if (bytes == null || bytes.length < DIGITS + 2 || bytes.length > DIGITS + 20 || bytes[DIGITS] != '.') {
				return null;
			}
			String text = new String(bytes, StandardCharsets.ISO_8859_1);
			try {
				return new State(HexFormat.fromHexDigitsToLong(text, 0, DIGITS),
						Long.parseUnsignedLong(text.substring(DIGITS + 1)));
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

		byte[] write() {
			return "%016x.%d".formatted(this.epoch, this.sequence).getBytes(StandardCharsets.ISO_8859_1);
		}

		boolean isBefore(State other) {
			return this.epoch == other.epoch && this.sequence < other.sequence;
		}

	}

	private record PatternMark(UrlPattern pattern, long number) {

	}

}
