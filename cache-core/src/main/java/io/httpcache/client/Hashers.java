package io.httpcache.client;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Lends hashers. A fixed set of slots rather than a {@code ThreadLocal}, which virtual
 * threads would fill with one each.
 */
final class Hashers {

	private static final int SLOTS = 32;

	private final AtomicReferenceArray<@Nullable Hasher> slots = new AtomicReferenceArray<>(SLOTS);

	private final byte @Nullable [] secret;

	Hashers(byte @Nullable [] secret) {
		this.secret = secret;
	}

	Hasher borrow() {
		Hasher hasher = this.slots.getAndSet(slot(), null);
		return (hasher != null) ? hasher : Hasher.create(this.secret);
	}

	void giveBack(Hasher hasher) {
		this.slots.lazySet(slot(), hasher);
	}

	private static int slot() {
		return (int) Thread.currentThread().getId() & (SLOTS - 1);
	}

}
