package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreTicket;
import io.httpcache.store.StoredResponse;
import io.httpcache.test.MutableClock;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often Redis is asked, by its own count.
 */
class RedisRoundTripTest {

	private static final RedisServer SERVER = RedisServers.shared();

	private static final CacheKey KEY = new CacheKey("https://api.example.com/users/1", 0, 0);

	private static LettuceConnectionFactory connection;

	private final MutableClock clock = new MutableClock();

	private RedisStore store;

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(SERVER);
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@BeforeEach
	void warmUp() {
		SERVER.command("FLUSHALL");
		// Tidying up is over when an eviction returns
		this.store = RedisStores.open(connection, this.clock, Runnable::run);
		// Redis has to see each script once
		this.store.put(KEY, this.store.find(KEY).ticket(), Responses.at(this.clock).build(), 16);
		this.store.expire(KEY.uri());
		this.store.evict(new EvictionScope.All());
		this.store.find(KEY);
	}

	@Test
	void aHitIsOneRoundTrip() {
		put("", "body");
		assertThat(commands(() -> assertThat(found()).containsExactly("body"))).isEqualTo("mget");
		assertThat(
				commands(() -> assertThat(Responses.bodies(this.store.findAsync(KEY).join())).containsExactly("body")))
			.isEqualTo("mget");
	}

	@Test
	void aHitAfterAnUnrelatedEvictionOfThisInstanceIsOneRoundTripToo() {
		put("", "body");
		this.store.evict(new EvictionScope.Tag("other"));
		assertThat(commands(() -> assertThat(found()).containsExactly("body"))).isEqualTo("mget");
	}

	@Test
	void aHitAmongVariantsIsTwoRoundTrips() {
		put("a", "A");
		put("b", "B");
		put("c", "C");
		assertThat(commands(() -> assertThat(found()).containsExactly("C", "B", "A"))).isEqualTo("mget mget");
	}

	@Test
	void aHitWithTheOnlyVariantIsOneRoundTrip() {
		put("a", "A");
		assertThat(commands(() -> assertThat(found()).containsExactly("A"))).isEqualTo("mget");
	}

	@Test
	void aMissIsOneRoundTripAndOneMoreForTheFirstOfItsUri() {
		assertThat(commands(() -> assertThat(found()).isEmpty())).isEqualTo("mget");
		CacheKey other = new CacheKey("https://api.example.com/users/2", 0, 0);
		assertThat(commands(() -> this.store.find(other))).isEqualTo("mget evalsha");
		assertThat(commands(() -> this.store.find(other))).isEqualTo("mget");
	}

	@Test
	void storingIsOneRoundTrip() {
		StoreTicket ticket = this.store.find(KEY).ticket();
		assertThat(commands(() -> this.store.put(KEY, ticket, Responses.at(this.clock).build(), 16)))
			.isEqualTo("evalsha");
	}

	@Test
	void aTicketIsOneRoundTripWithoutResponses() {
		put("", "x".repeat(100_000));
		StoreTicket ticket = this.store.find(KEY).ticket();
		long before = SERVER.info("stats", "total_net_output_bytes");
		assertThat(commands(() -> assertThat(this.store.ticketAsync(KEY).join()).isEqualTo(ticket))).isEqualTo("mget");
		assertThat(SERVER.info("stats", "total_net_output_bytes") - before).isLessThan(50_000);
	}

	@Test
	void anInvalidationIsOneRoundTrip() {
		assertThat(commands(() -> this.store.invalidate(KEY.uri()))).isEqualTo("psetex");
		assertThat(commands(() -> this.store.expire(KEY.uri()))).isEqualTo("evalsha");
	}

	@Test
	void a304RewritesMetadataOnly() {
		put("", "x".repeat(100_000));
		StoreLookup lookup = this.store.find(KEY);
		StoredResponse before = lookup.variants().get(0);
		StoredResponse after = before.freshened(Responses.at(this.clock).etag("\"2\"").fields(),
				Responses.at(this.clock).facts(), before.keepUntil() + 1_000);
		this.store.freshen(KEY, lookup.ticket(), before, before);
		long received = SERVER.info("stats", "total_net_input_bytes");
		assertThat(commands(() -> assertThat(this.store.freshen(KEY, lookup.ticket(), before, after)).isTrue()))
			.isEqualTo("evalsha");
		assertThat(SERVER.info("stats", "total_net_input_bytes") - received).isLessThan(20_000);
		StoredResponse found = this.store.find(KEY).variants().get(0);
		assertThat(found.body()).isEqualTo("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
		assertThat(found.fields().first("etag")).isEqualTo("\"2\"");
	}

	private void put(String vary, String body) {
		Responses response = Responses.at(this.clock).body(body);
		assertThat(this.store.put(KEY, this.store.find(KEY).ticket(),
				((vary.isEmpty()) ? response : response.vary("accept", vary)).build(), 16))
			.isTrue();
	}

	private List<String> found() {
		return Responses.bodies(this.store.find(KEY));
	}

	/** The commands that a task sends, apart from those that scripts call. */
	private static String commands(Runnable task) {
		try (CommandMonitor monitor = CommandMonitor.of(SERVER)) {
			task.run();
			return String.join(" ", monitor.commands());
		}
	}

}
