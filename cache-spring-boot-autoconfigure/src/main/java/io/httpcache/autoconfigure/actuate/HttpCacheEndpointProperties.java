package io.httpcache.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties under {@code management.endpoint.httpcache}. Immutable.
 *
 * @param showUrls When to show the URLs of stored responses and recent requests. Secrets
 * in them are never shown.
 * @param roles Roles that see URLs when they are shown to the authorized; without any,
 * every authenticated user is.
 */
@ConfigurationProperties("management.endpoint.httpcache")
record HttpCacheEndpointProperties(@DefaultValue("always") Show showUrls, @DefaultValue Set<String> roles) {

}
