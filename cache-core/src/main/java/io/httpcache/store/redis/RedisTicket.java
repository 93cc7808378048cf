package io.httpcache.store.redis;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.StoreTicket;

/**
 * What was in force when a key was looked up. Equality is that of a ticket: storing does
 * not change it.
 *
 * @param generation the generation of the URI
 * @param marks how far the marks were looked at
 * @param seen what tells whether something was stored since
 */
record RedisTicket(Generation generation, Marks.State marks, byte[] seen) implements StoreTicket {

	static final byte[] NOTHING = {};

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RedisTicket that && this.generation.equals(that.generation)
				&& this.marks.equals(that.marks);
	}

	@Override
	public int hashCode() {
		return this.generation.hashCode() * 31 + this.marks.hashCode();
	}

}
