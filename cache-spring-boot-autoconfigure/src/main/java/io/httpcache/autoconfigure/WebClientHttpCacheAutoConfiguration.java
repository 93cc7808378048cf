package io.httpcache.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;
import io.httpcache.client.CacheRuntime;
import io.httpcache.client.reactive.ReactiveBinding;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that puts the cache on every {@code WebClient.Builder} that Spring
 * Boot configures, those of HTTP interfaces included.
 */
@AutoConfiguration(after = HttpCacheAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
@ConditionalOnClientType(ClientType.WEB_CLIENT)
@ConditionalOnBean(CacheRuntime.class)
public final class WebClientHttpCacheAutoConfiguration {

	@Bean
	@Lazy
	ReactiveTransports httpCacheReactiveTransports(CacheRuntime runtime, ReactiveBinding binding,
			Environment environment, ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder, ObjectProvider<HttpClientSettings> settings,
			ObjectProvider<SslBundles> sslBundles) {
		boolean cookiesByDefault = keepsCookiesByDefault(connectorBuilder
			.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())));
		return new ReactiveTransports(runtime, binding, new TransportIdentities("WebClient", environment,
				settings.getIfAvailable(HttpClientSettings::defaults), sslBundles, cookiesByDefault));
	}

	/** The others have to be asked for it. */
	private boolean keepsCookiesByDefault(ClientHttpConnectorBuilder<?> builder) {
		return builder instanceof HttpComponentsClientHttpConnectorBuilder
				|| builder instanceof JettyClientHttpConnectorBuilder;
	}

	// The last of all, so that the cache is the first filter
	@Bean
	@Lazy
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebClientCustomizer httpCacheWebClientCustomizer(ReactiveTransports transports) {
		return transports::bind;
	}

	@Bean
	@Lazy
	WebClientHttpServiceGroupConfigurer httpCacheWebClientHttpServiceGroupConfigurer(ReactiveTransports transports) {
		return transports.groupConfigurer();
	}

	@Bean
	static WebClientSslPostProcessor httpCacheWebClientSslPostProcessor(ObjectProvider<ReactiveTransports> transports) {
		return new WebClientSslPostProcessor(transports);
	}

}
