package io.httpcache.chaos;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import io.httpcache.CacheStatus;
import io.httpcache.chaos.ChaosInstance.Answer;
import io.httpcache.chaos.ChaosResource.Promise;

/**
 * Reads, writes and evicts at random through random instances, and checks each answer
 * against what the origin said and what was promised.
 */
final class ChaosWorker implements Runnable {

	/** How late another instance's completed change may be seen while all is well. */
	private static final long PROPAGATION_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** What rounding to seconds and slow answers add to an answer's longest use. */
	private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

	private static final int CREDENTIALS = 20;

	private final int number;

	private final int urls;

	private final List<ChaosInstance> instances;

	private final ChaosOrigin origin;

	private final ChaosFaults faults;

	private final ChaosReport report;

	private final long until;

	private int requests;

	ChaosWorker(int number, int urls, List<ChaosInstance> instances, ChaosOrigin origin, ChaosFaults faults,
			ChaosReport report, long until) {
		this.number = number;
		this.urls = urls;
		this.instances = instances;
		this.origin = origin;
		this.faults = faults;
		this.report = report;
		this.until = until;
	}

	@Override
	public void run() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		while (System.nanoTime() < this.until) {
			int instance = random.nextInt(this.instances.size());
			// A few are asked for much more often than most
			int url = (int) (this.urls * Math.pow(random.nextDouble(), 6));
			int what = random.nextInt(100);
			if (what < 94) {
				read(instance, url, random);
			}
			else if (what < 98) {
				write(instance, url);
			}
			else {
				evict(instance, url, what == 98);
			}
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(6_000)));
		}
	}

	private void read(int instance, int url, ThreadLocalRandom random) {
		String credential = "Bearer c" + (int) (CREDENTIALS * Math.pow(random.nextDouble(), 3));
		String language = random.nextBoolean() ? "en" : "de";
		String id = nextId();
		HttpHeaders headers = new HttpHeaders();
		headers.set("Authorization", credential);
		headers.set("Accept-Language", language);
		headers.set("X-Request-Id", id);
		ChaosResource resource = this.origin.resource(url);
		long start = System.nanoTime();
		long calmSince = this.faults.calmSince();
		Promise owed = resource.owed(instance, start, calmSince, start - PROPAGATION_NANOS);
		Answer answer;
		try {
			answer = this.instances.get(instance).send(HttpMethod.GET, URI.create(this.origin.url(url)), headers);
		}
		catch (Exception ex) {
			failed(id, "GET " + url + ": " + ex);
			return;
		}
		long end = System.nanoTime();
		if (answer.status() != 200) {
			failed(id, "GET " + url + ": " + answer.status());
			return;
		}
		this.origin.wentWrong(id);
		boolean calm = calmSince == this.faults.calmSince() && calmSince < start;
		this.report.answered(CacheStatus.from(answer.headers()).outcome(), end - start, calm);
		check(url, credential, language, answer, start, end, calm ? owed : resource.owed(instance, start, 1, 0),
				"instance " + instance + ", " + answer.headers().getFirst("Cache-Status") + ", "
						+ (calm ? "calm" : "fault"));
	}

	private void check(int url, String credential, String language, Answer answer, long start, long end, Promise owed,
			String where) {
		String body = new String(answer.body(), StandardCharsets.UTF_8);
		String[] parts = body.split("\\|");
		if (parts.length < 7 || !parts[0].equals("" + url) || !parts[1].equals(credential)
				|| (url % 5 == 3 && !parts[2].equals(language))) {
			this.report.wrong("not for this request: " + url + " " + credential + " " + language + " got "
					+ body.substring(0, Math.min(80, body.length())) + ", " + where);
			return;
		}
		int version = Integer.parseInt(parts[3]);
		long tick = Long.parseLong(parts[4]);
		if (!body.equals(ChaosOrigin.body(url, parts[1], parts[2], version, tick))) {
			this.report.wrong("not what the origin sent: " + url + ", " + where);
		}
		ChaosResource resource = this.origin.resource(url);
		if (version > resource.version()) {
			this.report.wrong("from the future: " + url + ", " + where);
		}
		if (tick <= owed.tick()) {
			this.report.wrong("older than what was promised: " + url + " is of " + tick + ", not after " + owed.tick()
					+ ", " + where);
		}
		if (version < owed.version()) {
			this.report.wrong("an older version than was promised: " + url + " is " + version + ", not "
					+ owed.version() + ", " + where);
		}
		long ended = resource.ended(version);
		if (ended != Long.MAX_VALUE
				&& start - ended > TimeUnit.MILLISECONDS.toNanos(ChaosOrigin.longestMillis(url)) + SLACK_NANOS) {
			this.report.wrong("no longer of use: " + url + " ended " + TimeUnit.NANOSECONDS.toMillis(start - ended)
					+ " ms before, " + where);
		}
	}

	private void write(int instance, int url) {
		String id = nextId();
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-Request-Id", id);
		long begun = System.nanoTime();
		try {
			Answer answer = this.instances.get(instance)
				.send(HttpMethod.PUT, URI.create(this.origin.url(url)), headers);
			if (answer.status() == 204) {
				this.origin.wentWrong(id);
				int version = Integer.parseInt(answer.headers().getFirst("X-Version"));
				promise(instance, url, begun, 0, version);
				this.report.written();
			}
			else {
				failed(id, "PUT " + url + ": " + answer.status());
			}
		}
		catch (Exception ex) {
			failed(id, "PUT " + url + ": " + ex);
		}
	}

	private void evict(int instance, int url, boolean expire) {
		if (expire && ChaosOrigin.mayBeStale(url)) {
			return;
		}
		long begun = System.nanoTime();
		// What is fetched or confirmed afterwards is newer than what is there now
		int version = this.origin.resource(url).version();
		long tick = this.origin.clock();
		try {
			if (expire) {
				this.instances.get(instance).cache.expire(URI.create(this.origin.url(url)));
				promise(instance, url, begun, 0, version);
			}
			else {
				this.instances.get(instance).cache.evict(URI.create(this.origin.url(url)));
				promise(instance, url, begun, tick, version);
			}
			this.report.evicted();
		}
		catch (RuntimeException ex) {
			this.report.unexplained("evict " + url + ": " + ex);
		}
	}

	private void promise(int instance, int url, long begun, long tick, int version) {
		this.origin.resource(url).promise(new Promise(instance, begun, System.nanoTime(), tick, version));
	}

	private void failed(String id, String what) {
		if (this.origin.wentWrong(id)) {
			this.report.explained();
		}
		else {
			this.report.unexplained(what);
		}
	}

	private String nextId() {
		return this.number + "-" + this.requests++;
	}

}
