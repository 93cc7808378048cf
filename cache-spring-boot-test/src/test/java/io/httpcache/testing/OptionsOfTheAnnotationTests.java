package io.httpcache.testing;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import io.httpcache.client.WarmUp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the annotation changes can be left alone.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "httpcache.store.near-cache.enabled=false")
@AutoConfigureHttpCache(movableClock = false, inMemory = false, warmUp = true)
class OptionsOfTheAnnotationTests {

	@Test
	void theClockTheStoreAndTheWarmUpAreThoseOfTheApplication(@Autowired ObjectProvider<Clock> clock,
			@Autowired Environment environment, @Autowired WarmUp warmUp) {
		assertThat(clock.getIfAvailable()).isNull();
		assertThat(environment.getProperty("httpcache.store.type")).isNull();
		assertThat(warmUp).isNotSameAs(WarmUp.NONE);
	}

}
