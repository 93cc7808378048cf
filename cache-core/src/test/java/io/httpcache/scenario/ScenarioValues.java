package io.httpcache.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that scenarios write: durations, dates relative to the clock, bodies.
 */
final class ScenarioValues {

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)?");

	private static final Pattern DATE = Pattern.compile("\\{(now|[+-]\\w+)}");

	private static final Pattern BODY = Pattern.compile("\"(.*)\"(?:\\*(\\d+))?", Pattern.DOTALL);

	private ScenarioValues() {
	}

	/** As properties write it: {@code 5m}, {@code 90}, {@code 999ms}. */
	static Duration duration(String text) {
		Matcher matcher = DURATION.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a duration: " + text);
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch ((matcher.group(2) != null) ? matcher.group(2) : "s") {
			case "ms" -> Duration.ofMillis(amount);
			case "m" -> Duration.ofMinutes(amount);
			case "h" -> Duration.ofHours(amount);
			case "d" -> Duration.ofDays(amount);
			default -> Duration.ofSeconds(amount);
		};
	}

	/** Replaces <code>{now}</code>, <code>{+1h}</code>, <code>{-10s}</code> by dates. */
	static String dates(String text, Instant now) {
		return DATE.matcher(text).replaceAll((match) -> {
			String offset = match.group(1);
			Instant moment = now;
			if (!offset.equals("now")) {
				Duration duration = duration(offset.substring(1));
				moment = offset.startsWith("-") ? now.minus(duration) : now.plus(duration);
			}
			return IMF_FIXDATE.format(moment);
		});
	}

	/** What is quoted, so many times; {@code null} where nothing is. */
	static @org.jspecify.annotations.Nullable String body(String text) {
		Matcher matcher = BODY.matcher(text.strip());
		if (!matcher.matches()) {
			return null;
		}
		int times = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : 1;
		return matcher.group(1).repeat(times);
	}

}
