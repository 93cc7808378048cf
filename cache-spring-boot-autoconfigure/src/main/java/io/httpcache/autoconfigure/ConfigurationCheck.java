package io.httpcache.autoconfigure;

/**
 * Looks at one part of the configuration.
 */
@FunctionalInterface
interface ConfigurationCheck {

	/**
	 * Adds what is wrong.
	 * @param properties what was bound
	 * @param problems where to add
	 */
	void check(HttpCacheProperties properties, ConfigurationProblems problems);

}
