package io.httpcache.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

import io.httpcache.client.CacheRuntime;
import io.httpcache.client.reactive.CachingExchangeFilter;
import io.httpcache.client.reactive.ReactiveBinding;

/**
 * Puts the cache on reactive clients, in a partition of their own where their transport
 * has an identity. All of them share one connector unless they are given another one.
 */
final class ReactiveTransports {

	private final CacheRuntime runtime;

	private final ReactiveBinding unpartitioned;

	private final TransportIdentities identities;

	private final @Nullable String common;

	ReactiveTransports(CacheRuntime runtime, ReactiveBinding unpartitioned, TransportIdentities identities) {
		this.runtime = runtime;
		this.unpartitioned = unpartitioned;
		this.identities = identities;
		this.common = identities.common().newPartition();
	}

	/** Puts the cache on a client with the common connector. */
	void bind(WebClient.Builder builder) {
		binding(this.common).bind(builder);
	}

	private ReactiveBinding binding(@Nullable String partition) {
		return (partition != null) ? new ReactiveBinding(new CachingExchangeFilter(this.runtime, partition))
				: this.unpartitioned;
	}

	/** Knows the group of a client, which a customizer does not. */
	WebClientHttpServiceGroupConfigurer groupConfigurer() {
		return (groups) -> groups
			.forEachClient((group, builder) -> binding(groupPartition(group.name())).rebind(builder));
	}

	/**
	 * Boot's own customizer may put the common connector into the place of the group's,
	 * so it counts too.
	 */
	private @Nullable String groupPartition(String name) {
		String group = this.identities.ofGroup(name).newPartition();
		return (group == null || this.common == null) ? (group != null) ? group : this.common
				: this.common + " " + group;
	}

	/**
	 * Knows the bundle that replaces the connector of a client.
	 * @param ssl what replaces it
	 * @param transports asked when a client is given a bundle
	 * @return the same, and the cache knows
	 */
	static WebClientSsl observe(WebClientSsl ssl, Supplier<ReactiveTransports> transports) {
		return new PartitioningWebClientSsl(ssl, transports);
	}

	private Consumer<WebClient.Builder> rebound(Consumer<WebClient.Builder> ssl, TransportIdentity identity) {
		return ssl.andThen((builder) -> binding(identity.newPartition()).rebind(builder));
	}

	private static final class PartitioningWebClientSsl implements WebClientSsl {

		private final WebClientSsl delegate;

		private final Supplier<ReactiveTransports> transports;

		PartitioningWebClientSsl(WebClientSsl delegate, Supplier<ReactiveTransports> transports) {
			this.delegate = delegate;
			this.transports = transports;
		}

		@Override
		public Consumer<WebClient.Builder> fromBundle(String bundleName) {
			ReactiveTransports transports = this.transports.get();
			return transports.rebound(this.delegate.fromBundle(bundleName), transports.identities.ofBundle(bundleName));
		}

		@Override
		public Consumer<WebClient.Builder> fromBundle(SslBundle bundle) {
			ReactiveTransports transports = this.transports.get();
			return transports.rebound(this.delegate.fromBundle(bundle),
					transports.identities.common().withSslBundle(bundle));
		}

	}

}
