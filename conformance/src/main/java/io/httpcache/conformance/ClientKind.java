package io.httpcache.conformance;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The clients by name, each made from the application's own builder, as a user would. */
enum ClientKind {

	REST_CLIENT {
		@Override
		ClientUnderTest create(ApplicationContext application, URI origin) {
			return new RestClientUnderTest(application.getBean(RestClient.Builder.class).build(), origin);
		}
	},

	REST_TEMPLATE {
		@Override
		ClientUnderTest create(ApplicationContext application, URI origin) {
			return new RestTemplateUnderTest(application.getBean(RestTemplateBuilder.class).build(), origin);
		}
	},

	WEB_CLIENT {
		@Override
		ClientUnderTest create(ApplicationContext application, URI origin) {
			return new WebClientUnderTest(application.getBean(WebClient.Builder.class).build(), origin);
		}
	};

	abstract ClientUnderTest create(ApplicationContext application, URI origin);

	/**
	 * The client's name on the command line.
	 * @return such as {@code rest-client}
	 */
	String argument() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static ClientKind named(String name) {
		return Arrays.stream(values())
			.filter((kind) -> kind.argument().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No client is named " + name));
	}

}
