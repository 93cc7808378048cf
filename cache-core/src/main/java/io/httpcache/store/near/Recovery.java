package io.httpcache.store.near;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionLog;
import io.httpcache.store.StoreInvalidation;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.near.PendingInvalidations.Pending;

/**
 * What a {@link RecoveringStore} knows: this JVM's own history of invalidations, which of
 * them the other store does not have, and whether that answers. Does no I/O. Safe for use
 * by several threads.
 */
final class Recovery {

	private static final long ASK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Executor background;

	private final Epochs epochs = new Epochs();

	private final EvictionLog log = new EvictionLog();

	private final PendingInvalidations pending;

	private final Outage outage = new Outage();

	/** Whether an invalidation failed, so that those that wait do so for long. */
	private final AtomicBoolean overdue = new AtomicBoolean();

	private final AtomicBoolean running = new AtomicBoolean();

	private final AtomicLong asked = new AtomicLong(System.nanoTime() - ASK_EVERY_NANOS);

	private volatile Consumer<StoreInvalidation> listener = (invalidation) -> {
	};

	private volatile boolean closed;

	/**
	 * Nothing happened yet.
	 * @param background runs what brings invalidations to the other store
	 * @param capacity how many to keep
	 */
	Recovery(Executor background, int capacity) {
		this.background = background;
		this.pending = new PendingInvalidations(capacity);
	}

	void onApplied(Consumer<StoreInvalidation> listener) {
		this.listener = listener;
	}

	boolean isAway() {
		return this.outage.isAway();
	}

	boolean isOverdue() {
		return this.overdue.get();
	}

	boolean isClosed() {
		return this.closed;
	}

	void close() {
		this.closed = true;
	}

	PendingInvalidations pending() {
		return this.pending;
	}

	/** What a look-up that begins now has found when the other store is away. */
	RecoveredLookup before(CacheKey key) {
		return new RecoveredLookup(List.of(), StoreTicket.UNAVAILABLE, this.epochs.of(key.uri().hashCode()),
				this.log.sequence(), false);
	}

	/** Why not to ask the other store to store something, or {@code null}. */
	@Nullable Attempt refusal(CacheKey key, StoreTicket ticket, StoredResponse response) {
		if (!(ticket instanceof RecoveredLookup before) || before.epoch() != this.epochs.of(key.uri().hashCode())
				|| this.log.covers(before.sequence(), this.log.sequence(), key.uri(), response)) {
			return Attempt.REFUSED;
		}
		boolean away = before.isAway() || this.pending.denial(key.uri()).drops(key.uri(), response);
		return (away) ? Attempt.AWAY : null;
	}

	/**
	 * Puts an invalidation in force here.
	 * @param invalidation what was asked for
	 * @return what to bring to the other store
	 */
	Pending begin(StoreInvalidation invalidation) {
		Pending begun = this.pending.add(invalidation);
		if (invalidation instanceof StoreInvalidation.Uri dropped) {
			this.epochs.advance(dropped.uri().hashCode());
		}
		else if (invalidation instanceof StoreInvalidation.Expiry expired) {
			this.epochs.advance(expired.uri().hashCode());
		}
		else if (invalidation instanceof StoreInvalidation.Scope wide) {
			this.log.append(wide.scope());
		}
		return begun;
	}

	/** The other store has an invalidation. */
	void applied(Pending invalidation, Runnable recover) {
		this.pending.done(invalidation);
		this.listener.accept(invalidation.invalidation());
		succeeded(recover);
	}

	/** The other store may not have an invalidation: it stays in force here. */
	void lost(Throwable failure) {
		this.overdue.set(true);
		failed(failure);
	}

	void failed(@Nullable Throwable failure) {
		if (!this.closed || failure instanceof Error) {
			this.outage.failed(failure);
		}
	}

	/**
	 * The other store answered.
	 * @param recover brings what waits for that
	 */
	void succeeded(Runnable recover) {
		this.outage.succeeded();
		// A replica answers reads and refuses each invalidation
		if (this.overdue.get() && isTimeToAsk()) {
			try {
				this.background.execute(recover);
			}
			catch (RejectedExecutionException ex) {
				// Asked again by whoever does so regularly
			}
		}
	}

	private boolean isTimeToAsk() {
		long now = System.nanoTime();
		long last = this.asked.get();
		return now - last >= ASK_EVERY_NANOS && this.asked.compareAndSet(last, now);
	}

	/**
	 * Brings what waits to the other store, in order, until something fails.
	 * @param bring brings one and says whether that succeeded
	 */
	void run(Predicate<Pending> bring) {
		if (!this.overdue.get() || !this.running.compareAndSet(false, true)) {
			return;
		}
		try {
			this.overdue.set(false);
			long last = this.pending.lastNumber();
			Pending next = this.pending.first();
			while (next != null && next.number() <= last && !this.closed && bring.test(next)) {
				next = this.pending.first();
			}
		}
		finally {
			this.running.set(false);
		}
	}

}
