package io.httpcache.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.io.Resource;

/**
 * Properties under {@code httpcache.warm-up}. Immutable.
 *
 * @param concurrency How many URLs to fetch at one time.
 * @param timeout How long the whole warm-up may take.
 * @param urlTimeout How long one URL may take.
 * @param mode Whether the application waits for the warm-up before it is ready.
 * @param required Whether a URL that cannot be fetched stops the start.
 * @param urls URLs to fetch with a client of the cache's own. Each a string, or a url
 * with headers.
 * @param file File with more such URLs, one a line, such as classpath:warm-up.txt.
 * @param clients URLs to fetch with your own clients, by the name of a RestClient,
 * RestTemplate or WebClient bean, or of a group of HTTP interfaces.
 */
public record WarmUpProperties(@DefaultValue("5") int concurrency,
		@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration urlTimeout, @DefaultValue("blocking") Mode mode,
		@DefaultValue("false") boolean required, @DefaultValue List<WarmUpUrl> urls, @Nullable Resource file,
		@DefaultValue Map<String, Client> clients) {

	public WarmUpProperties {
		clients = RelaxedKeys.withoutTwins(clients);
	}

	/**
	 * Whether there is something to fetch, beans aside.
	 * @return {@code true} when URLs or a file are named
	 */
	public boolean isConfigured() {
		return !this.urls.isEmpty() || this.file != null || !this.clients.isEmpty();
	}

	/**
	 * What the start of the application waits for.
	 */
	public enum Mode {

		/** Not ready before the warm-up is done or timed out. */
		BLOCKING,

		/** Ready at once. */
		BACKGROUND

	}

	/**
	 * What to fetch with one client.
	 *
	 * @param urls URLs to fetch, relative ones against the base URL of the client. Each a
	 * string, or a url with headers.
	 * @param file File with more such URLs, one a line.
	 */
	public record Client(@DefaultValue List<WarmUpUrl> urls, @Nullable Resource file) {

	}

}
