package io.httpcache.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.httpcache.autoconfigure.HttpCacheProperties;

/**
 * The properties, as an editor completes them.
 */
final class PropertiesPage {

	private static final String DEFAULTS = "httpcache.defaults.";

	private static final String ROUTE = "httpcache.routes.NAME.";

	private PropertiesPage() {
	}

	static String write() {
		JsonNode metadata = read();
		StringBuilder text = new StringBuilder(
				"""
						# All properties

						What each of them is for, with examples: [Configuration](../configuration.md). A duration is `30s`, `5m`, \
						`1h`; a bare number is seconds.
						""");
		sections(metadata).forEach((section, rows) -> {
			text.append("\n## `").append(section).append("`\n\n");
			if (section.equals("httpcache.routes.NAME")) {
				text.append(
						"Each of them but `url` and `order` is a property of `httpcache.defaults` too, for every URL.\n\n");
			}
			Table table = new Table("property", "type", "default", "");
			rows.forEach((name, cells) -> table.row(cells));
			text.append(table);
		});
		return text.append("\n## Values\n\n").append(values(metadata)).toString();
	}

	private static Map<String, Map<String, String[]>> sections(JsonNode metadata) {
		Map<String, Map<String, String[]>> sections = new LinkedHashMap<>();
		Map<String, JsonNode> sorted = new TreeMap<>();
		metadata.get("properties").forEach((property) -> sorted.put(name(property), property));
		sections.put("httpcache", new TreeMap<>());
		sorted.forEach((name, property) -> {
			String section = section(name);
			sections.computeIfAbsent(section, (key) -> new TreeMap<>())
				.put(name, new String[] { "`" + name.substring(section.length() + 1) + "`", type(property),
						defaultValue(property), property.path("description").asString("").replaceAll("\\s+", " ") });
		});
		return sections;
	}

	private static String name(JsonNode property) {
		String name = property.get("name").asString();
		return name.startsWith(DEFAULTS) ? ROUTE + name.substring(DEFAULTS.length()) : name;
	}

	private static String section(String name) {
		if (name.startsWith(ROUTE)) {
			return "httpcache.routes.NAME";
		}
		String[] elements = name.split("\\.");
		return (elements.length == 2) ? "httpcache" : elements[0] + "." + elements[1];
	}

	private static String type(JsonNode property) {
		return property.path("type")
			.asString("")
			.replaceAll("(?:[a-z]+\\.)+", "")
			.replaceAll("[A-Za-z]+\\$", "")
			.replace(",", ", ");
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		if (value.isMissingNode()) {
			return "";
		}
		String text = value.isArray() ? StreamSupport.stream(value.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.joining(", ")) : value.asString();
		return "`" + text + "`";
	}

	private static String values(JsonNode metadata) {
		Table table = new Table("property", "value", "");
		metadata.path("hints")
			.forEach((hint) -> hint.path("values")
				.forEach((value) -> table.row("`" + name(hint) + "`", "`" + value.get("value").asString() + "`",
						value.path("description").asString(""))));
		return table.toString();
	}

	private static JsonNode read() {
		try (InputStream json = HttpCacheProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
