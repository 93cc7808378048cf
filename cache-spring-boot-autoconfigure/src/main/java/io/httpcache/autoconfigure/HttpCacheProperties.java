package io.httpcache.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.httpcache.engine.CacheMode;

/**
 * Properties under {@code httpcache}. Immutable.
 *
 * @param enabled Whether responses are cached at all.
 * @param applyTo Kinds of client that are given the cache; with none of them, only
 * clients given the cache by hand have it.
 * @param mode Whether entries are separated by caller or used by all callers under the
 * rules for shared caches.
 * @param name Name of the cache in the Cache-Status response field and in the metric tag
 * "cache".
 * @param offline Whether to answer only from the cache, with status 504 for what it does
 * not hold.
 * @param readOnly Whether stored responses are used but no new ones are stored.
 * @param targetedFields Names of targeted cache control fields (RFC 9213) to obey, such
 * as CDN-Cache-Control, the most important first.
 * @param store Where responses are kept.
 * @param key What of a request is part of its key.
 * @param defaults Settings of every URL unless a route says otherwise.
 * @param routes Settings by URL pattern, under a name of your choice each.
 * @param warmUp What to fetch when the application starts.
 * @param health Thresholds of the status that the actuator endpoint shows.
 */
@ConfigurationProperties(HttpCacheProperties.PREFIX)
public record HttpCacheProperties(@DefaultValue("true") boolean enabled, @DefaultValue( {
		"rest-client", "rest-template", "web-client" }) Set<ClientType> applyTo,
		@DefaultValue("private") CacheMode mode, @DefaultValue("httpcache") String name,
		@DefaultValue("false") boolean offline, @DefaultValue("false") boolean readOnly,
		@Nullable List<String> targetedFields, @DefaultValue @NestedConfigurationProperty StoreProperties store,
		@DefaultValue @NestedConfigurationProperty KeyProperties key,
		@DefaultValue @NestedConfigurationProperty RouteProperties defaults,
		@DefaultValue Map<String, RouteProperties> routes,
		@DefaultValue @NestedConfigurationProperty WarmUpProperties warmUp,
		@DefaultValue @NestedConfigurationProperty HealthProperties health){

	static final String PREFIX = "httpcache";

	public HttpCacheProperties {
		routes = RelaxedKeys.withoutTwins(routes);
	}

	/**
	 * Kinds of client that Spring Boot configures.
	 */
	public enum ClientType {

		/** {@code RestClient}, and HTTP interfaces on top of it. */
		REST_CLIENT,

		/** {@code RestTemplate}. */
		REST_TEMPLATE,

		/** {@code WebClient}, and HTTP interfaces on top of it. */
		WEB_CLIENT

	}

}
