package io.httpcache.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Gathers what is wrong with the configuration, so that a start tells all of it at once
 * and not one line per attempt. Not thread-safe.
 */
final class ConfigurationProblems {

	private final Iterable<ConfigurationPropertySource> sources;

	private final List<ConfigurationProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	/**
	 * Creates a collection without problems.
	 * @param sources where values and origins are looked up
	 */
	ConfigurationProblems(Iterable<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	Iterable<ConfigurationPropertySource> sources() {
		return this.sources;
	}

	/** Adds what stops the start. */
	void add(ConfigurationPropertyName name, String reason, String action) {
		add(name, "", reason, action);
	}

	/**
	 * Adds what stops the start.
	 * @param name the name of a property, which may be that of a list or map
	 * @param value the element of it that is wrong; empty when nothing is set
	 * @param reason what is wrong, a sentence
	 * @param action what to write instead, a sentence
	 */
	void add(ConfigurationPropertyName name, String value, String reason, String action) {
		ConfigurationProperty property = find(name);
		addRedacted(name, (property != null) ? String.valueOf(property.getValue()) : value, reason, action);
	}

	/**
	 * Adds what stops the start, and shows a value as it is given here and not as it was
	 * written.
	 * @param name the name of a property, which may be that of a list or map
	 * @param value the value without secrets; empty when nothing is set
	 * @param reason what is wrong, a sentence
	 * @param action what to write instead, a sentence
	 */
	void addRedacted(ConfigurationPropertyName name, String value, String reason, String action) {
		ConfigurationProperty property = find(name);
		if (property == null && !value.isEmpty()) {
			property = findElement(name, value);
		}
		this.problems.add(new ConfigurationProblem(name.toString(), value.isEmpty() ? null : value,
				(property != null) ? property.getOrigin() : null, reason, action));
	}

	/** Adds what belongs in the log. */
	void warn(ConfigurationPropertyName name, String message) {
		this.warnings.add(name + ": " + message);
	}

	List<String> warnings() {
		return this.warnings;
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidHttpCacheConfigurationException(this.problems);
		}
	}

	private @Nullable ConfigurationProperty findElement(ConfigurationPropertyName name, String value) {
		ConfigurationProperty element = find(PropertyNames.entry(name, value));
		for (int i = 0; element == null; i++) {
			ConfigurationProperty candidate = find(name.append("[" + i + "]"));
			if (candidate == null) {
				return null;
			}
			element = value.equals(String.valueOf(candidate.getValue())) ? candidate : null;
		}
		return element;
	}

	private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

}
