package io.httpcache.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

import io.httpcache.engine.CacheMode;
import io.httpcache.engine.Prohibition;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.RouteValidator;
import io.httpcache.route.SecretNames;

/**
 * What the core finds wrong with routes and defaults, under the names of properties, and
 * what only property sources can get wrong.
 */
final class RouteCheck implements ConfigurationCheck {

	private static final Set<String> URL_PATTERNS = Set.of("url", "evicts");

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		RouteValidator validator = new RouteValidator(SecretNames.of(properties.key().secretQueryParameters()));
		RouteSettings base = RouteSettingsMapper.base(properties);
		add(PropertyNames.of("key"),
				validator.validateDefaults(
						RouteSettings.builder().ignoredQueryParameters(base.ignoredQueryParameters()).build()),
				problems);
		add(PropertyNames.ROOT,
				validator.validateDefaults(RouteSettings.builder().targetedFields(base.targetedFields()).build()),
				problems);
		RouteSettings defaults = RouteSettingsMapper.map(properties.defaults());
		add(PropertyNames.DEFAULTS, validator.validateDefaults(defaults), problems);
		properties.routes().forEach((name, route) -> {
			ConfigurationPropertyName property = PropertyNames.entry(PropertyNames.ROUTES, name);
			if (name.equals(Route.DEFAULT_NAME)) {
				problems.add(property, "\"%s\" is the name of what no route matches.".formatted(name),
						"Choose another name, or move the settings to \"httpcache.defaults\".");
			}
			List<RouteValidator.Problem> found = validator.validate(name, RouteSettingsMapper.map(route), defaults);
			if (StringUtils.hasText(route.url())) {
				add(property, found, problems);
			}
			else {
				addMissingUrl(name, property.append("url"), properties.routes(), problems);
				add(property, found.stream().filter((problem) -> !problem.field().equals("url")).toList(), problems);
			}
			warn(property, route, properties, problems);
		});
		warn(PropertyNames.DEFAULTS, properties.defaults(), properties, problems);
	}

	private void add(ConfigurationPropertyName property, List<RouteValidator.Problem> found,
			ConfigurationProblems problems) {
		for (RouteValidator.Problem problem : found) {
			ConfigurationPropertyName field = property.append(problem.field());
			String reason = StringUtils.capitalize(problem.message()) + ".";
			String action = StringUtils.capitalize(problem.action()) + ".";
			if (URL_PATTERNS.contains(problem.field())) {
				// written with a user's password at times, which the core leaves out
				problems.addRedacted(field, problem.value(), reason, action);
			}
			else {
				problems.add(field, problem.value(), reason, action);
			}
		}
	}

	private void addMissingUrl(String name, ConfigurationPropertyName property, Map<String, RouteProperties> routes,
			ConfigurationProblems problems) {
		String nearest = PropertyNames.nearest(name,
				routes.keySet().stream().filter((other) -> !other.equals(name)).toList());
		problems.add(property, """
				The route "%s" has no URL pattern, so nothing says which requests it is for.""".formatted(name),
				((nearest != null) ? "Did you mean the route \"%s\"? Otherwise set".formatted(nearest) : "Set") + """
						 "%s", for example to "api.example.com/users/*". Beware of dashes in names of routes \
						that environment variables set: "all-users" arrives as "allusers".\
						""".formatted(property));
	}

	private void warn(ConfigurationPropertyName property, RouteProperties route, HttpCacheProperties properties,
			ConfigurationProblems problems) {
		if (properties.mode() == CacheMode.SHARED && route.ignore() != null
				&& route.ignore().contains(Prohibition.AUTHORIZATION)) {
			problems.warn(property.append("ignore"), "with \"httpcache.mode\" set to \"shared\", \"authorization\" "
					+ "lets one caller's response answer all others. Make sure that these URLs answer every caller "
					+ "alike.");
		}
	}

}
