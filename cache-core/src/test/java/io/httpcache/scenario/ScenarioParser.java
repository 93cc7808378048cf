package io.httpcache.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.httpcache.scenario.Scenario.Line;

/**
 * Reads a file of scenarios. A scenario begins with {@code ==}; lines that begin with a
 * bar are its table of examples, and each row of it makes a scenario of its own.
 */
final class ScenarioParser {

	private final Path file;

	private final List<Scenario> scenarios = new ArrayList<>();

	private String name = "";

	private int start;

	private List<Line> lines = new ArrayList<>();

	private List<Line> table = new ArrayList<>();

	private ScenarioParser(Path file) {
		this.file = file;
	}

	static List<Scenario> parse(Path file) {
		try {
			ScenarioParser parser = new ScenarioParser(file);
			List<String> all = Files.readAllLines(file);
			for (int i = 0; i < all.size(); i++) {
				parser.read(new Line(i + 1, all.get(i).strip()));
			}
			parser.end();
			return parser.scenarios;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(Line line) {
		if (line.text().startsWith("==")) {
			end();
			this.name = line.rest();
			this.start = line.number();
		}
		else if (line.text().startsWith("|")) {
			this.table.add(line);
		}
		else if (!line.text().isEmpty() && !line.text().startsWith("#")) {
			if (this.name.isEmpty() || !this.table.isEmpty()) {
				throw new IllegalArgumentException(
						this.file.getFileName() + ":" + line.number() + ": a step belongs to no scenario");
			}
			this.lines.add(line);
		}
	}

	private void end() {
		if (!this.table.isEmpty()) {
			List<String> names = cells(this.table.get(0));
			for (Line row : this.table.subList(1, this.table.size())) {
				addExample(names, row);
			}
		}
		else if (!this.lines.isEmpty()) {
			add(this.name, this.start, this.lines);
		}
		this.lines = new ArrayList<>();
		this.table = new ArrayList<>();
	}

	private void addExample(List<String> names, Line row) {
		List<String> values = cells(row);
		if (values.size() != names.size()) {
			throw new IllegalArgumentException(this.file.getFileName() + ":" + row.number() + ": " + names.size()
					+ " columns, " + values.size() + " values");
		}
		List<Line> filled = this.lines.stream()
			.map((line) -> new Line(line.number(), fill(line.text(), names, values)))
			// A part that an example leaves empty is not there; a bar within a cell is a
			// slash
			.map((line) -> new Line(line.number(), line.text().replaceAll(" \\|(?=\\s*( \\||$))", "")))
			.map((line) -> new Line(line.number(), line.text().replace(" / ", " | ")))
			.filter((line) -> !line.text().startsWith("#"))
			.toList();
		add(fill(this.name, names, values) + ": " + row.text(), row.number(), filled);
	}

	private void add(String name, int number, List<Line> lines) {
		this.scenarios
			.add(new Scenario(name, java.net.URI.create(this.file.toUri() + "?line=" + number), List.copyOf(lines)));
	}

	private static String fill(String text, List<String> names, List<String> values) {
		String filled = text;
		for (int i = 0; i < names.size(); i++) {
			filled = filled.replace("<" + names.get(i) + ">", values.get(i));
		}
		return filled.strip();
	}

	private static List<String> cells(Line row) {
		String inner = row.text().substring(1, row.text().length() - (row.text().endsWith("|") ? 1 : 0));
		return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
	}

}
