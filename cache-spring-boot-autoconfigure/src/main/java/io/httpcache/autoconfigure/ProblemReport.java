package io.httpcache.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Problems in the words and layout of Boot's own failure reports.
 */
final class ProblemReport {

	private ProblemReport() {
	}

	static String description(List<ConfigurationProblem> problems) {
		String title = (problems.size() == 1) ? "The HTTP cache cannot work with its configuration:"
				: "The HTTP cache cannot work with its configuration, for %d reasons:".formatted(problems.size());
		return problems.stream().map(ProblemReport::describe).collect(Collectors.joining("", title, ""));
	}

	static String action(List<ConfigurationProblem> problems) {
		if (problems.size() == 1) {
			return problems.get(0).action();
		}
		return problems.stream()
			.map((problem) -> "    - %s: %s".formatted(problem.property(), problem.action()))
			.collect(Collectors.joining(System.lineSeparator()));
	}

	private static String describe(ConfigurationProblem problem) {
		StringBuilder description = new StringBuilder();
		description.append("%n%n    Property: %s".formatted(problem.property()));
		if (problem.value() != null) {
			description.append("%n    Value: \"%s\"".formatted(problem.value()));
		}
		if (problem.origin() != null) {
			description.append("%n    Origin: %s".formatted(problem.origin()));
		}
		return description.append("%n    Reason: %s".formatted(problem.reason())).toString();
	}

}
