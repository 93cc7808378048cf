package io.httpcache.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that breaks on command: something inside the cache that fails at any moment.
 */
public final class FailingClock extends Clock {

	private volatile boolean failing;

	/** Breaks it. */
	public void fail() {
		this.failing = true;
	}

	@Override
	public Instant instant() {
		if (this.failing) {
			throw new IllegalStateException("The clock is broken");
		}
		return Instant.now();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
