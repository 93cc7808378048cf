package io.httpcache.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Properties under {@code httpcache} with which the cache cannot work. All that is wrong
 * is reported at once.
 */
public class InvalidHttpCacheConfigurationException extends RuntimeException {

	private final transient List<ConfigurationProblem> problems;

	/**
	 * The failure.
	 * @param problems what is wrong, one or more
	 */
	public InvalidHttpCacheConfigurationException(List<ConfigurationProblem> problems) {
		super(problems.stream()
			.map((problem) -> problem.property() + ": " + problem.reason())
			.collect(Collectors.joining(" ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * What is wrong.
	 * @return the problems, one or more
	 */
	public List<ConfigurationProblem> getProblems() {
		return this.problems;
	}

}
