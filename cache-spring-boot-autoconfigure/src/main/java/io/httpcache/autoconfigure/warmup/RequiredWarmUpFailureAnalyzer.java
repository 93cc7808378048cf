package io.httpcache.autoconfigure.warmup;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which URLs could not be fetched, and why.
 */
class RequiredWarmUpFailureAnalyzer extends AbstractFailureAnalyzer<RequiredWarmUpFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RequiredWarmUpFailedException cause) {
		String failures = cause.getReport()
			.failed()
			.stream()
			.map((failure) -> "%n    %s: %s".formatted(failure.url(), failure.error()))
			.collect(Collectors.joining());
		return new FailureAnalysis(cause.getMessage() + ":%n".formatted() + failures,
				"Look whether these URLs answer. To start without them, set \"httpcache.warm-up.required\" to "
						+ "\"false\"; to give them more time, set \"httpcache.warm-up.timeout\" or \"url-timeout\".",
				cause);
	}

}
