package io.httpcache.autoconfigure.actuate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

import io.httpcache.autoconfigure.actuate.HttpCacheEndpointTests.Server;
import io.httpcache.store.CacheKey;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.MutableClock;
import io.httpcache.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser.
 */
class HttpCachePageTests extends PageTestSupport {

	/**
	 * Pictures go to {@code target}; {@code -Dbrowser.pictures=../docs/images} replaces
	 * those of the documentation.
	 */
	private static final Path PICTURES = Path.of(System.getProperty("browser.pictures", "target/pictures"));

	private static final String HOSTILE = "/x'%22%3E%3Cscript%3Ealert(1)%3C/script%3E?a=%3Cimg%20src=x%20onerror=alert(1)%3E&token=secret&";

	@Test
	void figuresAreThoseOfTheJson() {
		EndpointApplication application = traffic(Server.MVC);
		browser.size(1600, 1000).prefer("light").open(application.endpoint());
		JsonNode json = application.json("");
		JsonNode totals = json.get("totals");
		assertThat(browser.text("#status-word")).isEqualTo("Healthy");
		assertThat(numbers("#tiles data")).containsExactly(number(totals, "hitRate"), number(totals, "staleRate"),
				number(totals, "requests"), number(totals, "hits"),
				number(totals, "misses") + number(totals, "revalidated") + number(totals, "staleIfError"),
				number(totals, "timeSavedMillis"), number(totals, "bytesSaved"));
		assertThat(values("#store-facts data")).containsExactly(json.at("/store/entries").asString(),
				json.at("/store/evictions").asString(), json.at("/store/growth").asString());
		assertThat(rows()).containsExactlyInAnyOrder("products", "config", "live", "default");
		for (JsonNode route : json.get("routes")) {
			int row = 1 + rows().indexOf(route.get("name").asString());
			assertThat(numbers("#routes-table tbody tr:nth-child(%d) data".formatted(row))).startsWith(
					number(route, "hitRate"), number(route, "requests"),
					number(route, "misses") + number(route, "revalidated") + number(route, "staleIfError"),
					number(route, "staleRate"), number(route, "timeSavedMillis"), number(route, "bytesSaved"));
		}
		assertThat(browser.text("#reason")).contains("of 280 requests");
		assertThat(browser.text("#warm-state")).startsWith("Nothing is configured");
		assertThat(browser.barriers()).isEmpty();
		browser.prefer("dark");
		assertThat(browser.barriers()).isEmpty();
		browser.size(360, 900);
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		assertThat(browser.barriers()).isEmpty();
	}

