package io.httpcache.reference;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.ForwardReason;

/**
 * Outcomes, reasons, and why a request was forwarded.
 */
final class CacheStatusPage {

	private CacheStatusPage() {
	}

	static String write() {
		return """
				# Values of `Cache-Status`

				Every answered request has a `Cache-Status` field (RFC 9211). What leads to each value, step by step: \
				[Outcomes](../outcomes.md).

				## Outcomes

				The tag `outcome` of the meter `httpcache.requests`, and `CacheStatus.outcome()`. Those that count as \
				answered by the cache, the numerator of the hit rate: %s.

				%s
				## `fwd`: why the origin was asked

				%s
				## `detail`: why something was not stored, or a stored response not used

				Also the tag `reason` of the meter `httpcache.not.stored`.

				%s""".formatted(answered(), outcomes(), forwards(), reasons());
	}

	private static String answered() {
		return Arrays.stream(CacheOutcome.values())
			.filter(CacheOutcome::isAnsweredByCache)
			.map((outcome) -> "`" + outcome + "`")
			.collect(Collectors.joining(", "));
	}

	private static Table outcomes() {
		Table table = new Table("outcome", "");
		Constants.of(CacheOutcome.class).forEach((outcome, text) -> table.row("`" + outcome + "`", text));
		return table;
	}

	private static Table forwards() {
		Table table = new Table("`fwd`", "");
		Constants.of(ForwardReason.class).forEach((reason, text) -> table.row("`" + reason.token() + "`", text));
		return table;
	}

	private static Table reasons() {
		Table table = new Table("`detail`", "");
		Constants.of(CacheReason.class).forEach((reason, text) -> table.row("`" + reason + "`", text));
		return table;
	}

}
