package io.httpcache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.FieldLines;
import io.httpcache.http.Fields;

/**
 * Stored fields.
 */
public final class CompactFields implements Fields {

	private final FieldLines lines;

	private CompactFields(FieldLines lines) {
		this.lines = lines;
	}

	/**
	 * Encodes fields.
	 * @param fields any view
	 * @return the same lines
	 */
	public static CompactFields copyOf(Fields fields) {
		return (fields instanceof CompactFields compact) ? compact : new CompactFields(FieldLines.copyOf(fields));
	}

	/**
	 * The length of the encoded form.
	 * @return bytes
	 */
	public int encodedLength() {
		return this.lines.lines().stream().mapToInt((line) -> line.name().length() + line.value().length() + 4).sum();
	}

	/**
	 * How many lines there are.
	 * @return the count
	 */
	public int size() {
		return this.lines.lines().size();
	}

	@Override
	public @Nullable String first(String name) {
		return this.lines.first(name);
	}

	@Override
	public List<String> all(String name) {
		return new ArrayList<>(this.lines.all(name));
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		this.lines.forEach(line);
	}

}
