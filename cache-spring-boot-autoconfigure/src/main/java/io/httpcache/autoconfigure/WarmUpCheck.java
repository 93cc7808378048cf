package io.httpcache.autoconfigure;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

import io.httpcache.autoconfigure.warmup.WarmUpFile;

/**
 * What is to be fetched at the start can be.
 */
final class WarmUpCheck implements ConfigurationCheck {

	private static final ConfigurationPropertyName WARM_UP = PropertyNames.of("warm-up");

	private final Supplier<Collection<String>> clients;

	private final Predicate<String> handMade;

	/**
	 * Creates the check.
	 * @param clients gives the names of the clients there are, asked only when one is
	 * named
	 * @param handMade tells whether a bean is an HTTP interface whose client is not known
	 */
	WarmUpCheck(Supplier<Collection<String>> clients, Predicate<String> handMade) {
		this.clients = SingletonSupplier.of(clients);
		this.handMade = handMade;
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
		if (warmUp.required() && warmUp.mode() == WarmUpProperties.Mode.BACKGROUND) {
			problems.add(WARM_UP.append("required"),
					"In the background, nothing is fetched before the application has started.",
					"Set \"httpcache.warm-up.mode\" to \"blocking\", or leave \"required\" out.");
		}
		checkUrls(WARM_UP.append("urls"), warmUp.urls(), problems);
		warmUp.urls().forEach((entry) -> checkIsWhole(WARM_UP.append("urls"), entry.url(), problems));
		readFile(WARM_UP.append("file"), warmUp.file(), problems)
			.forEach((url) -> checkIsWhole(WARM_UP.append("file"), url, problems));
		warmUp.clients().forEach((name, client) -> {
			ConfigurationPropertyName property = PropertyNames.entry(WARM_UP.append("clients"), name);
			if (!clients().contains(name)) {
				unknown(property, name, problems);
			}
			checkUrls(property.append("urls"), client.urls(), problems);
			readFile(property.append("file"), client.file(), problems);
		});
	}

	private Collection<String> clients() {
		return this.clients.get();
	}

	private void checkIsWhole(ConfigurationPropertyName property, @Nullable String url,
			ConfigurationProblems problems) {
		if (StringUtils.hasText(url) && !url.matches("(?i)https?://.*")) {
			problems.add(property, url,
					"The URL \"%s\" has no scheme and host, and there is no client here that would add them."
						.formatted(url),
					"Write the whole URL, such as \"https://api.example.com/config\", or move it to "
							+ "\"httpcache.warm-up.clients.<bean name>.urls\".");
		}
	}

	private List<String> readFile(ConfigurationPropertyName property, @Nullable Resource file,
			ConfigurationProblems problems) {
		try {
			return (file != null) ? WarmUpFile.read(file) : List.of();
		}
		catch (IOException ex) {
			problems.add(property, "The file cannot be read: %s.".formatted(ex.getMessage()),
					"Write \"classpath:\" or \"file:\" and where it is, one URL in each of its lines.");
			return List.of();
		}
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
		String known = clients().isEmpty() ? "The application has no such bean."
				: "There are: %s.".formatted(String.join(", ", clients()));
		if (this.handMade.test(name)) {
			problems.add(property,
					"\"%s\" is an HTTP interface that was not made by @ImportHttpServices, so its client is not known."
						.formatted(name),
					"Write the name of the RestClient or WebClient bean that it was made with. " + known);
			return;
		}
		String nearest = PropertyNames.nearest(name, clients());
		problems.add(property,
				"There is no RestClient, RestTemplate or WebClient bean and no group of HTTP interfaces named \"%s\"."
					.formatted(name),
				((nearest != null) ? "Did you mean \"%s\"? ".formatted(nearest) : "Write the name of a bean. ")
						+ known);
	}

}
