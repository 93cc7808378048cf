package io.httpcache.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Percentages in the forms that people write.
 */
class PercentageTests {

	@ParameterizedTest
	@CsvSource({ "10%, 0.1", "0%, 0", "100%, 1", "12.5 %, 0.125", "0.1, 0.1", "0, 0", "1E-4, 0.0001" })
	void aPercentageOrAFractionIsRead(String text, double fraction) {
		assertThat(Percentage.of(text).fraction()).isEqualTo(fraction);
	}

	@ParameterizedTest
	@CsvSource({ "10, write 10%", "1, write 1%", "1.5, write 1.5%", "500, write 100%" })
	void aBareNumberFromOneOnIsAmbiguous(String text, String advice) {
		assertThatIllegalArgumentException().isThrownBy(() -> Percentage.of(text)).withMessageContaining(advice);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1%", "101%", "-0.1", "1E9%", "100.0001%" })
	void whatIsOutOfRangeIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Percentage.of(text))
			.withMessageContaining("out of range");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "%", "ten", "1E999999999", "0x10", "NaN", "1_0%" })
	void whatIsNoNumberIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Percentage.of(text))
			.withMessageContaining("is no percentage");
	}

}
