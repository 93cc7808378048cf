package io.httpcache.autoconfigure.actuate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.WebApplicationType;

import io.httpcache.autoconfigure.actuate.HttpCacheEndpointTests.Server;
import io.httpcache.test.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be changed on the page, and by whom.
 */
class HttpCachePageActionsTests extends PageTestSupport {

	@Test
	void evictsAfterAConfirmationAndNotWithout() {
		EndpointApplication application = traffic(Server.WEBFLUX);
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		long entries = application.json("").at("/store/entries").asLong();
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == entries);
		browser.click("#entries-table tbody tr:first-child .danger");
		assertThat(browser.texts("#confirm h2")).containsExactly("Evict?");
		browser.element("#confirm button[value=no]").click();
		assertThat(application.json("").at("/store/entries").asLong()).isEqualTo(entries);
		browser.click("#entries-table tbody tr:first-child .danger");
		browser.element("#confirm-yes").click();
		browser.until(() -> browser.text("#told").equals("Evicted."));
		assertThat(application.json("").at("/store/entries").asLong()).isEqualTo(entries - 1);
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == entries - 1);
		browser.element("#evict-kind").sendKeys("everything");
		browser.click("#evict-form .danger");
		browser.element("#confirm-yes").click();
		browser.until(() -> browser.text("#entries-none").equals("Nothing is stored."));
		assertThat(application.json("").at("/store/entries").asLong()).isZero();
	}

	@Test
	void readOnlyShowsNoWayToChangeAnything() {
		EndpointApplication application = traffic(Server.MVC, "management.endpoint.httpcache.access=read-only");
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		browser.until(() -> !browser.elements("#entries-table tbody tr").isEmpty());
		assertThat(browser.elements(".danger, #warm-up, #outage-form, #evict-form"))
			.filteredOn((it) -> it.isDisplayed())
			.isEmpty();
		assertThat(browser.elements("button")).extracting((it) -> it.getText()).noneMatch((it) -> it.endsWith("…"));
	}

	@Test
	void nothingElseChangesWithoutAConfirmation() {
		EndpointApplication application = traffic(Server.MVC, "httpcache.warm-up.urls=" + this.origin.uri("/config"));
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		browser.until(() -> browser.text("#warm-state").startsWith("Done"));
		browser.click("#outage-form button");
		assertThat(browser.texts("#confirm h2")).containsExactly("Serve stale responses?");
		browser.element("#confirm button[value=no]").click();
		assertThat(application.json("/outage").get("allowances")).isEmpty();
		act("#outage-form button", "Stale responses may answer.");
		assertThat(application.json("/outage").get("allowances")).hasSize(1);
		browser.until(() -> browser.elements("#outage-list button").size() == 1);
		act("#outage-list button", "Ended.");
		assertThat(application.json("/outage").get("allowances")).isEmpty();
		int requests = this.origin.requests().size();
		browser.element("#entries-url").sendKeys("/config", Keys.ENTER);
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == 1);
		act("#entries-table tbody tr button:nth-child(2)", "The next request asks the origin.");
		browser.until(() -> browser.text("#entries-table tbody").contains("stale"));
		act("#warm-up", "Warmed up.");
		assertThat(this.origin.requests()).hasSize(requests + 1);
	}

	private void act(String selector, String told) {
		browser.click(selector);
		browser.element("#confirm-yes").click();
		browser.until(() -> browser.text("#told").equals(told));
	}

	@Test
	void aTokenInACookieIsSentBack() {
		EndpointApplication application = EndpointApplication.start(WebApplicationType.SERVLET,
				Map.of("clock", Clock.systemUTC(), "doubleSubmit", new DoubleSubmitFilter("a-token")));
		this.application = application;
		this.origin.respondWith((request) -> Reply.of(200).header("Cache-Control", "max-age=60").body("hello"));
		application.call(this.origin, "/x");
		assertThat(application.delete("?all=true").statusCode()).isEqualTo(403);
		browser.size(1200, 900).prefer("light").open(application.endpoint());
		browser.until(() -> browser.elements("#entries-table tbody tr").size() == 1);
		act("#entries-table tbody tr .danger", "Evicted.");
		assertThat(application.json("").at("/store/entries").asLong()).isZero();
		browser.run("document.cookie = 'XSRF-TOKEN=; Path=/; Max-Age=0'");
	}

}
