package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The Chromium of this machine, without a window. Nothing is downloaded: where there is
 * no Chromium, its tests are skipped, unless {@code -Dbrowser.tests=required}.
 */
final class Browser implements AutoCloseable {

	private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

	private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver",
			"/usr/lib/chromium-browser/chromedriver", "/usr/local/bin/chromedriver", "/opt/homebrew/bin/chromedriver");

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static Browser start() {
		Path chromium = find("browser.binary", CHROMIUM);
		Path driver = find("browser.driver", DRIVERS);
		boolean there = chromium != null && driver != null;
		if (!there && "required".equals(System.getProperty("browser.tests"))) {
			throw new AssertionError("There is no Chromium with its driver here");
		}
		Assumptions.assumeTrue(there, "no Chromium with its driver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
				"--disable-dev-shm-usage", "--disable-background-networking", "--lang=en");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile())
			.usingAnyFreePort()
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	private static Path find(String property, List<String> candidates) {
		return Stream.concat(Stream.ofNullable(System.getProperty(property)), candidates.stream())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	Browser size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		return this;
	}

	Browser prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		return this;
	}

	/** Opens the page and waits for its figures. */
	Browser open(String url) {
		this.driver.get(url);
		until(() -> !text("#updated").equals("Loading"));
		return this;
	}

	/** Leaves the page, which would go on asking for figures. */
	void leave() {
		this.driver.get("about:blank");
	}

	void until(BooleanSupplier condition) {
		await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
	}

	String text(String selector) {
		return String.valueOf(run("return document.querySelector(arguments[0]).textContent", selector));
	}

	/** The texts of elements that can be seen. */
	List<String> texts(String selector) {
		return elements(selector).stream().filter(WebElement::isDisplayed).map(WebElement::getText).toList();
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	void click(String selector) {
		WebElement element = element(selector);
		run("arguments[0].scrollIntoView({block: 'center'})", element);
		element.click();
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/** The URL of each request since the last call. */
	List<String> requests() {
		List<String> urls = new ArrayList<>();
		for (LogEntry entry : this.driver.manage().logs().get(LogType.PERFORMANCE)) {
			JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).get("message");
			if (message.get("method").asString().equals("Network.requestWillBeSent")) {
				urls.add(message.at("/params/request/url").asString());
			}
		}
		return urls;
	}

	/** What axe finds that is serious. */
	List<String> barriers() {
		run(resource("/axe.min.js") + "; window.axe = axe");
		Object found = this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run().then((results) => done(results.violations
							.filter((it) => it.impact === 'serious' || it.impact === 'critical')
							.map((it) => it.id + ' ' + it.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary).join(' | '))))""");
		return ((List<?>) found).stream().map(String::valueOf).toList();
	}

	private static String resource(String name) {
		try (InputStream in = Browser.class.getResourceAsStream(name)) {
			assertThat(in).as(name).isNotNull();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes what can be seen to a file. */
	void picture(Path file) {
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, Base64.getDecoder().decode(this.driver.getScreenshotAs(OutputType.BASE64)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
