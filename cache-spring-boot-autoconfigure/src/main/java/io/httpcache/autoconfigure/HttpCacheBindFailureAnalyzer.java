package io.httpcache.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.util.unit.DataSize;

/**
 * Says what to write where a value under {@code httpcache} cannot be read. Boot's own
 * analysis names Java types and leaves the form to guess.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class HttpCacheBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationPropertyName name = cause.getName();
		if (!PropertyNames.ROOT.equals(name) && !PropertyNames.ROOT.isAncestorOf(name)) {
			return null;
		}
		ConversionFailedException failure = findCause(cause, ConversionFailedException.class);
		ConverterNotFoundException misplaced = findCause(cause, ConverterNotFoundException.class);
		if (failure == null && misplaced == null) {
			return null;
		}
		ConfigurationProperty property = cause.getProperty();
		String value = (property != null) ? String.valueOf(property.getValue()) : null;
		ConfigurationProblem problem = new ConfigurationProblem(
				((property != null) ? property.getName() : name).toString(), value,
				(property != null) ? property.getOrigin() : null,
				(failure != null) ? reason(failure) : "A single value cannot stand here.",
				(failure != null) ? action(failure) : "Write what belongs below it, such as \"%s\"."
					.formatted(UnknownPropertyCheck.example(name, cause.getTarget().getType())));
		return new FailureAnalysis(ProblemReport.description(List.of(problem)), problem.action(), cause);
	}

	private String reason(ConversionFailedException failure) {
		Class<?> type = failure.getTargetType().getType();
		if (type == Percentage.class) {
			return NestedExceptionUtils.getMostSpecificCause(failure).getMessage() + ".";
		}
		String what = "a value of the kind needed here";
		if (type == Duration.class || type == StatusTtl.class) {
			what = "a duration";
		}
		else if (type == DataSize.class) {
			what = "a size";
		}
		else if (Number.class.isAssignableFrom(type) || type == int.class) {
			what = "a whole number";
		}
		else if (type == Boolean.class || type == boolean.class) {
			what = "\"true\" or \"false\"";
		}
		else if (type.isEnum()) {
			what = "a known value";
		}
		return "\"%s\" is not %s.".formatted(failure.getValue(), what);
	}

	private String action(ConversionFailedException failure) {
		Class<?> type = failure.getTargetType().getType();
		if (type == Percentage.class) {
			return "Write a percentage from \"0%\" to \"100%\", or a fraction below 1 such as \"0.1\".";
		}
		if (type == Duration.class || type == StatusTtl.class) {
			return "Write a number of seconds, or a number with one unit: \"250ms\", \"30s\", \"5m\", \"1h\", \"2d\".";
		}
		if (type == DataSize.class) {
			return "Write a number with a unit: \"512KB\", \"1MB\", \"2GB\".";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> PropertyNames.dashed(((Enum<?>) constant).name()))
				.collect(Collectors.joining(", ", "Write one of: ", "."));
		}
		return (type == Boolean.class || type == boolean.class) ? "Write \"true\" or \"false\"."
				: "Write it as the reference shows it.";
	}

}
