package io.httpcache.autoconfigure;

import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds mistyped names: a TTL that is silently left out would show only as traffic at the
 * origin. Boot's {@code ignoreUnknownFields = false} will not do: it takes the rest of a
 * list that a profile replaces for unknown, and stops before all else is told.
 */
final class UnknownPropertyCheck implements ConfigurationCheck {

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		Set<ConfigurationPropertyName> told = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : problems.sources()) {
			if (source instanceof IterableConfigurationPropertySource iterable && isTyped(source)) {
				for (ConfigurationPropertyName name : iterable) {
					if (PropertyNames.ROOT.isAncestorOf(name)) {
						check(name, told, problems);
					}
				}
			}
		}
	}

	// In Kubernetes a service called "httpcache" sets HTTPCACHE_PORT and more
	private boolean isTyped(ConfigurationPropertySource source) {
		return !(source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
	}

	private void check(ConfigurationPropertyName name, Set<ConfigurationPropertyName> told,
			ConfigurationProblems problems) {
		ResolvableType type = ResolvableType.forClass(HttpCacheProperties.class);
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			Map<String, ResolvableType> fields = fields(type);
			ResolvableType next = (fields != null) ? find(fields, name.getElement(i, Form.UNIFORM)) : element(type);
			if (next == null) {
				if (told.add(name.chop(i + 1))) {
					tell(name, i, fields, problems);
				}
				return;
			}
			if (type.asMap().resolveGeneric(1) == String.class) {
				return; // a key may have dots
			}
			type = next;
		}
	}

	private void tell(ConfigurationPropertyName name, int index, @Nullable Map<String, ResolvableType> fields,
			ConfigurationProblems problems) {
		ConfigurationPropertyName parent = name.chop(index);
		if (fields == null) {
			problems.add(name, "\"%s\" has no properties below it.".formatted(parent),
					"Set \"%s\" itself, or look whether the line is indented too far.".formatted(parent));
			return;
		}
		Collection<String> known = fields.keySet();
		String nearest = PropertyNames.nearest(name.getElement(index, Form.DASHED), known);
		problems.add(name, "There is no property \"%s\".".formatted(name.chop(index + 1)),
				(nearest != null) ? "Did you mean \"%s\"?".formatted(parent.append(nearest))
						: "Below \"%s\" there are: %s.".formatted(parent, String.join(", ", known)));
	}

	/**
	 * The name of something that a section holds.
	 * @param name the name of the section
	 * @param type its type
	 * @return the name of its first field, or of an entry
	 */
	static ConfigurationPropertyName example(ConfigurationPropertyName name, ResolvableType type) {
		Map<String, ResolvableType> fields = fields(type);
		if (fields != null) {
			return name.append(fields.keySet().iterator().next());
		}
		return name.append((type.asMap().resolveGeneric(0) == Integer.class) ? "404" : "name");
	}

	private static @Nullable ResolvableType find(Map<String, ResolvableType> fields, String uniform) {
		return fields.entrySet()
			.stream()
			.filter((field) -> field.getKey().replace("-", "").equals(uniform))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/** The fields of a type by their dashed names, {@code null} when it has none. */
	private static @Nullable Map<String, ResolvableType> fields(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (!resolved.isRecord() || resolved == Percentage.class || resolved == StatusTtl.class) {
			return null;
		}
		Map<String, ResolvableType> fields = new LinkedHashMap<>();
		// Not the record's components: a native image keeps what Boot's binder reads
		for (Parameter parameter : BeanUtils.getResolvableConstructor(resolved).getParameters()) {
			fields.put(PropertyNames.dashed(parameter.getName()),
					ResolvableType.forType(parameter.getParameterizedType()));
		}
		return fields;
	}

	private static @Nullable ResolvableType element(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (Map.class.isAssignableFrom(resolved)) {
			return type.getGeneric(1);
		}
		return Collection.class.isAssignableFrom(resolved) ? type.getGeneric(0) : null;
	}

}
