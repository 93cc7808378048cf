package io.httpcache.autoconfigure;

import java.util.List;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells all that is wrong with the configuration of the cache, and what to do.
 */
class InvalidHttpCacheConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidHttpCacheConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidHttpCacheConfigurationException cause) {
		List<ConfigurationProblem> problems = cause.getProblems();
		return new FailureAnalysis(ProblemReport.description(problems), ProblemReport.action(problems), cause);
	}

}
