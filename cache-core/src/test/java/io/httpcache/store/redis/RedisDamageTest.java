package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.httpcache.store.CacheKey;
import io.httpcache.store.EvictionScope;
import io.httpcache.store.FailOpenStore;
import io.httpcache.store.ObservedStore;
import io.httpcache.store.Responses;
import io.httpcache.store.StoreLookup;
import io.httpcache.store.StoreResult;
import io.httpcache.store.StoreTicket;
import io.httpcache.test.MutableClock;
import io.httpcache.test.redis.RedisServer;
import io.httpcache.test.redis.RedisServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is under our keys, or is not any more, is a miss, and never brings back what
 * was invalidated.
 */
class RedisDamageTest {

	private static final RedisServer SERVER = RedisServers.shared();

	private static final String URI = "https://api.example.com/users/1";

	private static final CacheKey KEY = new CacheKey(URI, 0, 0);

	private static final RedisKeys KEYS = new RedisKeys(RedisStores.PREFIX);

	private static final String GENERATION = text(KEYS.generation(URI));

	private static final String INDEX = text(KEYS.index(KEY));

	private static final String BODY = INDEX + ":0";

	private static final String SEQUENCE = text(KEYS.sequence());

	private static final String MARKS = text(KEYS.marks());

	private static LettuceConnectionFactory connection;

	private final MutableClock clock = new MutableClock();

	private RedisStore store;

	private RedisStore other;

	@BeforeAll
	static void connect() {
		connection = RedisServers.connect(SERVER);
	}

	@AfterAll
	static void disconnect() {
		connection.destroy();
	}

