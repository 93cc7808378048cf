package io.httpcache.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * An immutable list of field lines.
 *
 * @param lines the lines in the order of the message
 */
public record FieldLines(List<Line> lines) implements Fields {

	/** No fields at all. */
	public static final FieldLines NONE = new FieldLines(List.of());

	public FieldLines {
		lines = List.copyOf(lines);
	}

	/**
	 * Copies the lines of any view.
	 * @param fields the fields to copy
	 * @return the same lines, immutable
	 */
	public static FieldLines copyOf(Fields fields) {
		if (fields instanceof FieldLines lines) {
			return lines;
		}
		List<Line> copy = new ArrayList<>();
		fields.forEach((name, value) -> copy.add(new Line(name, value)));
		return new FieldLines(copy);
	}

	/**
	 * Lines from alternating names and values.
	 * @param namesAndValues an even number of strings
	 * @return the lines
	 */
	public static FieldLines of(String... namesAndValues) {
		List<Line> lines = new ArrayList<>(namesAndValues.length / 2);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			lines.add(new Line(namesAndValues[i], namesAndValues[i + 1]));
		}
		return new FieldLines(lines);
	}

	@Override
	public @Nullable String first(String name) {
		for (Line line : this.lines) {
			if (line.name().equalsIgnoreCase(name)) {
				return line.value();
			}
		}
		return null;
	}

	@Override
	public List<String> all(String name) {
		List<String> values = new ArrayList<>(1);
		for (Line line : this.lines) {
			if (line.name().equalsIgnoreCase(name)) {
				values.add(line.value());
			}
		}
		return values;
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		this.lines.forEach((each) -> line.accept(each.name(), each.value()));
	}

	/**
	 * The same lines without those of the given names.
	 * @param names field names in any case
	 * @return the remaining lines
	 */
	public FieldLines without(Collection<String> names) {
		return new FieldLines(
				this.lines.stream().filter((line) -> names.stream().noneMatch(line.name()::equalsIgnoreCase)).toList());
	}

	/**
	 * One field line.
	 *
	 * @param name the name as it was sent
	 * @param value the value without surrounding white space
	 */
	public record Line(String name, String value) {

	}

}
