package io.httpcache.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.httpcache.engine.CacheMode;

/**
 * Every scenario over every driver, every store and every mode.
 */
class ScenarioTests {

	private static final List<ScenarioDriver> DRIVERS = List.of(new RestClientDriver(), new RestTemplateDriver(),
			new WebClientDriver());

	private static final List<ScenarioStore> STORES = List.of(ScenarioStore.CAFFEINE, ScenarioStore.REDIS,
			ScenarioStore.REDIS_NEAR);

	@TestFactory
	Stream<DynamicNode> scenarios() throws Exception {
		return files().stream()
			.map((file) -> DynamicContainer.dynamicContainer(file.getFileName().toString(),
					ScenarioParser.parse(file).stream().map(ScenarioTests::scenario)));
	}

	private static List<Path> files() throws Exception {
		Path folder = Path.of(ScenarioTests.class.getResource("/scenarios").toURI());
		String only = System.getProperty("scenarios", "");
		try (Stream<Path> files = Files.list(folder)) {
			return files
				.filter((file) -> file.toString().endsWith(".txt") && file.getFileName().toString().startsWith(only))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static DynamicNode scenario(Scenario scenario) {
		Stream<DynamicTest> tests = DRIVERS.stream()
			.flatMap((driver) -> STORES.stream()
				// It shares its driver with RestClient
				.filter((store) -> store == ScenarioStore.CAFFEINE || !(driver instanceof RestTemplateDriver))
				.flatMap((store) -> Stream.of(CacheMode.values())
					.filter((mode) -> scenario.isFor(mode.name().toLowerCase(Locale.ROOT)))
					.map((mode) -> test(scenario, driver, store, mode))));
		return DynamicContainer.dynamicContainer(scenario.name(), scenario.source(), tests);
	}

	private static DynamicTest test(Scenario scenario, ScenarioDriver driver, ScenarioStore store, CacheMode mode) {
		String name = driver.name() + ", " + store.name() + ", " + mode.name().toLowerCase(Locale.ROOT);
		return DynamicTest.dynamicTest(name, scenario.source(), () -> {
			try (ScenarioPlay play = new ScenarioPlay(driver, store, mode)) {
				play.play(scenario);
			}
		});
	}

}
