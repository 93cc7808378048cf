package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import org.jspecify.annotations.Nullable;

import io.httpcache.store.CorruptEntryException;
import io.httpcache.store.StoreStatistics;
import io.httpcache.store.StoredEntry;
import io.httpcache.store.StoredResponse;
import io.httpcache.store.StoredResponseCodec;
import io.httpcache.store.redis.RedisReads.Read;

/**
 * Walks over what is stored, on every master: for figures, for the list of entries and to
 * tidy up. Nothing that is right or wrong depends on it. Blocks.
 */
final class RedisScan {

	private static final int PAGE = 256;

	/** How far figures look, before they take the rest to be alike. */
	private static final int PAGES_FOR_FIGURES = 8;

	/** All instances together tidy up once in this time. */
	private static final long TIDY_MILLIS = 300_000;

	private final RedisLink link;

	private final RedisKeys keys;

	private final RedisReads reads;

	private final ValueCodec codec;

	private final Clock clock;

	RedisScan(RedisLink link, RedisKeys keys, RedisReads reads, ValueCodec codec, Clock clock) {
		this.link = link;
		this.keys = keys;
		this.reads = reads;
		this.codec = codec;
		this.clock = clock;
	}

	List<StoredEntry> entries(int limit) {
		List<StoredEntry> entries = new ArrayList<>();
		if (limit > 0) {
			walk(Integer.MAX_VALUE, (found) -> {
				if (!found.valid().isEmpty()) {
					addEntries(found, limit, entries);
				}
				return entries.size() < limit;
			});
		}
		return entries;
	}

	private void addEntries(Found found, int limit, List<StoredEntry> entries) {
		byte[][] names = found.valid()
			.stream()
			.limit(limit - entries.size())
			.map((record) -> RedisKeys.body(found.key(), record.place()))
			.toArray(byte[][]::new);
		List<KeyValue<byte[], byte[]>> bodies = this.link
			.call((redis) -> redis.commands().mget(names).toCompletableFuture());
		for (int i = 0; i < names.length; i++) {
			byte[] body = RedisReads.value(bodies, i);
			try {
				if (body != null) {
					StoredResponse response = this.reads.decode(found.valid().get(i), body, found.key());
					boolean expires = found.valid().get(i).expiry() != found.expiry() && !response.facts().expired();
					entries.add(new StoredEntry(this.keys.keyOf(found.key(), found.uri()),
							(expires) ? response.asExpired() : response));
				}
			}
			catch (CorruptEntryException ex) {
				// Told to whoever looks it up
			}
		}
	}

	StoreStatistics statistics() {
		long[] figures = new long[2];
		double part = walk(PAGES_FOR_FIGURES, (found) -> {
			for (VariantRecord record : found.valid()) {
				figures[0]++;
				figures[1] += VariantRecord.HEADER + record.metadata().length + record.bodyLength();
			}
			return true;
		});
		Map<String, Long> server = server();
		return new StoreStatistics("redis", Math.round(figures[0] / part), Math.round(figures[1] / part),
				server.getOrDefault("maxmemory", -1L), Math.max(0, server.getOrDefault("evicted_keys", 0L)), true);
	}

	// Of the server, which may hold other things too; a cluster has several of them
	private Map<String, Long> server() {
		String info = this.link.call((redis) -> (redis.isCluster()) ? CompletableFuture.completedFuture("")
				: redis.commands().info().toCompletableFuture());
		Map<String, Long> figures = new LinkedHashMap<>();
		for (String line : info.split("\r?\n")) {
			String[] parts = line.split(":", 2);
			if (parts.length == 2 && (parts[0].equals("maxmemory") || parts[0].equals("evicted_keys"))) {
				long figure = Long.parseLong(parts[1].strip());
				figures.put(parts[0], (parts[0].equals("maxmemory") && figure == 0) ? -1 : figure);
			}
		}
		return figures;
	}

	/** Removes what is not valid any more, unless some instance did lately. */
	void tidy() {
		byte[] turn = this.keys.tidying();
		String begun = this.link.call((redis) -> redis.commands()
			.set(turn, new byte[] { '1' }, SetArgs.Builder.nx().px(TIDY_MILLIS))
			.toCompletableFuture());
		if (begun != null) {
			walk(Integer.MAX_VALUE, (found) -> {
				if (found.valid().isEmpty()) {
					remove(found);
				}
				return true;
			});
		}
	}

