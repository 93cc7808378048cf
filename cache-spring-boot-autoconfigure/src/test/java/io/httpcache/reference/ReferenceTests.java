package io.httpcache.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference in {@code docs/reference} is written by this test, with
 * {@code -Ddocs.write=true}, and otherwise compared with the code.
 */
class ReferenceTests {

	private static final Path DIRECTORY = Path.of("").toAbsolutePath().resolveSibling("docs/reference");

	private static final String COMMAND = "mvn -pl cache-spring-boot-autoconfigure -am -Dtest=ReferenceTests "
			+ "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true test";

	@ParameterizedTest
	@MethodSource
	void saysWhatTheCodeSays(Page page) throws IOException {
		Path file = DIRECTORY.resolve(page.name());
		if (Boolean.getBoolean("docs.write")) {
			Files.createDirectories(DIRECTORY);
			Files.writeString(file, page.text());
		}
		assertThat(file).as("Write it anew: " + COMMAND).content().isEqualTo(page.text());
	}

	static Stream<Page> saysWhatTheCodeSays() {
		return Stream.of(page("properties.md", PropertiesPage.write()), page("meters.md", MetersPage.write()),
				page("cache-status.md", CacheStatusPage.write()));
	}

	private static Page page(String name, String text) {
		return new Page(name, "<!-- Written from the code by ReferenceTests; do not edit. -->\n" + text);
	}

	/** A page and what should be on it. */
	record Page(String name, String text) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
