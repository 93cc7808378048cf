package io.httpcache.reference;

/**
 * A table in Markdown.
 */
final class Table {

	private final StringBuilder text = new StringBuilder();

	Table(String... columns) {
		row(columns);
		this.text.append("|---".repeat(columns.length)).append("|\n");
	}

	Table row(String... cells) {
		for (String cell : cells) {
			this.text.append("| ").append(cell.replace("|", "\\|")).append(' ');
		}
		this.text.append("|\n");
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
