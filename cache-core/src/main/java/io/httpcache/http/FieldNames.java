package io.httpcache.http;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A set of field names, without regard to case. A name that ends with {@code *} stands
 * for all names that start so. Immutable.
 */
public final class FieldNames {

	/** Contains nothing. */
	public static final FieldNames NONE = of();

	private final @Nullable String[] table;

	private final String[] prefixes;

	/** One bit for each (folded) first character of a prefix. */
	private final long prefixStarts;

	private final boolean all;

	private FieldNames(List<String> names, List<String> prefixes) {
		this.table = new String[Math.max(4, Integer.highestOneBit(names.size() * 2 + 1) * 2)];
		names.forEach((name) -> this.table[slot(name)] = name);
		this.prefixes = prefixes.toArray(String[]::new);
		long starts = 0;
		for (String prefix : prefixes) {
			starts |= (prefix.isEmpty()) ? 0 : bit(prefix.charAt(0));
		}
		this.prefixStarts = starts;
		this.all = prefixes.contains("");
	}

	/**
	 * A set of names.
	 * @param names names in any case, with {@code *} at the end for a prefix
	 * @return the set
	 */
	public static FieldNames of(String... names) {
		List<String> exact = new ArrayList<>();
		List<String> prefixes = new ArrayList<>();
		for (String name : names) {
			if (name.endsWith("*")) {
				prefixes.add(name.substring(0, name.length() - 1));
			}
			else {
				exact.add(name);
			}
		}
		return new FieldNames(exact, prefixes);
	}

	/**
	 * Whether a name is in the set. Allocates nothing.
	 * @param name a field name in any case
	 * @return {@code true} when it is
	 */
	public boolean contains(String name) {
		return this.all || this.table[slot(name)] != null || startsWithPrefix(name);
	}

	private boolean startsWithPrefix(String name) {
		if (name.isEmpty() || (this.prefixStarts & bit(name.charAt(0))) == 0) {
			return false;
		}
		for (String prefix : this.prefixes) {
			if (name.length() >= prefix.length() && matches(prefix, name)) {
				return true;
			}
		}
		return false;
	}

	/** Where a name is, or the free slot where it would be. */
	private int slot(String name) {
		int mask = this.table.length - 1;
		int slot = hash(name) & mask;
		for (String each = this.table[slot]; each != null; each = this.table[slot]) {
			if (each.equals(name) || (each.length() == name.length() && matches(each, name))) {
				break;
			}
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	// A few characters tell names apart, and probing is bounded by the size of the set
	private static int hash(String name) {
		int length = name.length();
		if (length == 0) {
			return 0;
		}
		int hash = length * 31 + (name.charAt(0) | 0x20);
		hash = hash * 31 + (name.charAt(length >> 1) | 0x20);
		hash = hash * 31 + (name.charAt(length - 1) | 0x20);
		return hash ^ (hash >>> 7);
	}

	private static boolean matches(String expected, String name) {
		for (int i = 0; i < expected.length(); i++) {
			char c = name.charAt(i);
			char e = expected.charAt(i);
			if (c != e && Chars.lower(c) != Chars.lower(e)) {
				return false;
			}
		}
		return true;
	}

	private static long bit(char c) {
		return 1L << (c & 0x1f);
	}

}