	private void remove(Found found) {
		byte[][] arguments = new byte[found.places().size() + 1][];
		arguments[0] = found.bytes();
		for (int i = 0; i < found.places().size(); i++) {
			arguments[i + 1] = RedisWrites.text(found.places().get(i));
		}
		this.link.call((redis) -> Scripts.REMOVE.<Long>run(redis.commands(), ScriptOutputType.INTEGER,
				new byte[][] { found.key() }, arguments));
	}

	/**
	 * Visits indexes.
	 * @param mostPages how many pages of the key space at most
	 * @param visitor is shown each, and says whether to go on
	 * @return which part of the key space was seen, more than 0 and at most 1
	 */
	private double walk(int mostPages, Predicate<Found> visitor) {
		ScanArgs matching = ScanArgs.Builder.matches(this.keys.pattern()).limit(PAGE);
		KeyScanCursor<byte[]> page = this.link.call((redis) -> redis.commands().scan(matching).toCompletableFuture());
		for (int pages = 1;; pages++) {
			for (Found found : look(page.getKeys())) {
				if (!visitor.test(found)) {
					return 1;
				}
			}
			if (page.isFinished()) {
				return 1;
			}
			if (pages == mostPages) {
				long all = this.link.call((redis) -> redis.commands().dbsize().toCompletableFuture());
				return Math.min(1, pages * (double) PAGE / Math.max(1, all));
			}
			ScanCursor cursor = page;
			page = this.link.call((redis) -> redis.commands().scan(cursor, matching).toCompletableFuture());
		}
	}

	private List<Found> look(List<byte[]> page) {
		List<byte[]> indexes = page.stream().filter(this.keys::isIndex).toList();
		if (indexes.isEmpty()) {
			return List.of();
		}
		byte[][] names = new byte[2 * indexes.size()][];
		for (int i = 0; i < indexes.size(); i++) {
			names[2 * i] = this.keys.generationOf(indexes.get(i));
			names[2 * i + 1] = indexes.get(i);
		}
		Read read = this.link.call((redis) -> this.reads.read(redis, names));
		List<Found> found = new ArrayList<>();
		for (int i = 0; i < indexes.size(); i++) {
			byte[] bytes = read.values().get(2 * i + 1);
			if (bytes != null) {
				found.add(look(indexes.get(i), Generation.read(read.values().get(2 * i)), bytes, read.marks()));
			}
		}
		return found;
	}

	private Found look(byte[] key, @Nullable Generation generation, byte[] bytes, Marks marks) {
		try {
			VariantIndex index = VariantIndex.decode(bytes);
			String uri = new String(this.codec.decode(index.uri(), ValueCodec.Part.URI, key), StandardCharsets.UTF_8);
			List<Integer> places = index.records().stream().map(VariantRecord::place).toList();
			if (generation == null || index.generation() != generation.value() || index.epoch() != marks.epoch()) {
				return new Found(key, bytes, uri, 0, places, List.of());
			}
			List<VariantRecord> valid = new ArrayList<>();
			for (VariantRecord record : index.records()) {
				StoredResponse metadata = StoredResponseCodec
					.decodeMetadata(this.codec.decode(record.metadata(), ValueCodec.Part.METADATA, key));
				if (record.keepUntil() >= this.clock.millis() && !marks.cover(record.sequence(), uri, metadata)) {
					valid.add(record);
				}
			}
			return new Found(key, bytes, uri, generation.expiry(), places, valid);
		}
		catch (CorruptEntryException ex) {
			return new Found(key, bytes, "", 0, List.of(), List.of());
		}
	}

	/**
	 * An index.
	 *
	 * @param key its key
	 * @param bytes its bytes
	 * @param uri its URI
	 * @param expiry the expiry that fresh variants were stored under
	 * @param places the places of all bodies
	 * @param valid the variants that are valid
	 */
	private record Found(byte[] key, byte[] bytes, String uri, long expiry, List<Integer> places,
			List<VariantRecord> valid) {

	}

}
