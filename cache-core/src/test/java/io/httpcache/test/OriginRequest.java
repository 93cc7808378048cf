package io.httpcache.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param method the method
 * @param target the target as sent, path and query
 * @param lines the header lines as sent, in their order
 * @param body the body
 */
public record OriginRequest(String method, String target, List<String> lines, byte[] body) {

	/**
	 * The values of a field, one a line.
	 * @param name the name, case does not matter
	 * @return the values in their order
	 */
	public List<String> headers(String name) {
		return this.lines.stream()
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).strip())
			.toList();
	}

	/**
	 * The first value of a field.
	 * @param name the name, case does not matter
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		return headers(name).stream().findFirst().orElse(null);
	}

	/**
	 * The body as text.
	 * @return the body, read as UTF-8
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Method and target, as {@link TestOrigin#expect} names them.
	 * @return for example {@code GET /x}
	 */
	public String line() {
		return this.method + " " + this.target;
	}

	@Override
	public String toString() {
		return line() + " " + this.lines;
	}

}
