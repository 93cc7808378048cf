package io.httpcache.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line of {@code Cache-Control} (RFC 9111 §5.2). Three liberties: an argument
 * may be quoted or not whatever its directive says (the RFC asks for it); a semicolon
 * ends a directive too, because {@code private; no-store} is sent in the wild; a quote
 * that is never closed hides nothing. The latter two leave what they touch unreadable,
 * see {@link CacheControlCollector}.
 */
final class CacheControlParser {

	/** No directive that we know has a longer name. */
	private static final int LONGEST_NAME = 22;

	private final String line;

	private final CacheControlCollector directives;

	private int position;

	/** Whether what is read until the next comma is well-formed. */
	private boolean readable = true;

	/** Whether a quote was never closed: there is no other closed one behind it. */
	private boolean openQuote;

	CacheControlParser(String line, CacheControlCollector directives) {
		this.line = line;
		this.directives = directives;
	}

	void parse() {
		while (this.position < this.line.length()) {
			char c = this.line.charAt(this.position);
			if (c == ',') {
				this.readable = !this.openQuote;
				this.position++;
			}
			else if (Chars.isSpace(c)) {
				this.position++;
			}
			else {
				directive();
			}
		}
	}

	private void directive() {
		int nameStart = this.position;
		while (this.position < this.line.length() && Chars.isToken(this.line.charAt(this.position))) {
			this.position++;
		}
		int nameEnd = this.position;
		String argument = null;
		if (at('=')) {
			this.position++;
			argument = (at('"')) ? quoted() : unquoted();
		}
		skipRest();
		if (nameEnd > nameStart && nameEnd - nameStart <= LONGEST_NAME) {
			this.directives.add(Chars.lower(this.line, nameStart, nameEnd), argument, this.readable);
		}
	}

	private boolean at(char c) {
		return this.position < this.line.length() && this.line.charAt(this.position) == c;
	}

	private String unquoted() {
		int from = this.position;
		while (this.position < this.line.length() && Chars.isToken(this.line.charAt(this.position))) {
			this.position++;
		}
		return this.line.substring(from, this.position);
	}

	private @Nullable String quoted() {
		int open = this.position;
		int close = closingQuote();
		if (close < 0) {
			return null;
		}
		this.position = close + 1;
		StringBuilder text = new StringBuilder(close - open);
		for (int i = open + 1; i < close; i++) {
			if (this.line.charAt(i) == '\\') {
				i++;
			}
			text.append(this.line.charAt(i));
		}
		return text.toString();
	}

	/** Looks for it once a line, so that a line of quotes takes linear time. */
	private int closingQuote() {
		int close = (this.openQuote) ? -1 : Chars.closingQuote(this.line, this.position, this.line.length(), true);
		if (close < 0) {
			this.openQuote = true;
			this.readable = false;
		}
		return close;
	}

	/** Up to the next comma, or beyond a semicolon. */
	private void skipRest() {
		while (this.position < this.line.length() && this.line.charAt(this.position) != ',') {
			char c = this.line.charAt(this.position);
			this.readable &= Chars.isSpace(c);
			if (c == ';') {
				this.position++;
				return;
			}
			int close = (c == '"') ? closingQuote() : -1;
			this.position = Math.max(this.position, close) + 1;
		}
	}

}
