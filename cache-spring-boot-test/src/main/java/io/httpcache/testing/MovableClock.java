package io.httpcache.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is moved. It begins at the present second, so that
 * the {@code Date} fields of a real server agree with it. Safe for use by several
 * threads.
 */
public final class MovableClock extends Clock {

	private final AtomicReference<Instant> now;

	private final ZoneId zone;

	/** Stands at the present second, in UTC. */
	public MovableClock() {
		this(new AtomicReference<>(present()), ZoneOffset.UTC);
	}

	private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
		this.now = now;
		this.zone = zone;
	}

	private static Instant present() {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * Moves the clock.
	 * @param duration by how much; negative to move it back
	 */
	public void advance(Duration duration) {
		this.now.updateAndGet((instant) -> instant.plus(duration));
	}

	/**
	 * Sets the clock.
	 * @param instant the time that it shows from now on
	 */
	public void set(Instant instant) {
		this.now.set(instant);
	}

	/** Sets the clock to the present second. */
	public void reset() {
		set(present());
	}

	@Override
	public Instant instant() {
		return Objects.requireNonNull(this.now.get());
	}

	@Override
	public ZoneId getZone() {
		return this.zone;
	}

	/**
	 * The same clock in another time zone: one moves with the other.
	 */
	@Override
	public Clock withZone(ZoneId zone) {
		return new MovableClock(this.now, zone);
	}

	@Override
	public String toString() {
		return "MovableClock[" + instant() + ", " + this.zone + "]";
	}

}
