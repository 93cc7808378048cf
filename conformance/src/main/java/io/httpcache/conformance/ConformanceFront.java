package io.httpcache.conformance;

import java.io.IOException;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

import io.httpcache.HttpCache;
import io.httpcache.store.HttpCacheStore;
import io.httpcache.test.redis.RedisServer;

/**
 * Starts the front before an origin:
 * {@code rest-client|rest-template|web-client none|shared|private|apache caffeine|redis|near ORIGIN}.
 * It prints its address and ends when its standard input does, so that it never outlives
 * the run that started it.
 */
@SpringBootApplication
public class ConformanceFront {

	/**
	 * Starts the front.
	 * @param args the client, the mode, the store and the base URL of the origin
	 * @throws IOException when no port can be opened
	 */
	public static void main(String[] args) throws IOException {
		Assert.isTrue(args.length == 4, "Expected a client, a mode, a store and the URL of the origin");
		TransportConfiguration.prepare();
		boolean shared = !"caffeine".equals(args[2]);
		try (RedisServer redis = (shared) ? RedisServer.start() : null;
				ConfigurableApplicationContext application = start(args[1], args[2], redis);
				Front front = new Front(client(args[0], args[1], URI.create(args[3]), application))) {
			System.out.println("Listening on " + front.uri());
			while (System.in.read() != -1) {
				// Whatever is typed is not for the front.
			}
		}
	}

	/**
	 * Starts the application whose builders make the client.
	 * @param mode the mode, a profile of the application
	 * @param store the store, another one
	 * @param redis where the store keeps its entries, or {@code null} for in memory
	 * @return the running application
	 */
	static ConfigurableApplicationContext start(String mode, String store, @Nullable RedisServer redis) {
		SpringApplication application = new SpringApplication(ConformanceFront.class);
		application.setAdditionalProfiles(mode, store);
		return application
			.run((redis != null) ? new String[] { "--spring.data.redis.port=" + redis.port() } : new String[0]);
	}

	private static String storeType(ConfigurableApplicationContext application) {
		return application.getEnvironment().getProperty("httpcache.store.type", "caffeine");
	}

	static ClientUnderTest client(String client, String mode, URI origin, ConfigurableApplicationContext application) {
		ClientKind kind = ClientKind.named(client);
		boolean cached = "shared".equals(mode) || "private".equals(mode);
		// Without this, a starter that stays silent would be measured as a cache that
		// never hits.
		Assert.state(!cached || application.getBeanProvider(HttpCache.class).getIfAvailable() != null,
				() -> "Mode " + mode + " needs the cache, and the starter has made no HttpCache bean");
		Assert.state(!"apache".equals(mode) || kind != ClientKind.WEB_CLIENT,
				"Apache's cache is compared through the blocking clients only");
		Assert.state(!cached || application.getBean(HttpCacheStore.class).type().equals(storeType(application)),
				"The cache has another store than it was told to have");
		return kind.create(application, origin);
	}

}
