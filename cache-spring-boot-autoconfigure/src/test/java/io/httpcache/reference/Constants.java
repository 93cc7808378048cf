package io.httpcache.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source of an enum says of its constants.
 */
final class Constants {

	private static final Path CORE = Path.of("").toAbsolutePath().resolveSibling("cache-core/src/main/java");

	private static final Pattern CONSTANT = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+([A-Z][A-Z_]+)\\b",
			Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\{@(?:link|code) #?([^}]*)}");

	private Constants() {
	}

	/**
	 * Descriptions by name, in their order.
	 * @param <E> the type
	 * @param type the type, whose file bears the name of its outermost class
	 * @return a description for each constant
	 */
	static <E extends Enum<E>> Map<E, String> of(Class<E> type) {
		Map<String, String> found = new LinkedHashMap<>();
		Matcher matcher = CONSTANT.matcher(source(type));
		while (matcher.find()) {
			found.putIfAbsent(matcher.group(2), text(matcher.group(1)));
		}
		Map<E, String> descriptions = new LinkedHashMap<>();
		for (E constant : type.getEnumConstants()) {
			if (!found.containsKey(constant.name())) {
				throw new IllegalStateException(type.getName() + "." + constant + " has no Javadoc");
			}
			descriptions.put(constant, found.get(constant.name()));
		}
		return descriptions;
	}

	private static String source(Class<?> type) {
		Class<?> outermost = (type.getEnclosingClass() != null) ? type.getEnclosingClass() : type;
		try {
			String source = Files.readString(CORE.resolve(outermost.getName().replace('.', '/') + ".java"));
			return source.substring(source.indexOf("enum " + type.getSimpleName()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(String javadoc) {
		String text = javadoc.replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
		return LINK.matcher(text).replaceAll("`$1`");
	}

}
