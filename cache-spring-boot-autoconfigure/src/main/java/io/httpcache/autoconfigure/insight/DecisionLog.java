package io.httpcache.autoconfigure.insight;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.httpcache.CacheOutcome;
import io.httpcache.CacheReason;
import io.httpcache.client.AnsweredRequest;
import io.httpcache.client.CacheObserver;
import io.httpcache.http.Uris;
import io.httpcache.route.Route;
import io.httpcache.route.SecretNames;

/**
 * The latest decisions, in a ring. A request leaves one object that refers to what is
 * there anyway, its URI among it; words are made when somebody reads. A request keeps
 * neither its headers nor its body alive.
 */
final class DecisionLog implements CacheObserver, RecentDecisions {

	/** A power of two. */
	static final int CAPACITY = 256;

	/** A longer URI is redacted and cut off at once, so that memory stays bounded. */
	static final int LONGEST_URI = 512;

	private final AtomicReferenceArray<@Nullable Entry> ring = new AtomicReferenceArray<>(CAPACITY);

	private final AtomicInteger next = new AtomicInteger();

	private final Clock clock;

	private final SecretNames secrets;

	DecisionLog(Clock clock, SecretNames secrets) {
		this.clock = clock;
		this.secrets = secrets;
	}

	@Override
	public void completed(AnsweredRequest request) {
		URI uri = request.wire().getURI();
		Object url = (uri.toString().length() <= LONGEST_URI) ? uri : cut(redact(uri.toString()));
		Entry entry = new Entry(this.clock.millis(), request.nanos(), request.wire().getMethod().name(), url,
				request.route(), request.outcome(), request.reason(), request.status());
		this.ring.setRelease(this.next.getAndIncrement() & (CAPACITY - 1), entry);
	}

	private static String cut(String url) {
		return (url.length() <= LONGEST_URI) ? url : url.substring(0, LONGEST_URI) + "…";
	}

	private String redact(String url) {
		return Uris.redact(url, this.secrets::matches);
	}

	@Override
	public List<Decision> latest(int limit) {
		int last = this.next.get() - 1;
		int count = Math.min(Math.max(0, limit), CAPACITY);
		List<Decision> decisions = new ArrayList<>();
		for (int i = 0; i < CAPACITY && decisions.size() < count; i++) {
			Entry entry = this.ring.getAcquire((last - i) & (CAPACITY - 1));
			if (entry != null) {
				decisions.add(entry.decision(this));
			}
		}
		return decisions;
	}

	/**
	 * The latest request for a URI.
	 * @param uri the URI as it was sent
	 * @return the decision on it, or {@code null} when none is on record
	 */
	@Nullable Decision latest(URI uri) {
		int last = this.next.get() - 1;
		for (int i = 0; i < CAPACITY; i++) {
			Entry entry = this.ring.getAcquire((last - i) & (CAPACITY - 1));
			if (entry != null && entry.url.equals(uri)) {
				return entry.decision(this);
			}
		}
		return null;
	}

	/** The URIs on record, in no order. */
	List<URI> uris() {
		List<URI> uris = new ArrayList<>();
		for (int i = 0; i < CAPACITY; i++) {
			Entry entry = this.ring.getAcquire(i);
			if (entry != null && entry.url instanceof URI uri) {
				uris.add(uri);
			}
		}
		return uris;
	}

	/**
	 * One decision.
	 *
	 * @param url a URI as it was sent, or text that has been redacted
	 */
	private record Entry(long when, long nanos, String method, Object url, Route route, CacheOutcome outcome,
			@Nullable CacheReason reason, int status) {

		Decision decision(DecisionLog log) {
			String shown = (this.url instanceof URI uri) ? log.redact(uri.toString()) : (String) this.url;
			return new Decision(Instant.ofEpochMilli(this.when), this.method, cut(shown), this.route.name(),
					this.outcome, this.reason, (this.status != 0) ? this.status : null, Duration.ofNanos(this.nanos));
		}

	}

}
