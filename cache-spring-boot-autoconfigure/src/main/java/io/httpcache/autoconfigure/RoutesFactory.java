package io.httpcache.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import io.httpcache.route.AmbiguousRoutesException;
import io.httpcache.route.Route;
import io.httpcache.route.RouteSettings;
import io.httpcache.route.Routes;

/**
 * Makes routes from properties after it has checked all properties.
 */
final class RoutesFactory {

	private static final Log logger = LogFactory.getLog(RoutesFactory.class);

	private final Iterable<ConfigurationPropertySource> sources;

	private final List<ConfigurationCheck> checks;

	/**
	 * Creates a factory.
	 * @param sources where the properties came from
	 * @param classLoader where the libraries of stores are looked for
	 * @param partitionResolvers names of the resolver beans
	 * @param warmUp checks what is to be fetched at the start
	 */
	RoutesFactory(Iterable<ConfigurationPropertySource> sources, ClassLoader classLoader,
			Collection<String> partitionResolvers, WarmUpCheck warmUp) {
		this.sources = sources;
		this.checks = List.of(new UnknownPropertyCheck(), new NameCheck(), new StoreCheck(classLoader),
				new RouteCheck(), new PartitionCheck(partitionResolvers), warmUp, new StatusThresholdsCheck());
	}

	/**
	 * Checks and translates. What is odd but works goes to the log.
	 * @param properties what was bound
	 * @return the routes, with the defaults as the fallback
	 * @throws InvalidHttpCacheConfigurationException with all that is wrong
	 */
	Routes create(HttpCacheProperties properties) {
		ConfigurationProblems problems = new ConfigurationProblems(this.sources);
		this.checks.forEach((check) -> check.check(properties, problems));
		problems.throwIfAny();
		Routes routes = routes(properties, problems);
		problems.throwIfAny();
		problems.warnings().forEach(logger::warn);
		return routes;
	}

	private Routes routes(HttpCacheProperties properties, ConfigurationProblems problems) {
		RouteSettings defaults = RouteSettingsMapper.map(properties.defaults())
			.inherit(RouteSettingsMapper.base(properties));
		List<Route> routes = new ArrayList<>();
		properties.routes()
			.forEach((name, route) -> routes.add(RouteSettingsMapper.map(route).inherit(defaults).toRoute(name)));
		Route fallback = defaults.toRoute(Route.DEFAULT_NAME);
		try {
			return Routes.of(routes, fallback);
		}
		catch (AmbiguousRoutesException ex) {
			addAmbiguous(ex, problems);
			return Routes.of(List.of(), fallback);
		}
	}

	private void addAmbiguous(AmbiguousRoutesException ex, ConfigurationProblems problems) {
		ConfigurationPropertyName second = PropertyNames.entry(PropertyNames.ROUTES, ex.getSecond().name());
		problems.add(second.append("url"),
				"""
						The routes "%s" (%s) and "%s" (%s) match the same URLs and neither is more specific.\
						""".formatted(ex.getFirst().name(), ex.getFirst().pattern(), ex.getSecond().name(),
						ex.getSecond().pattern()),
				"""
						Give one of them an "order", the smaller one comes first: for example "%s: -1" if "%s" is to win. \
						Or make one pattern more specific."""
					.formatted(second.append("order"), ex.getSecond().name()));
	}

}
