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
 * Names and values of which the digest is part of a key. Used by one thread at a time,
 * and not changed any more once it was digested.
 */
final class KeyParts implements Consumer<String> {

	private static final String[] NONE = new String[0];

	private final Fields fields;

	private final FieldNames neutral;

	private final FieldNames neutralToo;

	private String[] parts = NONE;

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
		if (value != null) {
			if (this.size == this.parts.length) {
				// Most requests that have any have one: a credential
				this.parts = Arrays.copyOf(this.parts, this.size * 2 + 2);
			}
			this.parts[this.size++] = kind;
			this.parts[this.size++] = value;
		}
	}

	/**
	 * The order in which a client sets fields does not matter, that of the values of one
	 * field does. Insertion sort: there are two or three.
	 */
	void sort() {
		for (int i = 2; i < this.size; i += 2) {
			for (int j = i; j > 0 && this.parts[j - 2].compareTo(this.parts[j]) > 0; j -= 2) {
				swap(j - 2, j);
				swap(j - 1, j + 1);
			}
		}
	}

	private void swap(int first, int second) {
		String part = this.parts[first];
		this.parts[first] = this.parts[second];
		this.parts[second] = part;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int size() {
		return this.size;
	}

	String get(int index) {
		return this.parts[index];
	}

	boolean isSameAs(@Nullable KeyParts other) {
		return other != null && Arrays.equals(this.parts, 0, this.size, other.parts, 0, other.size);
	}

}
