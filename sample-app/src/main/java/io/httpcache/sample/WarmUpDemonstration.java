package io.httpcache.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.httpcache.HttpCache;
import io.httpcache.WarmUpReport;

/**
 * Shows that the first call finds what {@code application-warm-up.yml} names. Runners run
 * after the warm-up, and before the application is ready.
 */
@Component
@Profile("warm-up")
class WarmUpDemonstration implements ApplicationRunner {

	private final RatesClient rates;

	private final HttpCache cache;

	private final ApplicationContext context;

	private final boolean exit;

	WarmUpDemonstration(RatesClient rates, HttpCache cache, ApplicationContext context,
			@Value("${demo.exit}") boolean exit) {
		this.rates = rates;
		this.cache = cache;
		this.context = context;
		this.exit = exit;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		WarmUpReport report = this.cache.warmUpReport();
		Console.title("Warmed up %d of %d in %d ms, before the first call".formatted(report.succeeded(),
				report.requested(), report.duration().toMillis()));
		Console.show("GET /rates/USD", () -> this.rates.rate("USD"));
		Console.show("GET /rates/JPY", () -> this.rates.rate("JPY"));
		Console.title("What nobody thought of");
		Console.show("GET /rates/PLN", () -> this.rates.rate("PLN"));
		if (this.exit) {
			SpringApplication.exit(this.context);
		}
	}

}
