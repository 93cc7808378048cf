package io.httpcache.client;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Where a fetch that may outlive the patience of its caller meets that caller: either the
 * fetch ends first and its answer is taken, or the caller leaves first with another one.
 * Safe for use by both at the same time.
 */
public final class HandOver extends Unattended {

	private final AtomicReference<State> state = new AtomicReference<>(State.FETCHING);

	private volatile @Nullable Runnable telling;

	HandOver() {
	}

	/** What to tell the observers of the cache if the caller takes the answer. */
	void tellLater(Runnable telling) {
		this.telling = telling;
	}

	/**
	 * The fetch has ended.
	 * @return whether the caller waits for its answer
	 */
	public boolean end() {
		return this.state.compareAndSet(State.FETCHING, State.ENDED);
	}

	/**
	 * The caller leaves with another answer, and the fetch goes on without it.
	 * @return {@code false} when the fetch has ended meanwhile
	 */
	public boolean leave() {
		return this.state.compareAndSet(State.FETCHING, State.LEFT);
	}

	/**
	 * The caller gives up without any answer.
	 * @return {@code false} when the fetch has ended, or the caller has left before
	 */
	public boolean giveUp() {
		return this.state.compareAndSet(State.FETCHING, State.GIVEN_UP);
	}

	/** The caller takes the answer, or the failure, of the fetch. */
	public void take() {
		Runnable telling = this.telling;
		if (telling != null) {
			telling.run();
		}
	}

	/** Whether the fetch became one in the background. */
	boolean isLeft() {
		return this.state.get() == State.LEFT;
	}

	private enum State {

		FETCHING, ENDED, LEFT, GIVEN_UP

	}

}
