package io.httpcache.autoconfigure.warmup;

import io.httpcache.WarmUpReport;

/**
 * The application must not start without what is configured for warm-up, and some of it
 * could not be fetched.
 */
public class RequiredWarmUpFailedException extends RuntimeException {

	private final transient WarmUpReport report;

	/**
	 * The failure.
	 * @param report what the warm-up did
	 */
	public RequiredWarmUpFailedException(WarmUpReport report) {
		super("The HTTP cache could not fetch %d of %d URL(s) that are required".formatted(report.failed().size(),
				report.requested()));
		this.report = report;
	}

	/**
	 * What the warm-up did.
	 * @return the report
	 */
	public WarmUpReport getReport() {
		return this.report;
	}

}
