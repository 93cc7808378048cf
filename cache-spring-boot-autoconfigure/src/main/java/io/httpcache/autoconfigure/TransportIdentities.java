package io.httpcache.autoconfigure;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Knows the transports that Spring Boot makes, by {@code spring.http.clients} and
 * {@code spring.http.serviceclient}.
 */
final class TransportIdentities {

	private static final Log logger = LogFactory.getLog(TransportIdentities.class);

	private static final String DISABLE = "disable";

	/** Since Spring Boot 4.1. */
	private static final boolean COOKIE_HANDLING = ClassUtils.hasMethod(HttpClientSettings.class, "cookieHandling");

	private final TransportIdentity common;

	private final Map<String, Group> groups;

	private final ObjectProvider<SslBundles> sslBundles;

	/**
	 * Reads the settings.
	 * @param clients the kind of clients, for the log
	 * @param environment where the settings of groups are
	 * @param settings the settings of all other clients
	 * @param sslBundles the bundles that groups name
	 * @param cookiesByDefault whether the transport keeps cookies when no setting says so
	 */
	TransportIdentities(String clients, Environment environment, HttpClientSettings settings,
			ObjectProvider<SslBundles> sslBundles, boolean cookiesByDefault) {
		this.common = new TransportIdentity(settings.sslBundle(), keepsCookies(settings, cookiesByDefault));
		this.groups = Binder.get(environment)
			.bind("spring.http.serviceclient", Bindable.mapOf(String.class, Group.class))
			.orElseGet(Map::of);
		this.sslBundles = sslBundles;
		if (this.common.keepsCookies()) {
			logger.info("Transports of " + clients + " keep cookies, so that the HTTP cache shares nothing between "
					+ "those of different transports or instances. Where no origin needs cookies, set "
					+ "spring.http.clients.cookie-handling=disable");
		}
	}

	private static boolean keepsCookies(HttpClientSettings settings, boolean byDefault) {
		if (!COOKIE_HANDLING || settings.cookieHandling() == null) {
			return byDefault;
		}
		return settings.cookieHandling() != HttpCookieHandling.DISABLE;
	}

	/** The transport of a client that is not configured by itself. */
	TransportIdentity common() {
		return this.common;
	}

	/** The transport of a group of HTTP interfaces. */
	TransportIdentity ofGroup(String name) {
		Group group = this.groups.get(name);
		if (group == null) {
			return this.common;
		}
		String bundle = (group.ssl() != null) ? group.ssl().bundle() : null;
		String cookies = group.cookieHandling();
		return new TransportIdentity((bundle != null) ? bundle(bundle) : this.common.sslBundle(),
				(cookies != null) ? !cookies.equalsIgnoreCase(DISABLE) : this.common.keepsCookies());
	}

	/** The transport of a client that is given a bundle by name. */
	TransportIdentity ofBundle(String name) {
		return this.common.withSslBundle(bundle(name));
	}

	private SslBundle bundle(String name) {
		return this.sslBundles.getObject().getBundle(name);
	}

	/**
	 * What a group of HTTP interfaces has for itself. Bound here and not by Boot's own
	 * type, which differs between 4.0 and 4.1.
	 *
	 * @param ssl its bundle
	 * @param cookieHandling what it does with cookies
	 */
	record Group(@Nullable Ssl ssl, @Nullable String cookieHandling) {

	}

	/**
	 * A bundle by its name.
	 *
	 * @param bundle the name
	 */
	record Ssl(@Nullable String bundle) {

	}

}
