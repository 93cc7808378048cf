package io.httpcache;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Immutable options of one request; see {@link CacheOptions}. Each method answers with a
 * copy. As a consumer of attributes it adds itself to options that are there already, its
 * own values winning.
 *
 * @param ttl time to live, or {@code null}
 * @param staleIfError window for standing in on error, or {@code null}
 * @param fetch what to ask of the origin
 * @param partition name of a partition, or {@code null}
 * @param key part of the key, or {@code null}
 * @param tags labels of the stored response
 */
public record RequestCacheOptions(@Nullable Duration ttl, @Nullable Duration staleIfError, Fetch fetch,
		@Nullable String partition, @Nullable String key, Set<String> tags) implements Consumer<Map<String, Object>> {

	/** Nothing asked for. */
	public static final RequestCacheOptions NONE = new RequestCacheOptions(null, null, Fetch.AS_NEEDED, null, null,
			Set.of());

	private static final ThreadLocal<@Nullable RequestCacheOptions> CURRENT = new ThreadLocal<>();

	public RequestCacheOptions {
		requireNotNegative("ttl", ttl);
		requireNotNegative("staleIfError", staleIfError);
		tags = Set.copyOf(tags);
	}

	private static void requireNotNegative(String name, @Nullable Duration duration) {
		if (duration != null && duration.isNegative()) {
			throw new IllegalArgumentException(name + " must not be negative: " + duration);
		}
	}

	/**
	 * See {@link CacheOptions#ttl(Duration)}.
	 * @param ttl the time to live, not negative
	 * @return a copy with it
	 */
	public RequestCacheOptions ttl(Duration ttl) {
		return new RequestCacheOptions(ttl, this.staleIfError, this.fetch, this.partition, this.key, this.tags);
	}

	/**
	 * See {@link CacheOptions#staleIfError(Duration)}.
	 * @param window the time after the end of freshness, not negative
	 * @return a copy with it
	 */
	public RequestCacheOptions staleIfError(Duration window) {
		return new RequestCacheOptions(this.ttl, window, this.fetch, this.partition, this.key, this.tags);
	}

	/**
	 * See {@link CacheOptions#bypass()}.
	 * @return a copy with it
	 */
	public RequestCacheOptions bypass() {
		return fetch(Fetch.BYPASS);
	}

	/**
	 * See {@link CacheOptions#refresh()}.
	 * @return a copy with it
	 */
	public RequestCacheOptions refresh() {
		return fetch(Fetch.REFRESH);
	}

	/**
	 * See {@link CacheOptions#forceRefresh()}.
	 * @return a copy with it
	 */
	public RequestCacheOptions forceRefresh() {
		return fetch(Fetch.FORCE_REFRESH);
	}

	/**
	 * See {@link CacheOptions#onlyIfCached()}.
	 * @return a copy with it
	 */
	public RequestCacheOptions onlyIfCached() {
		return fetch(Fetch.ONLY_IF_CACHED);
	}

	private RequestCacheOptions fetch(Fetch fetch) {
		return new RequestCacheOptions(this.ttl, this.staleIfError, fetch, this.partition, this.key, this.tags);
	}

	/**
	 * See {@link CacheOptions#partition(String)}.
	 * @param name the partition
	 * @return a copy with it
	 */
	public RequestCacheOptions partition(String name) {
		return new RequestCacheOptions(this.ttl, this.staleIfError, this.fetch, name, this.key, this.tags);
	}

	/**
	 * See {@link CacheOptions#key(Object...)}.
	 * @param parts what the URI does not say
	 * @return a copy with it
	 */
	public RequestCacheOptions key(Object... parts) {
		StringBuilder joined = new StringBuilder();
		for (Object part : parts) {
			String text = String.valueOf(part);
			// The length keeps "a", "bc" from "ab", "c"
			joined.append(text.length()).append(':').append(text);
		}
		String part = joined.toString();
		return new RequestCacheOptions(this.ttl, this.staleIfError, this.fetch, this.partition, part, this.tags);
	}

	/**
	 * See {@link CacheOptions#tags(String...)}.
	 * @param tags the labels, added to those there are
	 * @return a copy with them
	 */
	public RequestCacheOptions tags(String... tags) {
		Set<String> all = new LinkedHashSet<>(this.tags);
		all.addAll(Set.of(tags));
		return new RequestCacheOptions(this.ttl, this.staleIfError, this.fetch, this.partition, this.key, all);
	}

	/**
	 * Puts these options into the attributes of a request.
	 * @param attributes the attributes
	 */
	@Override
	public void accept(Map<String, Object> attributes) {
		attributes.merge(CacheOptions.ATTRIBUTE, this,
				(before, added) -> (before instanceof RequestCacheOptions options) ? options.and(this) : added);
	}

	/**
	 * These options with those of a more specific place on top.
	 * @param other the options that win
	 * @return both
	 */
	public RequestCacheOptions and(RequestCacheOptions other) {
		Set<String> all = new LinkedHashSet<>(this.tags);
		all.addAll(other.tags);
		return new RequestCacheOptions((other.ttl != null) ? other.ttl : this.ttl,
				(other.staleIfError != null) ? other.staleIfError : this.staleIfError,
				(other.fetch != Fetch.AS_NEEDED) ? other.fetch : this.fetch,
				(other.partition != null) ? other.partition : this.partition,
				(other.key != null) ? other.key : this.key, all);
	}

	/**
	 * Calls a blocking client that takes no attributes (a {@code RestTemplate}) under
	 * these options: they hold for the requests that this thread sends within the call.
	 * @param <T> the type of the result
	 * @param call what to call
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T call(Supplier<T> call) {
		RequestCacheOptions before = CURRENT.get();
		CURRENT.set((before != null) ? before.and(this) : this);
		try {
			return call.get();
		}
		finally {
			if (before != null) {
				CURRENT.set(before);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/**
	 * The options in force for a request.
	 * @param attribute the request attribute {@link CacheOptions#ATTRIBUTE}, or
	 * {@code null}
	 * @param threadBound whether the request is sent by the thread that called
	 * {@link #call}
	 * @return the options, {@link #NONE} when there are none
	 */
	public static RequestCacheOptions resolve(@Nullable Object attribute, boolean threadBound) {
		RequestCacheOptions current = threadBound ? CURRENT.get() : null;
		if (attribute instanceof RequestCacheOptions options) {
			return (current != null) ? current.and(options) : options;
		}
		return (current != null) ? current : NONE;
	}

	/**
	 * What a request asks of the origin.
	 */
	public enum Fetch {

		/** What the rules say. */
		AS_NEEDED,

		/** Validate what is stored. */
		REFRESH,

		/** The whole response. */
		FORCE_REFRESH,

		/** Nothing at all. */
		ONLY_IF_CACHED,

		/** Everything, without the cache. */
		BYPASS

	}

}
