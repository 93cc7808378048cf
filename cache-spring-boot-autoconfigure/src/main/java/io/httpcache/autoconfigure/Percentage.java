package io.httpcache.autoconfigure;

import java.math.BigDecimal;

/**
 * A share of a whole, written {@code 10%} or {@code 0.1}. A bare number from 1 on is
 * refused: {@code ttl-jitter: 10} could be meant as 10 % and {@code 1} as 1 % or as all
 * of it. Immutable.
 *
 * @param fraction the share, 0 to 1
 */
public record Percentage(double fraction) {

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	/**
	 * Reads a percentage. Spring's conversion of a string calls this.
	 * @param text the percentage
	 * @return the percentage
	 * @throws IllegalArgumentException when it is none
	 */
	public static Percentage of(String text) {
		String stripped = text.strip();
		boolean percent = stripped.endsWith("%");
		BigDecimal number = number(text, percent ? stripped.substring(0, stripped.length() - 1).strip() : stripped);
		if (!percent && number.compareTo(BigDecimal.ONE) >= 0) {
			throw new IllegalArgumentException(
					"\"%s\" has no percent sign: write %s%%, or a fraction below 1 such as 0.1".formatted(stripped,
							(number.compareTo(HUNDRED) <= 0) ? stripped : "100"));
		}
		if (number.signum() < 0 || number.compareTo(HUNDRED) > 0) {
			throw new IllegalArgumentException(
					"\"%s\" is out of range: write a percentage from 0%% to 100%%".formatted(stripped));
		}
		return new Percentage((percent ? number.divide(HUNDRED) : number).doubleValue());
	}

	/**
	 * Reads a fraction. Spring's conversion of a number in YAML calls this.
	 * @param number the fraction
	 * @return the percentage
	 * @throws IllegalArgumentException when it is not from 0 up to, but not, 1
	 */
	public static Percentage of(Double number) {
		return of(number.toString());
	}

	/**
	 * Reads a whole number, of which only 0 is clear.
	 * @param number the number
	 * @return the percentage
	 * @throws IllegalArgumentException when it is not 0
	 */
	public static Percentage of(Integer number) {
		return of(number.toString());
	}

	private static BigDecimal number(String text, String number) {
		// BigDecimal would read 1E999999999, and take for ever to divide it
		if (number.length() <= 20 && number.matches("-?[0-9]*\\.?[0-9]+(E-?[0-9])?")) {
			return new BigDecimal(number);
		}
		throw new IllegalArgumentException("\"%s\" is no percentage: write one like 10%%".formatted(text));
	}

	@Override
	public String toString() {
		return BigDecimal.valueOf(this.fraction).multiply(HUNDRED).stripTrailingZeros().toPlainString() + "%";
	}

}
