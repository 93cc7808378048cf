package io.httpcache.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The {@code Accept-Language} field (RFC 9110 §12.5.4).
 */
public final class AcceptLanguage {

	/** RFC 4647 §2.1, bounded so that hostile input does not deepen the recursion. */
	private static final String RANGE = "([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}|\\*)";

	/** RFC 9110 §12.4.2. */
	private static final String WEIGHT = "[ \\t]*;[ \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)";

	private static final Pattern MEMBER = Pattern.compile(RANGE + "(?:" + WEIGHT + ")?");

	private AcceptLanguage() {
	}

	/**
	 * The one language that is wanted more than every other.
	 * @param lines the field lines in the order of the message
	 * @return the language tag as written, or {@code null} when two are wanted alike,
	 * when any language will do as well, or when a member is malformed
	 */
	public static @Nullable String favourite(List<String> lines) {
		String favourite = null;
		double highest = 0;
		for (String member : FieldValues.split(lines)) {
			Matcher matcher = MEMBER.matcher(member);
			if (!matcher.matches()) {
				return null;
			}
			String weight = matcher.group(2);
			double value = (weight != null) ? Double.parseDouble(weight) : 1;
			if (value >= highest) {
				favourite = (value > highest && !matcher.group(1).equals("*")) ? matcher.group(1) : null;
				highest = value;
			}
		}
		return favourite;
	}

}
