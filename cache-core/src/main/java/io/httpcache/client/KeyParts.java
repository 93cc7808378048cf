package io.httpcache.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.FieldLines;
import io.httpcache.http.FieldNames;
import io.httpcache.http.Fields;

/**
 * Names and values of which the digest is part of a key. Used by one thread at a time.
 * Most requests that have any have one, a credential: it takes no array.
 */
final class KeyParts implements Consumer<String> {

	private static final String[] NONE = new String[0];

	private final Fields fields;

	private final FieldNames neutral;

	private final FieldNames neutralToo;

	private @Nullable String firstKind;

	private @Nullable String firstValue;

	private String[] others = NONE;

	private int size;

	/**
	 * No parts yet.
	 * @param fields the fields of the request
	 * @param neutral names of fields that do not separate callers
	 * @param neutralToo further such names
	 */
	KeyParts(Fields fields, FieldNames neutral, FieldNames neutralToo) {
		this.fields = fields;
		this.neutral = neutral;
		this.neutralToo = neutralToo;
	}

	/**
	 * One part, for a digest of its own.
	 */
	static KeyParts of(String kind, String value) {
		KeyParts parts = new KeyParts(FieldLines.NONE, FieldNames.NONE, FieldNames.NONE);
		parts.add(kind, value);
		return parts;
	}

	/**
	 * Adds the values of a field, unless it says nothing about the caller.
	 */
	@Override
	public void accept(String name) {
		if (!this.neutral.contains(name) && !this.neutralToo.contains(name)) {
			String lower = name.toLowerCase(Locale.ROOT);
			List<String> values = this.fields.all(lower);
			for (int i = 0; i < values.size(); i++) {
				add(lower, values.get(i));
			}
		}
	}

	/**
	 * Adds a value, unless there is none.
	 */
	void add(String kind, @Nullable String value) {
		if (value == null) {
			return;
		}
		if (this.size == 0) {
			this.firstKind = kind;
			this.firstValue = value;
		}
		else {
			int at = this.size - 2;
			if (at == this.others.length) {
				this.others = Arrays.copyOf(this.others, at * 2 + 4);
			}
			this.others[at] = kind;
			this.others[at + 1] = value;
		}
		this.size += 2;
	}

	/**
	 * The order in which a client sets fields does not matter, that of the values of one
	 * field does. Insertion sort: there are two or three.
	 */
	void sort() {
		for (int i = 2; i < this.size; i += 2) {
			for (int j = i; j > 0 && get(j - 2).compareTo(get(j)) > 0; j -= 2) {
				swap(j - 2, j);
				swap(j - 1, j + 1);
			}
		}
	}

	private void swap(int first, int second) {
		String part = get(first);
		set(first, get(second));
		set(second, part);
	}

	private void set(int index, String part) {
		if (index == 0) {
			this.firstKind = part;
		}
		else if (index == 1) {
			this.firstValue = part;
		}
		else {
			this.others[index - 2] = part;
		}
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int size() {
		return this.size;
	}

	@SuppressWarnings("NullAway") // There are parts at each index below the size
	String get(int index) {
		return (index == 0) ? this.firstKind : (index == 1) ? this.firstValue : this.others[index - 2];
	}

	/** All parts as they are now. */
	String[] toArray() {
		String[] parts = new String[this.size];
		for (int i = 0; i < this.size; i++) {
			parts[i] = get(i);
		}
		return parts;
	}

	boolean areThose(String @Nullable [] parts) {
		if (parts == null || parts.length != this.size) {
			return false;
		}
		for (int i = 0; i < this.size; i++) {
			if (!get(i).equals(parts[i])) {
				return false;
			}
		}
		return true;
	}

}
