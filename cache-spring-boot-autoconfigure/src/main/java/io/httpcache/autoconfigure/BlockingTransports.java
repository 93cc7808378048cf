package io.httpcache.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

import io.httpcache.client.CacheRuntime;
import io.httpcache.client.blocking.BlockingBinding;
import io.httpcache.client.blocking.CachingInterceptor;

/**
 * Puts the cache on blocking clients, in a partition of their own where their transport
 * has an identity.
 */
final class BlockingTransports {

	private final CacheRuntime runtime;

	private final BlockingBinding unpartitioned;

	private final TransportIdentities identities;

	BlockingTransports(CacheRuntime runtime, BlockingBinding unpartitioned, TransportIdentities identities) {
		this.runtime = runtime;
		this.unpartitioned = unpartitioned;
		this.identities = identities;
	}

	/** Puts the cache on a client whose transport has just been made. */
	void bind(Object client) {
		binding(this.identities.common()).bind(client);
	}

	private BlockingBinding binding(TransportIdentity identity) {
		String partition = identity.newPartition();
		return (partition != null) ? new BlockingBinding(new CachingInterceptor(this.runtime, partition))
				: this.unpartitioned;
	}

	/** Knows the group of a client, which a customizer does not. */
	RestClientHttpServiceGroupConfigurer groupConfigurer() {
		return (groups) -> groups
			.forEachClient((group, builder) -> binding(this.identities.ofGroup(group.name())).rebind(builder));
	}

	/**
	 * Knows the bundle that replaces the transport of a client.
	 * @param ssl what replaces it
	 * @param transports asked when a client is given a bundle
	 * @return the same, and the cache knows
	 */
	static RestClientSsl observe(RestClientSsl ssl, Supplier<BlockingTransports> transports) {
		return new PartitioningRestClientSsl(ssl, transports);
	}

	private Consumer<RestClient.Builder> rebound(Consumer<RestClient.Builder> ssl, TransportIdentity identity) {
		return ssl.andThen((builder) -> binding(identity).rebind(builder));
	}

	private static final class PartitioningRestClientSsl implements RestClientSsl {

		private final RestClientSsl delegate;

		private final Supplier<BlockingTransports> transports;

		PartitioningRestClientSsl(RestClientSsl delegate, Supplier<BlockingTransports> transports) {
			this.delegate = delegate;
			this.transports = transports;
		}

		@Override
		public Consumer<RestClient.Builder> fromBundle(String bundleName) {
			BlockingTransports transports = this.transports.get();
			return transports.rebound(this.delegate.fromBundle(bundleName), transports.identities.ofBundle(bundleName));
		}

		@Override
		public Consumer<RestClient.Builder> fromBundle(SslBundle bundle) {
			BlockingTransports transports = this.transports.get();
			return transports.rebound(this.delegate.fromBundle(bundle),
					transports.identities.common().withSslBundle(bundle));
		}

	}

}
