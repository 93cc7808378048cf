package io.httpcache.autoconfigure;

import java.util.Collection;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

import io.httpcache.route.Route;

/**
 * Every partition is a built-in one or that of a bean.
 */
final class PartitionCheck implements ConfigurationCheck {

	private final Collection<String> resolvers;

	/**
	 * Creates the check.
	 * @param resolvers names of the resolver beans there are
	 */
	PartitionCheck(Collection<String> resolvers) {
		this.resolvers = new TreeSet<>(resolvers);
	}

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		check(PropertyNames.DEFAULTS, properties.defaults(), problems);
		properties.routes()
			.forEach((name, route) -> check(PropertyNames.entry(PropertyNames.ROUTES, name), route, problems));
	}

	private void check(ConfigurationPropertyName property, RouteProperties route, ConfigurationProblems problems) {
		String partition = route.partition();
		if (!StringUtils.hasText(partition) || partition.equals(Route.PARTITION_CALLER)
				|| partition.equals(Route.PARTITION_APPLICATION) || this.resolvers.contains(partition)) {
			return;
		}
		problems.add(property.append("partition"),
				"There is no partition resolver bean named \"%s\".".formatted(partition),
				"Write \"caller\", \"application\" or the name of a resolver bean. " + (this.resolvers.isEmpty()
						? "The application has none." : "There are: %s.".formatted(String.join(", ", this.resolvers))));
	}

}