	@Test
	void whatComesFromOutsideIsText() {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60").body("hello"));
		EndpointApplication application = start(Server.MVC);
		application.call(this.origin, HOSTILE);
		application.call(this.origin, HOSTILE + "x=" + "y".repeat(6000));
		browser.size(360, 900).prefer("light").open(application.endpoint());
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == 2);
		assertThat(browser.elements("main script, main img")).isEmpty();
		assertThat(browser.text("#entries-table")).contains("onerror").contains("token=***").doesNotContain("secret");
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		browser.until(() -> browser.elements("#decisions-table tbody tr").size() == 2);
		assertThat(browser.text("#decisions-table")).contains("onerror").contains("token=***").doesNotContain("secret");
		browser.element("#explain-url").sendKeys(this.origin.url() + HOSTILE, Keys.ENTER);
		browser.until(() -> browser.text("#explanation").contains("Which freshness wins"));
		assertThat(browser.text("#explanation .summary")).startsWith("Hit");
		assertThat(browser.text("#explanation")).contains("token=***").doesNotContain("secret");
		assertThat(browser.elements("#explanation script, #explanation img")).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		assertThat(browser.barriers()).isEmpty();
		browser.element("#entries-url").sendKeys("nothing like it", Keys.ENTER);
		browser.until(() -> browser.text("#entries-none").equals("Nothing that is stored has this in its URL."));
	}

	@Test
	void whatIsNotPartOfThePageDoesNotRun() {
		browser.open(start(Server.MVC).endpoint());
		browser.run("""
				const script = document.createElement('script');
				script.textContent = 'window.ran = true';
				document.body.append(script);
				const image = document.createElement('img');
				image.src = 'http://127.0.0.1:1/x.png';
				document.body.append(image);""");
		assertThat(browser.run("return window.ran")).isNull();
		assertThat(browser.console()).hasSize(2)
			.allSatisfy((message) -> assertThat(message).contains("Content Security Policy"));
	}

	@Test
	void anEmptyCacheSaysHowToBegin() {
		EndpointApplication application = start(Server.MVC);
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		assertThat(browser.text("#status-word")).isEqualTo("Too early to say");
		assertThat(browser.text("#todo")).contains("RestClient.Builder");
		assertThat(browser.text("#entries-none")).isEqualTo("Nothing is stored.");
		assertThat(browser.barriers()).isEmpty();
	}

	@Test
	void manyRoutesSortAndAreFound() {
		String[] routes = IntStream.range(0, 500)
			.mapToObj((i) -> "httpcache.routes.route-%03d.url=/service-%03d/**".formatted(i, i))
			.toArray(String[]::new);
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60").body("hello"));
		EndpointApplication application = start(Server.MVC, routes);
		application.call(this.origin, "/service-321/a");
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		assertThat(rows()).hasSize(50).startsWith("route-321");
		browser.click("#routes-table th:first-child button");
		assertThat(rows()).startsWith("default", "route-000", "route-001");
		assertThat(browser.element("#routes-table th:first-child").getDomAttribute("aria-sort")).isEqualTo("ascending");
		browser.click("#routes-table th:first-child button");
		assertThat(rows()).startsWith("route-499");
		browser.click("#routes-more");
		assertThat(rows()).hasSize(501);
		browser.element("#routes-filter").sendKeys("SERVICE-07");
		browser.until(() -> rows().size() == 10);
	}

	@Test
	void aHundredThousandEntriesAreSearched() {
		EndpointApplication application = start(Server.MVC, "httpcache.store.caffeine.max-size=512MB");
		HttpCacheStore store = application.bean(HttpCacheStore.class);
		StoredResponse response = Responses.at(Clock.systemUTC()).build();
		for (int i = 0; i < 100_000; i++) {
			CacheKey key = new CacheKey("https://shop.example.com/products/" + i, 0, 0);
			store.put(key, store.find(key).ticket(), response, 16);
		}
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == 200);
		assertThat(values("#store-facts data")).startsWith("100000");
		assertThat(browser.text("#entries-count")).isEqualTo("the first 200");
		browser.element("#entries-url").sendKeys("products/98765", Keys.ENTER);
		browser.until(() -> browser.text("#entries-count").equals("1"));
		assertThat(browser.text("#entries-table tbody")).contains("https://shop.example.com/products/98765");
	}

	@Test
	void newFiguresComeWithoutANewPage() {
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60").body("hello"));
		EndpointApplication application = start(Server.MVC);
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		browser.run("document.querySelector('#tiles dt').dataset.mark = 'same'");
		application.call(this.origin, "/x");
		application.call(this.origin, "/x");
		browser.until(() -> values("#tiles data").get(2).equals("2"));
		assertThat(browser.elements("#tiles dt[data-mark=same]")).hasSize(1);
		assertThat(numbers("#tiles data").get(0)).isEqualTo(0.5);
	}

	@Test
	void halfAnHourAtAGlance() {
		MutableClock clock = new MutableClock(Instant.now().minus(Duration.ofMinutes(30)));
		Random random = new Random(7);
		this.origin.respondWith((request) -> {
			clock.advance(Duration.ofMillis(100 + random.nextInt(150)));
			return switch (request.target().split("/")[1]) {
				case "users" -> Reply.of(200).body("{}".repeat(300));
				case "prices" -> Reply.of(200).header("Cache-Control", "no-store").body("{}");
				default -> Reply.of(200).header("Cache-Control", "max-age=900").body("{}".repeat(2000));
			};
		});
		EndpointApplication application = start(clock, "httpcache.routes.catalog.url=/products/**",
				"httpcache.routes.users.url=/users/{id}", "httpcache.routes.prices.url=/prices",
				"httpcache.routes.config.url=/config");
		CacheHistory history = application.bean(CacheHistory.class);
		Instant end = Instant.now();
		while (clock.instant().isBefore(end.minusSeconds(31))) {
			for (int i = 0; i < 8 + random.nextInt(6); i++) {
				application.call(this.origin, "/products/" + (int) Math.abs(random.nextGaussian() * 8));
			}
			for (int i = 0; i < 3; i++) {
				application.call(this.origin, "/users/" + random.nextInt(4));
			}
			application.call(this.origin, (random.nextInt(4) == 0) ? "/prices" : "/config");
			clock.advance(Duration.ofSeconds(29));
			history.sample();
		}
		clock.set(end);
		browser.size(1280, 900).prefer("light").open(application.endpoint());
		assertThat(browser.texts("#status-word")).containsExactly("Healthy");
		assertThat(browser.text("#todo")).contains("Route users: ").contains("default-ttl");
		// Where the samples begin is a matter of the second
		assertThat(browser.element("#chart-hits").getDomAttribute("aria-label"))
			.containsPattern("over the last (29|30) minutes");
		browser.picture(PICTURES.resolve("page-light.png"));
		browser.prefer("dark").picture(PICTURES.resolve("page-dark.png"));
		browser.size(360, 780).prefer("light").picture(PICTURES.resolve("page-narrow.png"));
	}

	private static List<String> rows() {
		return strings(
				"[...document.querySelectorAll('#routes-table tbody th')].map((it) => it.firstChild.textContent)");
	}

	private static double number(JsonNode node, String field) {
		return node.get(field).asDouble();
	}

	private static List<Double> numbers(String selector) {
		return values(selector).stream().map(Double::valueOf).toList();
	}

}
