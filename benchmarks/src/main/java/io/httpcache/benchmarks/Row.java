package io.httpcache.benchmarks;

import java.util.List;

/**
 * A line of the table.
 *
 * @param title what is measured
 * @param benchmark the key of its benchmark: the name of the method, and of parameters
 * their values
 * @param floor the key of the benchmark that it is compared with
 * @param waits whether it waits for a peer, so that processor time says too little
 * @param budget what it may cost
 */
record Row(String title, String benchmark, String floor, boolean waits, Budget budget) {

	private static final int BODY = 64 * Payload.KIB;

	/** The lines in order; those of a further client go at the end. */
	static List<Row> all() {
		return List.of(floor("floor, 1 KiB", "floor"), hit("hit 1 KiB", "hit", "floor", Budget.of(1.5, 800)),
				peer("naive Caffeine interceptor 1 KiB", "naive", "floor"),
				peer("Apache's cache 1 KiB", "apache", "floor"),
				peer("floor, 1 KiB, bearer token of 800 characters", "floorBearer", "floor"),
				hit("hit 1 KiB, bearer token of 800 characters", "hitBearer", "floor", Budget.of(2.2, 900)),
				hit("hit 1 KiB, 20 routes", "hitRoutes", "floor", Budget.of(1.5, 800)),
				peer("hit 1 KiB, Vary: Accept", "hitVary", "floor"), floor("floor, toEntity", "floorEntity"),
				hit("hit 1 KiB, toEntity", "hitEntity", "floorEntity", Budget.of(1.5, 0)),
				floor("floor, Jackson into a record", "floorJackson"),
				hit("hit 1 KiB, Jackson into a record", "hitJackson", "floorJackson", Budget.of(1.5, 0)),
				floor("floor, 64 KiB", "floor64"), hit("hit 64 KiB", "hit64", "floor64", new Budget(0, 0, 70_000)),
				peer("naive Caffeine interceptor 64 KiB", "naive64", "floor64"),
				peer("Apache's cache 64 KiB", "apache64", "floor64"), floor("WebClient floor, 1 KiB", "webClientFloor"),
				hit("WebClient hit 1 KiB", "webClientHit", "webClientFloor", Budget.of(1.5, 2000)),
				peer("WebClient, naive Caffeine filter 1 KiB", "webClientNaive", "webClientFloor"),
				floor("uncached call over loopback, 1 KiB", "uncachedLoopback 1"),
				miss("miss over loopback, 1 KiB", "missLoopback 1", "uncachedLoopback 1", Budget.of(1.1, 0)),
				miss("Apache's cache, miss over loopback, 1 KiB", "apacheMissLoopback 1", "uncachedLoopback 1",
						Budget.NONE),
				floor("uncached call over loopback, 64 KiB", "uncachedLoopback 64"),
				miss("miss over loopback, 64 KiB", "missLoopback 64", "uncachedLoopback 64", Budget.of(1.1, 0)),
				miss("Apache's cache, miss over loopback, 64 KiB", "apacheMissLoopback 64", "uncachedLoopback 64",
						Budget.NONE),
				floor("uncached call in memory, 1 KiB", "uncachedMemory 1"),
				hit("miss in memory, 1 KiB", "missMemory 1", "uncachedMemory 1", Budget.of(0, 6000 + Payload.KIB)),
				floor("uncached call in memory, 64 KiB", "uncachedMemory 64"),
				hit("miss in memory, 64 KiB", "missMemory 64", "uncachedMemory 64", Budget.of(0, 6000 + BODY)),
				floor("floor, 1,000 URIs", "floorEntries 1000"),
				peer("floor, 1,000,000 URIs", "floorEntries 1000000", "floorEntries 1000"),
				floor("Caffeine's get, 1,000 entries", "caffeineGet 1000"),
				peer("Caffeine's get, 1,000,000 entries", "caffeineGet 1000000", "caffeineGet 1000"),
				floor("hit, 1,000 entries", "hitEntries 1000"),
				peer("hit, 1,000,000 entries", "hitEntries 1000000", "hitEntries 1000"),
				floor("RedisConnection.get, 1.5 KiB", "redisGet"),
				miss("Redis hit, 1.5 KiB", "redisHit", "redisGet", Budget.of(1.25, 0)));
	}

	private static Row floor(String title, String benchmark) {
		return new Row(title, benchmark, benchmark, false, Budget.NONE);
	}

	private static Row peer(String title, String benchmark, String floor) {
		return new Row(title, benchmark, floor, false, Budget.NONE);
	}

	private static Row hit(String title, String benchmark, String floor, Budget budget) {
		return new Row(title, benchmark, floor, false, budget);
	}

	private static Row miss(String title, String benchmark, String floor, Budget budget) {
		return new Row(title, benchmark, floor, true, budget);
	}

}
