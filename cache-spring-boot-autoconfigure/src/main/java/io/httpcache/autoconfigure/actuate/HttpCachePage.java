package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.util.StreamUtils;

import io.httpcache.autoconfigure.HealthProperties;

/**
 * The page of the endpoint: one document with everything in it. A policy in its head lets
 * run what is in it, by hash, and nothing else, and lets it talk to its own host only.
 * Immutable.
 */
final class HttpCachePage {

	/** Scripts in the order in which they build on each other. */
	private static final List<String> SCRIPTS = List.of("uPlot.iife.min.js", "dom.js", "text.js", "verdict.js",
			"charts.js", "routes.js", "panels.js", "requests.js", "explain.js", "actions.js", "main.js");

	private final byte[] bytes;

	/**
	 * Puts the page together.
	 * @param name the name of the cache
	 * @param readOnly whether to leave out what changes anything
	 * @param health the thresholds, for the page to say what a status means
	 */
	HttpCachePage(String name, boolean readOnly, HealthProperties health) {
		String style = read("uPlot.min.css") + read("page.css");
		String script = SCRIPTS.stream().map(HttpCachePage::read).collect(Collectors.joining("\n"));
		String policy = "default-src 'none'; connect-src 'self'; img-src data:; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
			.formatted(hash(style), hash(script));
		this.bytes = read("page.html").replace("@policy@", policy)
			.replace("@name@", escape(name))
			.replace("@readOnly@", String.valueOf(readOnly))
			.replace("@hitRateHealthy@", String.valueOf(health.hitRateHealthy().fraction()))
			.replace("@hitRateCritical@", String.valueOf(health.hitRateCritical().fraction()))
			.replace("@staleRateHealthy@", String.valueOf(health.staleRateHealthy().fraction()))
			.replace("@staleRateCritical@", String.valueOf(health.staleRateCritical().fraction()))
			.replace("@minRequests@", String.valueOf(health.minRequests()))
			.replace("@style@", style)
			.replace("@script@", script)
			.getBytes(StandardCharsets.UTF_8);
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	private static String read(String resource) {
		try (InputStream in = HttpCachePage.class.getResourceAsStream("page/" + resource)) {
			if (in == null) {
				throw new IllegalStateException("The page of the endpoint lacks " + resource);
			}
			return StreamUtils.copyToString(in, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
