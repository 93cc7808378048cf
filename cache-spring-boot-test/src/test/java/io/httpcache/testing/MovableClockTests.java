package io.httpcache.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Time that a test moves.
 */
class MovableClockTests {

	private final MovableClock clock = new MovableClock();

	@Test
	void itBeginsAtThePresentSecondAndStandsStill() {
		Instant start = this.clock.instant();
		assertThat(start.getNano()).isZero();
		assertThat(start).isBeforeOrEqualTo(Instant.now()).isAfter(Instant.now().minusSeconds(60));
		assertThat(this.clock.instant()).isEqualTo(start);
	}

	@Test
	void itMovesByWhatItIsTold() {
		this.clock.set(Instant.EPOCH);
		this.clock.advance(Duration.ofMillis(1500));
		assertThat(this.clock.millis()).isEqualTo(1500);
		this.clock.reset();
		assertThat(this.clock.instant()).isAfter(Instant.EPOCH.plusSeconds(60));
	}

	@Test
	void inAnotherZoneItIsTheSameClock() {
		Clock tokyo = this.clock.withZone(ZoneId.of("Asia/Tokyo"));
		this.clock.set(Instant.EPOCH);
		assertThat(tokyo.instant()).isEqualTo(Instant.EPOCH);
		assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
	}

}
