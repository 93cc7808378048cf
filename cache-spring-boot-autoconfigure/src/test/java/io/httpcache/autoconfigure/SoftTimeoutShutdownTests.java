package io.httpcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.test.Callers;
import io.httpcache.test.Callers.Call;
import io.httpcache.test.Gate;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that end while a fetch is under way for which a stale response could stand
 * in.
 */
@Timeout(60)
class SoftTimeoutShutdownTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	private final Callers callers = new Callers();

	@Test
	void aFetchThatGoesOnInTheBackgroundDoesNotHoldUpTheEnd() {
		withStaleResponse("50ms", (context) -> {
			verifyThat(get(context)).isStale().hasDetail(CacheReason.SOFT_TIMEOUT).hasBody("one");
			this.origin.awaitRequests(2);
			assertThat(timeToClose(context)).isLessThan(Duration.ofSeconds(5));
		});
	}

	@Test
	void aCallerThatWaitsForItIsAnswered() {
		withStaleResponse("60s", (context) -> {
			Call<ResponseEntity<String>> call = this.callers.start(() -> get(context));
			this.origin.awaitRequests(2);
			assertThat(timeToClose(context)).isLessThan(Duration.ofSeconds(5));
			verifyThat(call.get()).isStale().hasDetail(CacheReason.SOFT_TIMEOUT).hasBody("one");
		});
	}

	/** The origin hangs from now on. */
	private void withStaleResponse(String softTimeout, Consumer<ConfigurableApplicationContext> test) {
		this.origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("one");
		ApplicationContextRunner runner = TestContexts.clients()
			.withBean(Clock.class, () -> this.clock)
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=50ms",
					"httpcache.defaults.soft-timeout=" + softTimeout, "httpcache.defaults.stale-if-error=1h");
		runner.run((context) -> {
			verifyThat(get(context)).isMiss().isStored();
			this.clock.advance(Duration.ofSeconds(61));
			this.origin.expect("GET /x").respond(200).waitBeforeHead(new Gate());
			test.accept(context);
		});
	}

	private static Duration timeToClose(ConfigurableApplicationContext context) {
		long start = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private ResponseEntity<String> get(ConfigurableApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/x"))
			.retrieve()
			.toEntity(String.class);
	}

}
