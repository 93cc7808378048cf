package io.httpcache.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.httpcache.route.RouteSettings.HeuristicSettings;

/**
 * Finds everything in the settings of routes that cannot be meant. It reports all
 * problems at once and never throws for what was written. Safe for use by several
 * threads.
 */
public final class RouteValidator {

	/**
	 * What a safe method or POST was answered may answer a later request (RFC 9110
	 * §9.2.3; QUERY, and the safe methods of WebDAV).
	 */
	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "QUERY", "PROPFIND", "REPORT", "SEARCH");

	/** They speak of this one request or caller, never of the resource. */
	private static final Set<Integer> NEVER_STORED = Set.of(401, 403, 407, 408, 425, 429);

	/** RFC 9110 §5.6.2. */
	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private final SecretNames secretNames;

	/**
	 * A validator.
	 * @param secretNames names that must not be among the ignored query parameters
	 */
	public RouteValidator(SecretNames secretNames) {
		this.secretNames = secretNames;
	}

	/**
	 * Looks at the defaults and all routes.
	 * @param routes the settings of each route by name, before inheritance
	 * @param defaults the settings that they inherit
	 * @return the problems, empty when there is none
	 */
	public List<Problem> validate(Map<String, RouteSettings> routes, RouteSettings defaults) {
		List<Problem> problems = new ArrayList<>(validateDefaults(defaults));
		routes.forEach((name, settings) -> problems.addAll(validate(name, settings, defaults)));
		return List.copyOf(problems);
	}

	/**
	 * Looks at the defaults.
	 * @param defaults the settings that routes inherit
	 * @return the problems, under the name {@link Route#DEFAULT_NAME}
	 */
	public List<Problem> validateDefaults(RouteSettings defaults) {
		Check check = new Check(Route.DEFAULT_NAME);
		if (defaults.url() != null) {
			check.report("url", defaults.url(), "defaults are for every URL and have none of their own",
					"remove it, or move these settings into a route");
		}
		check.fields(defaults);
		check.bounds(defaults, defaults);
		return List.copyOf(check.problems);
	}

	/**
	 * Looks at one route. What it inherits is only looked at together with its own.
	 * @param name the name of the route
	 * @param settings its settings before inheritance
	 * @param defaults the settings that it inherits
	 * @return the problems, empty when there is none
	 */
	public List<Problem> validate(String name, RouteSettings settings, RouteSettings defaults) {
		Check check = new Check(name);
		check.url(settings.url());
		check.fields(settings);
		check.bounds(settings, settings.inherit(defaults));
		return List.copyOf(check.problems);
	}

	/**
	 * One thing that cannot be meant.
	 *
	 * @param routeName the name of the route, {@link Route#DEFAULT_NAME} for the defaults
	 * @param field the field as users write it, such as {@code min-ttl}
	 * @param value its value as text; empty when it is missing
	 * @param message what is wrong
	 * @param action what to write instead
	 */
	public record Problem(String routeName, String field, String value, String message, String action) {

	}

	private final class Check {

		private final String name;

		private final List<Problem> problems = new ArrayList<>();

		private Check(String name) {
			this.name = name;
		}

		private void report(String field, @Nullable Object value, String message, String action) {
			this.problems.add(new Problem(this.name, field, (value != null) ? value.toString() : "", message, action));
		}

		private void url(@Nullable String url) {
			if (url == null || url.isBlank()) {
				report("url", url, "the route has no URL pattern",
						"write `url: \"api.example.com/users/*\"` under this name; a name with a dash, set by an "
								+ "environment variable, arrives without the dash as another route");
				return;
			}
			pattern("url", url);
		}

		private void pattern(String field, String pattern) {
			try {
				UrlPattern.parse(pattern);
			}
			catch (InvalidUrlPatternException ex) {
				report(field, ex.getPattern(), ex.getProblem(), ex.getAction());
			}
		}

		private void fields(RouteSettings settings) {
			durations(settings);
			statuses(settings);
			share("ttl-jitter", settings.ttlJitter(), "`10%`");
			share("refresh-ahead", settings.refreshAhead(), "`80%`");
			methods(settings.methods());
			names("vary-by", settings.varyBy());
			names("targeted-fields", settings.targetedFields());
			blanks("tags", settings.tags());
			evicts(settings.evicts());
			secrets(settings.ignoredQueryParameters());
			if (settings.partition() != null && settings.partition().isBlank()) {
				report("partition", settings.partition(), "it is blank",
						"write `caller`, `application` or the name of a resolver bean");
			}
			if (settings.maxVariants() != null && settings.maxVariants() < 1) {
				report("max-variants", settings.maxVariants(), "a key needs room for one variant",
						"write a number of 1 or more, or `enabled: false` to switch the cache off for these URLs");
			}
			if (settings.maxEntrySize() != null && settings.maxEntrySize() < 0) {
				report("max-entry-size", settings.maxEntrySize(), "a size cannot be negative",
						"write a size such as `1MB`, or `enabled: false` to switch the cache off for these URLs");
			}
		}

		private void durations(RouteSettings settings) {
			duration("ttl", settings.ttl());
			duration("default-ttl", settings.defaultTtl());
			duration("min-ttl", settings.minTtl());
			duration("max-ttl", settings.maxTtl());
			duration("stale-if-error", settings.staleIfError());
			duration("stale-while-revalidate", settings.staleWhileRevalidate());
			duration("soft-timeout", settings.softTimeout());
			HeuristicSettings heuristic = settings.heuristic();
			if (heuristic != null) {
				duration("heuristic.max", heuristic.max());
				share("heuristic.fraction", heuristic.fraction(), "`0.1`");
			}
		}

		private void duration(String field, @Nullable Duration duration) {
			if (duration != null && duration.isNegative()) {
				report(field, duration, "a duration cannot be negative; `-1` as never is another library's word",
						"write `enabled: false` to switch the cache off for these URLs, or `0s` to switch off `%s` alone"
							.formatted(field));
			}
		}

		private void statuses(RouteSettings settings) {
			Map<Integer, Duration> ttlByStatus = (settings.ttlByStatus() != null) ? settings.ttlByStatus() : Map.of();
			ttlByStatus.keySet().stream().sorted().forEach((status) -> {
				if (NEVER_STORED.contains(status)) {
					report("ttl-by-status", status,
							"an answer of status %d speaks of one request only and is never stored".formatted(status),
							"remove `%d` from `ttl-by-status`".formatted(status));
				}
				else if (status < 200 || status > 599) {
					report("ttl-by-status", status, "%d is not the status of an answer".formatted(status),
							"write a status from 200 to 599");
				}
				duration("ttl-by-status." + status, ttlByStatus.get(status));
			});
			Set<Integer> errors = (settings.errorStatuses() != null) ? settings.errorStatuses() : Set.of();
			errors.stream()
				.filter((status) -> status < 400 || status > 599)
				.sorted()
				.forEach((status) -> report("error-statuses", status, "%d is not an error".formatted(status),
						"write statuses from 400 to 599"));
		}

		private void share(String field, @Nullable Double share, String example) {
			// Written so that not-a-number is refused too.
			if (share != null && !(share >= 0 && share <= 1)) {
				report(field, share, "it is not between 0 and 1, 0 % and 100 %",
						"write for example %s".formatted(example));
			}
		}

		private void bounds(RouteSettings own, RouteSettings effective) {
			Duration min = effective.minTtl();
			Duration max = effective.maxTtl();
			boolean ownBound = own.minTtl() != null || own.maxTtl() != null;
			if (ownBound && min != null && max != null && !max.isZero() && min.compareTo(max) > 0) {
				report("min-ttl", min, "it is longer than `max-ttl` (%s)".formatted(max),
						"make `min-ttl` the shorter of the two; one that is not written here comes from `defaults`, "
								+ "and `0s` switches it off");
			}
		}

		private void methods(@Nullable Set<String> methods) {
			for (String method : orEmpty(methods)) {
				if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
					report("methods", method, "no answer to `%s` may be reused".formatted(method),
							"write methods out of GET, HEAD, POST, QUERY, PROPFIND, REPORT and SEARCH; "
									+ "others reach the origin and still invalidate");
				}
			}
		}

		private void names(String field, @Nullable Collection<String> names) {
			for (String name : orEmpty(names)) {
				if (!TOKEN.matcher(name).matches()) {
					report(field, name, "`%s` is not the name of a header field".formatted(name),
							"write a name such as `Accept-Language`");
				}
			}
		}

		private void blanks(String field, @Nullable Collection<String> values) {
			for (String value : orEmpty(values)) {
				if (value.isBlank()) {
					report(field, value, "an entry is blank", "remove it, or give it a name");
				}
			}
		}

		private void evicts(@Nullable Collection<String> evicts) {
			blanks("evicts", evicts);
			for (String value : orEmpty(evicts)) {
				if (value.indexOf('/') >= 0) {
					pattern("evicts", value);
				}
			}
		}

		private void secrets(@Nullable Collection<String> names) {
			blanks("ignored-query-parameters", names);
			for (String name : orEmpty(names)) {
				if (RouteValidator.this.secretNames.matches(name)) {
					report("ignored-query-parameters", name,
							"`%s` looks like a secret: ignoring it would give one caller's responses to another"
								.formatted(name),
							"remove it from the list, so that it stays part of the key");
				}
			}
		}

		private Collection<String> orEmpty(@Nullable Collection<String> values) {
			return (values != null) ? values : List.of();
		}

	}

}
