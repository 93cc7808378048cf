package io.httpcache.autoconfigure.insight;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.engine.CachePolicy;
import io.httpcache.engine.Freshness;
import io.httpcache.engine.Prohibition;
import io.httpcache.engine.ResponseFacts;

/**
 * Plays recorded requests against a cache that has room for everything, under other
 * rules. How long a response is fresh is {@link Freshness}' answer. Used by one thread.
 */
final class Replay {

	private final List<Sample> samples;

	private final Hypothesis hypothesis;

	/**
	 * What a request was like, where its own sample does not say: by key and response.
	 */
	private final Map<Long, Fetched> contexts;

	private final Map<Long, Map<Long, Entry>> entries = new HashMap<>();

	private Replay(List<Sample> samples, Hypothesis hypothesis, Map<Long, Fetched> contexts) {
		this.samples = samples;
		this.hypothesis = hypothesis;
		this.contexts = contexts;
	}

	/** Which of the requests a cache under these rules would have answered. */
	static BitSet hits(List<Sample> samples, Hypothesis hypothesis) {
		return new Replay(samples, hypothesis, contexts(samples)).hits();
	}

	/** What each request that was answered from the cache was like, by its response. */
	static Map<Long, Fetched> contexts(List<Sample> samples) {
		Map<Long, Fetched> contexts = new HashMap<>();
		for (Sample sample : samples) {
			Fetched fetched = sample.fetched();
			if (fetched != null) {
				contexts.put(sample.key(), fetched);
				contexts.put(Fingerprints.combine(sample.key(), sample.arrived()), fetched);
			}
		}
		return contexts;
	}

	static @Nullable Fetched context(Sample sample, Map<Long, Fetched> contexts) {
		if (sample.fetched() != null) {
			return sample.fetched();
		}
		Fetched ofResponse = contexts.get(Fingerprints.combine(sample.key(), sample.arrived()));
		return (ofResponse != null) ? ofResponse : contexts.get(sample.key());
	}

	private BitSet hits() {
		BitSet hits = new BitSet();
		for (int i = 0; i < this.samples.size(); i++) {
			hits.set(i, isHit(this.samples.get(i)));
		}
		return hits;
	}

	private boolean isHit(Sample sample) {
		if (sample.outcome() == CacheOutcome.BYPASS && !this.hypothesis.credentials()) {
			return false;
		}
		Fetched context = context(sample, this.contexts);
		Map<Long, Entry> variants = this.entries.computeIfAbsent(key(sample, context), (key) -> new LinkedHashMap<>());
		long variant = (context != null) ? context.vary().without(this.hypothesis.droppedVary()) : 0;
		Entry entry = variants.get(variant);
		Fetched fetched = sample.fetched();
		if (fetched == null && isUnseenArrival(sample) && (entry == null || sample.arrived() > entry.arrived())) {
			entry = new Entry(sample.arrived(), expires(sample, context));
			store(variants, variant, entry);
		}
		if (sample.outcome().isAnsweredByCache()) {
			boolean stale = sample.outcome() != CacheOutcome.HIT;
			if (stale || context == null || entry == null || sample.at() < entry.expires()) {
				return true;
			}
			// What answered then was fetched where these rules would not have
			store(variants, variant, new Entry(sample.at(), sample.at() + lifetime(context)));
			return false;
		}
		if (entry != null && sample.at() < entry.expires() && (fetched == null || !fetched.insists())) {
			return true;
		}
		if (fetched != null) {
			long arrived = fetched.assessment().facts().responseTime();
			long expires = expires(fetched);
			if (expires > arrived) {
				store(variants, variant, new Entry(arrived, expires));
			}
		}
		return false;
	}

	/** A response that came in before the record began, or in the background. */
	private boolean isUnseenArrival(Sample sample) {
		return sample.arrived() > 0 && !this.contexts.containsKey(Fingerprints.combine(sample.key(), sample.arrived()));
	}

	private void store(Map<Long, Entry> variants, long variant, Entry entry) {
		variants.remove(variant);
		variants.put(variant, entry);
		if (variants.size() > this.hypothesis.maxVariants()) {
			variants.remove(variants.keySet().iterator().next());
		}
	}

	private long key(Sample sample, @Nullable Fetched context) {
		if (context == null) {
			return sample.key();
		}
		long uri = (this.hypothesis.droppedParameters() == null) ? sample.uri() : Fingerprints.combine(sample.path(),
				context.parameters().without(this.hypothesis.droppedParameters()));
		long partition = (this.hypothesis.droppedHeaders() == null) ? sample.partition()
				: context.headers().without(this.hypothesis.droppedHeaders());
		return Fingerprints.combine(uri, partition);
	}

	private long expires(Sample sample, @Nullable Fetched context) {
		if (context == null) {
			return sample.expires();
		}
		return Math.max(sample.expires(), sample.arrived() + lifetime(context));
	}

	private long lifetime(Fetched fetched) {
		return Math.max(0, expires(fetched) - fetched.assessment().facts().responseTime());
	}

	/**
	 * When the response becomes stale under these rules; not after its arrival for never
	 * fresh.
	 */
	private long expires(Fetched fetched) {
		CachePolicy policy = this.hypothesis.policy();
		ResponseFacts facts = fetched.assessment().facts();
		if (!isStorable(fetched, policy) || (facts.noCache() && !policy.ignores(Prohibition.NO_CACHE))) {
			return 0;
		}
		Set<Prohibition> configuring = fetched.assessment().configuring();
		boolean configurable = facts.configurable() || policy.ignore().containsAll(configuring);
		return Freshness.expiresAt(configurable ? configurable(facts) : facts, fetched.status(), policy, null);
	}

	private static boolean isStorable(Fetched fetched, CachePolicy policy) {
		if (!policy.ignore().containsAll(fetched.assessment().storing())) {
			return false;
		}
		CacheReason refusal = fetched.assessment().refusal();
		boolean tooLarge = refusal == CacheReason.TOO_LARGE || fetched.notStored() == CacheReason.TOO_LARGE;
		if (tooLarge) {
			return fetched.length() <= policy.maxEntrySize();
		}
		return refusal == null && !isFinal(fetched.notStored());
	}

	/** What no rule of a route changes. */
	private static boolean isFinal(@Nullable CacheReason reason) {
		return reason != null && switch (reason) {
			case SLOW_BODY, MAX_IN_FLIGHT, TRUNCATED, FILTERED, READ_ONLY, STREAMING, STATUS, PARTIAL_CONTENT,
					REQUEST_NO_STORE ->
				true;
			default -> false;
		};
	}

	private static ResponseFacts configurable(ResponseFacts facts) {
		return facts.configurable() ? facts
				: new ResponseFacts(facts.requestTime(), facts.responseTime(), facts.initialAge(),
						facts.originLifetime(), facts.sinceModified(), facts.staleWhileRevalidate(),
						facts.staleIfError(), facts.requestedTtl(), facts.noCache(), facts.mustRevalidate(),
						facts.proxyRevalidate(), facts.sharedMaxAge(), true, facts.expired(), facts.varyNames(),
						facts.varyValues());
	}

	/**
	 * A response in the cache that is played.
	 *
	 * @param arrived when it arrived
	 * @param expires when it becomes stale
	 */
	private record Entry(long arrived, long expires) {

	}

}
