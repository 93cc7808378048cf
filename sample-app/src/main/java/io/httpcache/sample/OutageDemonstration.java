package io.httpcache.sample;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.httpcache.HttpCache;

/**
 * Shows what callers notice of an upstream that becomes slow and then dies, with
 * {@code application-outage.yml}.
 */
@Component
@Profile("outage")
class OutageDemonstration implements ApplicationRunner {

	/** After this, what is stored is stale. */
	private static final long STALE_AFTER_MILLIS = 1100;

	private final RatesClient rates;

	private final HttpCache cache;

	private final SlowUpstream upstream;

	private final ApplicationContext context;

	private final boolean exit;

	OutageDemonstration(RatesClient rates, HttpCache cache, SlowUpstream upstream, ApplicationContext context,
			@Value("${demo.exit}") boolean exit) {
		this.rates = rates;
		this.cache = cache;
		this.upstream = upstream;
		this.context = context;
		this.exit = exit;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		Console.title("The upstream is well");
		Console.show("GET /rates/USD", this::rate);
		Thread.sleep(STALE_AFTER_MILLIS);
		Console.title("It answers after 3 s, and the route has soft-timeout: 200ms");
		this.upstream.delay(Duration.ofSeconds(3));
		Console.show("GET /rates/USD", this::rate);
		Console.show("GET /rates/USD", this::rate);
		Console.title("It dies");
		this.upstream.stop();
		Console.show("GET /rates/USD", this::rate);
		Console.title("Somebody allows stale answers: serveStale(\"rates\", 2 hours, for 15 minutes)");
		this.cache.serveStale("rates", Duration.ofHours(2), Duration.ofMinutes(15));
		Console.show("GET /rates/USD", this::rate);
		this.upstream.delay(Duration.ZERO);
		this.upstream.start();
		if (this.exit) {
			SpringApplication.exit(this.context);
		}
	}

	private ResponseEntity<RatesClient.Rate> rate() {
		return this.rates.rate("USD");
	}

}
