package io.httpcache.benchmarks;

import java.util.Locale;

/**
 * What a row may cost beside its floor. Zero says nothing.
 *
 * @param ratio time, in times the floor's
 * @param addedBytes bytes allocated per operation, over the floor's
 * @param bytes bytes allocated per operation
 */
record Budget(double ratio, long addedBytes, long bytes) {

	static final Budget NONE = new Budget(0, 0, 0);

	static Budget of(double ratio, long addedBytes) {
		return new Budget(ratio, addedBytes, 0);
	}

	boolean allows(double actualRatio, double actualBytes, double floorBytes) {
		return (this.ratio == 0 || actualRatio <= this.ratio)
				&& (this.addedBytes == 0 || actualBytes - floorBytes <= this.addedBytes)
				&& (this.bytes == 0 || actualBytes <= this.bytes);
	}

	boolean isNone() {
		return equals(NONE);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		if (this.ratio > 0) {
			text.append("≤ ").append(this.ratio).append(" ×");
		}
		if (this.addedBytes > 0) {
			text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "≤ + %,d B", this.addedBytes));
		}
		if (this.bytes > 0) {
			text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "≤ %,d B", this.bytes));
		}
		return text.toString();
	}

}
