package io.httpcache.store;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking to fetch on behalf of all instances. Safe for use by several
 * threads.
 */
public interface FetchLease {

	/** To fetch, with nobody waiting. */
	FetchLease FREE = new FetchLease() {

		@Override
		public @Nullable CompletableFuture<Ending> elsewhere() {
			return null;
		}

		@Override
		public void release(Ending ending) {
		}

	};

	/**
	 * How the fetch of another instance ends.
	 * @return the ending, to come, no later than the lease of the other one; or
	 * {@code null} when it is this instance that fetches
	 */
	@Nullable CompletableFuture<Ending> elsewhere();

	/**
	 * Sets free who waits. To be called once, by the instance that fetches; neither
	 * blocks nor fails.
	 * @param ending how its fetch ended
	 */
	void release(Ending ending);

	/** How a fetch ends for those who wait. */
	enum Ending {

		/** There is something new in the store. */
		STORED,

		/** Its answer cannot be shared, nor those that follow. */
		UNSTORABLE,

		/** There is nothing: it failed or took too long. */
		NOTHING

	}

}
