package io.httpcache.http;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a structured field (RFC 9651 §4.2.3). Each method gives {@code null}
 * when the field is malformed.
 */
final class StructuredFieldScanner {

	private final String text;

	private int position;

	StructuredFieldScanner(String text) {
		this.text = text;
	}

	boolean atEnd() {
		return this.position >= this.text.length();
	}

	boolean at(char c) {
		return !atEnd() && this.text.charAt(this.position) == c;
	}

	boolean skip(char c) {
		boolean there = at(c);
		this.position += (there) ? 1 : 0;
		return there;
	}

	void skipSpaces() {
		while (at(' ')) {
			this.position++;
		}
	}

	void skipOptionalWhitespace() {
		this.position = Chars.skipSpace(this.text, this.position, this.text.length());
	}

	@Nullable String key() {
		int from = this.position;
		while (!atEnd() && isKey(this.text.charAt(this.position), this.position == from)) {
			this.position++;
		}
		return (this.position > from) ? this.text.substring(from, this.position) : null;
	}

	private static boolean isKey(char c, boolean first) {
		return (c >= 'a' && c <= 'z') || c == '*' || (!first && (Chars.isDigit(c) || c == '_' || c == '-' || c == '.'));
	}

	@Nullable Object bareItem() {
		if (atEnd()) {
			return null;
		}
		char c = this.text.charAt(this.position);
		return switch (c) {
			case '"' -> string();
			case '?' -> bool();
			case ':' -> bytes();
			case '@' -> date();
			case '%' -> displayString();
			default -> (c == '-' || Chars.isDigit(c)) ? number() : token();
		};
	}

	private StructuredFields.@Nullable Token token() {
		int from = this.position;
		char first = this.text.charAt(from);
		if (!Chars.isAlpha(first) && first != '*') {
			return null;
		}
		while (!atEnd() && StructuredFields.isTokenCharacter(this.text.charAt(this.position))) {
			this.position++;
		}
		return new StructuredFields.Token(this.text.substring(from, this.position));
	}

	// RFC 9651 §4.2.4: 15 digits, or 12 before and 3 after the point
	private @Nullable Object number() {
		int from = this.position;
		skip('-');
		int whole = digits();
		boolean decimal = whole > 0 && skip('.');
		int fraction = (decimal) ? digits() : 0;
		if (whole == 0 || whole > ((decimal) ? 12 : 15) || (decimal && fraction == 0) || fraction > 3) {
			return null;
		}
		String number = this.text.substring(from, this.position);
		return (decimal) ? (Object) new BigDecimal(number) : (Object) Long.valueOf(number);
	}

	private int digits() {
		int from = this.position;
		while (!atEnd() && Chars.isDigit(this.text.charAt(this.position))) {
			this.position++;
		}
		return this.position - from;
	}

	private @Nullable Instant date() {
		this.position++;
		return (!atEnd() && number() instanceof Long seconds) ? Instant.ofEpochSecond(seconds) : null;
	}

	private @Nullable Boolean bool() {
		this.position++;
		if (skip('1')) {
			return Boolean.TRUE;
		}
		return (skip('0')) ? Boolean.FALSE : null;
	}

	private @Nullable String string() {
		StringBuilder string = new StringBuilder();
		this.position++;
		while (!atEnd()) {
			char c = this.text.charAt(this.position++);
			if (c == '"') {
				return string.toString();
			}
			if (c == '\\') {
				if (!at('"') && !at('\\')) {
					return null;
				}
				c = this.text.charAt(this.position++);
			}
			if (c < ' ' || c > '~') {
				return null;
			}
			string.append(c);
		}
		return null;
	}

	private byte @Nullable [] bytes() {
		int from = this.position + 1;
		int close = this.text.indexOf(':', from);
		if (close < 0) {
			return null;
		}
		this.position = close + 1;
		try {
			return Base64.getDecoder().decode(this.text.substring(from, close));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private StructuredFields.@Nullable DisplayString displayString() {
		this.position++;
		if (!skip('"')) {
			return null;
		}
		ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
		while (!atEnd()) {
			char c = this.text.charAt(this.position++);
			if (c == '"') {
				return decode(utf8.toByteArray());
			}
			int octet = (c == '%') ? octet() : c;
			if (octet < 0 || c < ' ' || c > '~') {
				return null;
			}
			utf8.write(octet);
		}
		return null;
	}

	// RFC 9651 §4.2.10: two lower case digits
	private int octet() {
		if (this.position + 2 > this.text.length()) {
			return -1;
		}
		char high = this.text.charAt(this.position++);
		char low = this.text.charAt(this.position++);
		boolean lower = Chars.lower(high) == high && Chars.lower(low) == low;
		return (lower && Chars.hex(high) >= 0 && Chars.hex(low) >= 0) ? Chars.hex(high) * 16 + Chars.hex(low) : -1;
	}

	private static StructuredFields.@Nullable DisplayString decode(byte[] utf8) {
		try {
			return new StructuredFields.DisplayString(
					StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
