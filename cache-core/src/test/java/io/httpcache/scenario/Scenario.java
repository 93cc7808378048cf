package io.httpcache.scenario;

import java.net.URI;
import java.util.List;

/**
 * A scenario as read: a name and lines to play.
 *
 * @param name what it shows
 * @param source where it stands
 * @param lines its lines, placeholders replaced
 */
record Scenario(String name, URI source, List<Line> lines) {

	/**
	 * Whether the scenario is for a mode; one that names none is for both.
	 * @param mode {@code private} or {@code shared}
	 * @return whether to play it
	 */
	boolean isFor(String mode) {
		return this.lines.stream().filter((line) -> line.word().equals("in")).allMatch((line) -> line.is(mode));
	}

	/**
	 * A line: a word that says what it is, then parts between bars.
	 *
	 * @param number its number in the file
	 * @param text the whole line, stripped
	 */
	record Line(int number, String text) {

		String word() {
			int space = this.text.indexOf(' ');
			return (space < 0) ? this.text : this.text.substring(0, space);
		}

		String rest() {
			return this.text.substring(word().length()).strip();
		}

		boolean is(String rest) {
			return rest().equals(rest);
		}

		/** What stands between the bars, the first part without the word. */
		List<String> parts() {
			return List.of(rest().split(" \\| ")).stream().map(String::strip).toList();
		}

	}

}
