package io.httpcache.autoconfigure.warmup;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

import io.httpcache.WarmUpReport;
import io.httpcache.WarmUpReport.State;
import io.httpcache.autoconfigure.WarmUpProperties;

/**
 * Warms up after the context is there and before the application is ready: Spring Boot
 * accepts traffic once all runners have returned. First of the runners, as others may ask
 * for what is warm then.
 */
final class WarmUpRunner implements ApplicationRunner, Ordered {

	private final ConfiguredWarmUp warmUp;

	private final WarmUpProperties properties;

	WarmUpRunner(ConfiguredWarmUp warmUp, WarmUpProperties properties) {
		this.warmUp = warmUp;
		this.properties = properties;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		WarmUpRun run = this.warmUp.begin();
		if (run != null && this.properties.mode() == WarmUpProperties.Mode.BLOCKING) {
			WarmUpReport report = run.await();
			if (this.properties.required() && report.state() != State.STOPPED && !report.failed().isEmpty()) {
				throw new RequiredWarmUpFailedException(report);
			}
		}
	}

}