	@BeforeEach
	void open() {
		SERVER.command("FLUSHALL");
		this.store = RedisStores.open(connection, this.clock);
		this.other = RedisStores.open(connection, this.clock);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "\u0001", "\u0002 a newer version", "{\"foreign\": \"json\"}" })
	void otherBytesInPlaceOfAnIndexAreAMissAndAreReplaced(String bytes) {
		put("old");
		SERVER.command("SET", INDEX, bytes);
		StoreLookup lookup = this.store.find(KEY);
		assertThat(lookup.variants()).isEmpty();
		assertThat(lookup.isCorrupt()).isTrue();
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "another body that is longer" })
	void aBodyOfAnotherLengthIsAMissAndIsReplaced(String body) {
		put("old body");
		SERVER.command("SET", BODY, body);
		assertThat(this.store.find(KEY).isCorrupt()).isTrue();
		assertThat(found()).isEmpty();
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@Test
	void aBodyOfTheSameLengthThatIsNotWhatWasStoredIsAMissAndIsReplaced() {
		put("old body");
		SERVER.command("SETRANGE", BODY, "3", "X");
		assertThat(this.store.find(KEY).isCorrupt()).isTrue();
		assertThat(found()).isEmpty();
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@Test
	void aValueOfAnotherTypeIsAMissAndIsReplaced() {
		for (String key : List.of(GENERATION, INDEX, BODY, SEQUENCE, MARKS)) {
			put("old");
			SERVER.command("DEL", key);
			SERVER.command("RPUSH", key, "a", "b");
			// Whoever comes anew has to read the marks too
			this.store = RedisStores.open(connection, this.clock);
			this.store.evict(new EvictionScope.Tag("t"));
			assertThat(found()).as(key).isEmpty();
			put("new");
			assertThat(found()).as(key).containsExactly("new");
			this.store.invalidate(URI);
			this.store.expire(URI);
			assertThat(found()).as(key).isEmpty();
			assertThat(this.store.entries(10)).isEmpty();
		}
	}

	@Test
	void noDamageToAnIndexIsAnException() {
		put("body");
		String dump = SERVER.command("GET", INDEX);
		Random random = new Random(7);
		for (int round = 0; round < 300; round++) {
			byte[] bytes = dump.getBytes(StandardCharsets.ISO_8859_1);
			for (int change = 0; change <= random.nextInt(4); change++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			byte[] damaged = (random.nextBoolean()) ? bytes
					: java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
			SERVER.command(bytes("SET"), bytes(INDEX), damaged);
			assertThat(found()).isIn(List.of(), List.of("body"));
			this.store.entries(10);
			this.store.statistics();
			if (random.nextInt(10) == 0) {
				put("body");
				assertThat(found()).containsExactly("body");
			}
		}
	}

	@Test
	void damageIsCountedAndToldNotThrown() {
		List<StoreResult> results = new ArrayList<>();
		List<Throwable> failures = new ArrayList<>();
		FailOpenStore guarded = new FailOpenStore(
				new ObservedStore(this.store, "redis", (tier, operation, result) -> results.add(result)),
				(operation, failure) -> failures.add(failure));
		put("body");
		SERVER.command("SET", INDEX, "damaged");
		assertThat(guarded.find(KEY).variants()).isEmpty();
		assertThat(guarded.findAsync(KEY).join().variants()).isEmpty();
		assertThat(results).containsExactly(StoreResult.CORRUPT, StoreResult.CORRUPT);
		assertThat(failures).hasSize(2).allMatch(io.httpcache.store.CorruptEntryException.class::isInstance);
	}

	@ParameterizedTest
	@ValueSource(strings = { "generation", "index", "body", "sequence" })
	void whatRedisEvictsIsAMiss(String what) {
		put("body");
		SERVER.command("DEL", key(what));
		assertThat(found()).isEmpty();
		put("again");
		assertThat(found()).containsExactly("again");
	}

	@ParameterizedTest
	@ValueSource(strings = { "generation", "sequence" })
	void whatIsFetchedWhileRedisForgetsIsNotStored(String what) {
		StoreTicket ticket = this.store.find(KEY).ticket();
		this.other.invalidate(URI);
		this.other.evict(new EvictionScope.All());
		SERVER.command("DEL", key(what));
		this.other.find(KEY);
		assertThat(put(ticket, "old")).isFalse();
		assertThat(found()).isEmpty();
	}

	@Test
	void marksThatAreGoneAreTakenForAnEvictionOfEverything() {
		put("body");
		this.store.evict(new EvictionScope.Tag("t"));
		SERVER.command("DEL", MARKS);
		this.other.evict(new EvictionScope.Tag("u"));
		assertThat(found()).isEmpty();
		assertThat(Responses.bodies(RedisStores.open(connection, this.clock).find(KEY))).isEmpty();
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@Test
	void marksThatAFailoverLostAreNoticedByWhoeverKnewThem() {
		put("body");
		String before = SERVER.command("GET", SEQUENCE);
		this.store.evict(new EvictionScope.Tag("t"));
		this.store.find(KEY);
		SERVER.command("SET", SEQUENCE, before);
		SERVER.command("DEL", MARKS);
		assertThat(found()).isEmpty();
		assertThat(Responses.bodies(this.other.find(KEY))).isEmpty();
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@Test
	void flushingTheDatabaseIsAClear() {
		put("body");
		StoreTicket ticket = this.store.find(KEY).ticket();
		SERVER.command("FLUSHALL");
		assertThat(found()).isEmpty();
		assertThat(put(ticket, "old")).isFalse();
		put("new");
		assertThat(found()).containsExactly("new");
		assertThat(Responses.bodies(this.other.find(KEY))).containsExactly("new");
	}

	@Test
	void scriptsThatRedisForgotAreSentAgain() {
		put("body");
		SERVER.command("SCRIPT", "FLUSH");
		put("new");
		assertThat(found()).containsExactly("new");
	}

	@Test
	void deletingTheKeysOfAUriByHandIsAnInvalidation() {
		put("body");
		StoreTicket ticket = this.store.find(KEY).ticket();
		SERVER.command("DEL", GENERATION);
		assertThat(found()).isEmpty();
		assertThat(put(ticket, "old")).isFalse();
	}

	private void put(String body) {
		assertThat(put(this.store.find(KEY).ticket(), body)).isTrue();
	}

	private boolean put(StoreTicket ticket, String body) {
		return this.store.put(KEY, ticket, Responses.at(this.clock).body(body).build(), 16);
	}

	private List<String> found() {
		return Responses.bodies(this.store.find(KEY));
	}

	private static String key(String what) {
		return switch (what) {
			case "generation" -> GENERATION;
			case "index" -> INDEX;
			case "body" -> BODY;
			default -> SEQUENCE;
		};
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
