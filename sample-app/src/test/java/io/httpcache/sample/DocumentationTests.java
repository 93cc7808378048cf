package io.httpcache.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.client.RestClient;

import io.httpcache.HttpCache;
import io.httpcache.autoconfigure.HttpCacheAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation tells people to type works.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final List<Path> MODULES = Stream
		.of("sample-app", "cache-core", "cache-spring-boot-autoconfigure", "cache-spring-boot-test")
		.map((module) -> ROOT.resolve(module).resolve("src"))
		.toList();

	/** No documentation needs a server to be checked. */
	private static final PropertySource<?> IN_MEMORY = new MapPropertySource("in memory",
			Map.of("httpcache.store.type", "caffeine"));

	@ParameterizedTest
	@MethodSource
	void yamlStartsAnApplication(Block block) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(HttpCacheAutoConfiguration.class, DataRedisAutoConfiguration.class))
			.withBean("catalogClient", RestClient.class, () -> RestClient.create())
			.withInitializer((context) -> {
				context.getEnvironment().getPropertySources().addFirst(IN_MEMORY);
				load(block).forEach((source) -> context.getEnvironment().getPropertySources().addLast(source));
			})
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(HttpCache.class));
	}

	static Stream<Block> yamlStartsAnApplication() throws IOException {
		return blocks("yaml");
	}

	@ParameterizedTest
	@MethodSource
	void javaIsCompiled(Block block) throws IOException {
		String example = withoutIndent(block.text());
		assertThat(sources().stream().anyMatch((source) -> source.contains(example))).as(example).isTrue();
	}

	static Stream<Block> javaIsCompiled() throws IOException {
		return blocks("java");
	}

	@ParameterizedTest
	@MethodSource
	void linksLeadSomewhere(Path page) throws IOException {
		assertThat(Pattern.compile("\\]\\((?!https?:|#)([^)#]+)").matcher(Files.readString(page)).results())
			.allSatisfy((link) -> assertThat(page.resolveSibling(link.group(1))).exists());
	}

	static Stream<Path> linksLeadSomewhere() throws IOException {
		return pages();
	}

	/** README first. */
	private static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(ROOT::resolve),
					docs.filter((path) -> path.toString().endsWith(".md")).sorted().toList().stream());
		}
	}

	@Test
	void commandsOfTheReadmeAreThose() throws IOException {
		assertThat(blocks("shell").map(Block::text)).first()
			.asString()
			.isEqualTo("mvn -q -pl sample-app -am package -DskipTests && "
					+ "java -jar sample-app/target/sample-app-0.1.0-SNAPSHOT.jar\n");
	}

	private static List<PropertySource<?>> load(Block block) {
		try {
			return new YamlPropertySourceLoader().load(block.toString(),
					new ByteArrayResource(block.text().getBytes()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<Block> blocks(String language) throws IOException {
		Pattern pattern = Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
		Stream.Builder<Block> blocks = Stream.builder();
		for (Path page : pages().filter((path) -> !path.getParent().endsWith("decisions")).toList()) {
			pattern.matcher(Files.readString(page))
				.results()
				.forEach((result) -> blocks.add(new Block(ROOT.relativize(page).toString(), result.group(1))));
		}
		return blocks.build();
	}

	/** Those of all modules. */
	private static List<String> sources() throws IOException {
		List<Path> sources = new ArrayList<>();
		for (Path module : MODULES) {
			try (Stream<Path> files = Files.walk(module)) {
				files.filter((path) -> path.toString().endsWith(".java")).forEach(sources::add);
			}
		}
		return sources.stream().map(DocumentationTests::read).map(DocumentationTests::withoutIndent).toList();
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String withoutIndent(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	/** A block of code in a page. */
	record Block(String page, String text) {

		@Override
		public String toString() {
			return this.page + ": " + this.text.lines().limit(3).collect(Collectors.joining(" / "));
		}

	}

}
