package io.httpcache.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

/**
 * What is to be fetched at the start can be.
 */
final class WarmUpCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName WARM_UP = PropertyNames.of("warm-up");

	private final Collection<String> clients;

	/**
	 * Creates the check.
	 * @param clients names of the client beans there are
	 */
	WarmUpCheck(Collection<String> clients) {
		this.clients = new TreeSet<>(clients);
	}

	@Override
	public void check(HttpCacheProperties properties, ConfigurationProblems problems) {
		WarmUpProperties warmUp = properties.warmUp();
		if (warmUp.concurrency() < 1) {
			problems.add(WARM_UP.append("concurrency"), "At least one URL is fetched at a time.",
					"Write 1 or more. Without URLs nothing is fetched.");
		}
		DurationCheck.positive(WARM_UP.append("timeout"), warmUp.timeout(), problems);
		DurationCheck.positive(WARM_UP.append("url-timeout"), warmUp.urlTimeout(), problems);
		checkUrls(WARM_UP.append("urls"), warmUp.urls(), problems);
		warmUp.urls()
			.stream()
			.filter((entry) -> StringUtils.hasText(entry.url()) && !entry.url().matches("(?i)https?://.*"))
			.forEach((entry) -> problems.add(WARM_UP.append("urls"), entry.url(),
					"The URL has no scheme and host, and there is no client here that would add them.",
					"Write the whole URL, such as \"https://api.example.com/config\", or move it to "
							+ "\"httpcache.warm-up.clients.<bean name>.urls\"."));
		warmUp.clients().forEach((name, client) -> {
			ConfigurationPropertyName property = PropertyNames.entry(WARM_UP.append("clients"), name);
			if (!this.clients.contains(name)) {
				unknown(property, name, problems);
			}
			checkUrls(property.append("urls"), client.urls(), problems);
		});
	}

	private void checkUrls(ConfigurationPropertyName property, List<WarmUpUrl> urls, ConfigurationProblems problems) {
		for (int i = 0; i < urls.size(); i++) {
			if (!StringUtils.hasText(urls.get(i).url())) {
				problems.add(property.append("[" + i + "].url"), "The entry has no URL.",
						"Write a string, or \"url\" and \"headers\".");
			}
		}
	}

	private void unknown(ConfigurationPropertyName property, String name, ConfigurationProblems problems) {
		String nearest = PropertyNames.nearest(name, this.clients);
		problems.add(property, "There is no RestClient or WebClient bean named \"%s\".".formatted(name),
				((nearest != null) ? "Did you mean \"%s\"? ".formatted(nearest) : "Write the name of a bean. ")
						+ (this.clients.isEmpty() ? "The application has no such bean."
								: "There are: %s.".formatted(String.join(", ", this.clients))));
	}

}
