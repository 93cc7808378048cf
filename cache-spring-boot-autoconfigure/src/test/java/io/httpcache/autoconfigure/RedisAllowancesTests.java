package io.httpcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.StaleAllowance;
import io.httpcache.test.MutableClock;
import io.httpcache.test.TestOrigin;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lever that is pulled in one instance holds in all of them.
 */
class RedisAllowancesTests {

	private static final RedisServer SERVER = RedisServers.shared();

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin origin = TestOrigin.start(this.clock);

	@BeforeEach
	void flush() {
		SERVER.command("FLUSHALL");
	}

	@Test
	void whatOneInstanceAllowsTheOthersServe() {
		this.origin.expect("GET /users/1").respond(200).header("Cache-Control", "max-age=60").body("one");
		instance().run((one) -> instance().run((other) -> {
			verifyThat(get(one)).isMiss();
			this.clock.advance(Duration.ofSeconds(61));
			this.origin.refuseConnections();
			cache(one).serveStale("users", Duration.ofHours(2), Duration.ofMinutes(15));
			RedisServers.await(() -> !cache(other).staleAllowances().isEmpty());
			StaleAllowance allowance = cache(other).staleAllowances().get(0);
			assertThat(allowance.route()).isEqualTo("users");
			assertThat(allowance.maxStale()).isEqualTo(Duration.ofHours(2));
			assertThat(allowance.until()).isBetween(this.clock.instant().plus(Duration.ofMinutes(14)),
					this.clock.instant().plus(Duration.ofMinutes(15)));
			verifyThat(get(other)).isStale().hasDetail(CacheReason.OUTAGE).hasBody("one");
			cache(other).serveStale(null, Duration.ofHours(1), Duration.ofMinutes(1));
			cache(other).stopServingStale("users");
			RedisServers.await(() -> cache(one).staleAllowances().size() == 1
					&& cache(one).staleAllowances().get(0).route() == null);
			this.origin.acceptConnections();
		}));
	}

	@Test
	void anInstanceThatStartsLaterHearsOfIt() {
		instance().run((one) -> {
			cache(one).serveStale(null, Duration.ofHours(2), Duration.ofMinutes(15));
			RedisServers.await(() -> SERVER.command("KEYS", "*allowances*").contains("allowances"));
			instance().run((other) -> RedisServers.await(() -> !cache(other).staleAllowances().isEmpty()));
		});
	}

	@Test
	void withoutRedisItHoldsWhereItWasGiven() {
		instance().withPropertyValues("spring.data.redis.port=" + RedisServer.freePort()).run((one) -> {
			cache(one).serveStale("users", Duration.ofHours(2), Duration.ofMinutes(15));
			assertThat(cache(one).staleAllowances()).hasSize(1);
		});
	}

	private ApplicationContextRunner instance() {
		return TestContexts.redis(SERVER.port(), "httpcache.routes.users.url=/users/*",
				// Kept for the lever
				"httpcache.routes.users.stale-while-revalidate=0s", "httpcache.routes.users.stale-if-error=3h")
			.withBean(Clock.class, () -> this.clock);
	}

	private ResponseEntity<String> get(ApplicationContext context) {
		return context.getBean(RestClient.Builder.class)
			.build()
			.get()
			.uri(this.origin.uri("/users/1"))
			.retrieve()
			.toEntity(String.class);
	}

	private static HttpCache cache(ApplicationContext context) {
		return context.getBean(HttpCache.class);
	}

}
