package io.httpcache.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An origin that remembers what it said. Each body names what it is, for whom, in which
 * version, and the number of the request that it answered; its length depends on these,
 * so that no half and no mixture of bodies passes for one.
 */
final class ChaosOrigin implements AutoCloseable {

	/** How the answers for a URL are controlled, by its number. */
	private static final String[] CONTROLS = { "max-age=2", "max-age=3, stale-if-error=3", "max-age=1", "max-age=3",
			"max-age=2, stale-while-revalidate=2" };

	/** After which time an answer is of no more use, whatever happens. */
	private static final long[] LONGEST_MILLIS = { 2_000, 6_000, 1_000, 3_000, 4_000 };

	private final HttpServer server;

	private final ExecutorService executor = Executors.newFixedThreadPool(32, (task) -> {
		Thread thread = new Thread(task, "chaos-origin");
		thread.setDaemon(true);
		return thread;
	});

	private final ChaosResource[] resources;

	private final AtomicLong requests = new AtomicLong();

	private final AtomicLong faults = new AtomicLong();

	/** The requests that were answered by a fault, by their identifiers. */
	private final Set<String> faulty = ConcurrentHashMap.newKeySet();

	private volatile double faultRate;

	ChaosOrigin(int urls) {
		this.resources = new ChaosResource[urls];
		for (int i = 0; i < urls; i++) {
			this.resources[i] = new ChaosResource();
		}
		// Or each answer waits for an acknowledgement between its head and its body
		System.setProperty("sun.net.httpserver.nodelay", "true");
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/r/", this::handle);
		this.server.start();
	}

	String url(int number) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/r/" + number;
	}

	ChaosResource resource(int number) {
		return this.resources[number];
	}

	/** How long after it was true an answer may be given at most. */
	static long longestMillis(int number) {
		return LONGEST_MILLIS[number % CONTROLS.length];
	}

	/** Whether an answer that was expired may stand in for an error. */
	static boolean mayBeStale(int number) {
		return CONTROLS[number % CONTROLS.length].contains("stale");
	}

	/** The number of the last request: what was fetched before has this one or less. */
	long clock() {
		return this.requests.get();
	}

	long faults() {
		return this.faults.get();
	}

	/** How many requests of a hundred go wrong. */
	void faultRate(double rate) {
		this.faultRate = rate;
	}

	/** Whether a request went wrong here. Forgets it. */
	boolean wentWrong(String requestId) {
		return this.faulty.remove(requestId);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			long tick = this.requests.incrementAndGet();
			exchange.getRequestBody().readAllBytes();
			int number = Integer.parseInt(exchange.getRequestURI().getPath().substring("/r/".length()));
			ThreadLocalRandom random = ThreadLocalRandom.current();
			Fault fault = (random.nextDouble() < this.faultRate) ? Fault.values()[random.nextInt(Fault.values().length)]
					: null;
			if (fault != null) {
				this.faults.incrementAndGet();
				this.faulty.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
			}
			if (fault == Fault.SLOW) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
			}
			if (fault == Fault.UNAVAILABLE) {
				exchange.sendResponseHeaders(503, -1);
				return;
			}
			if (fault == Fault.NO_ANSWER) {
				return;
			}
			if (exchange.getRequestMethod().equals("PUT")) {
				int version = this.resources[number].write(System.nanoTime());
				exchange.getResponseHeaders().set("X-Version", Integer.toString(version));
				exchange.sendResponseHeaders(204, -1);
				return;
			}
			answer(exchange, number, tick, fault == Fault.CUT);
		}
	}

	private void answer(HttpExchange exchange, int number, long tick, boolean cut) throws IOException {
		String credential = exchange.getRequestHeaders().getFirst("Authorization");
		String language = exchange.getRequestHeaders().getFirst("Accept-Language");
		int version = this.resources[number].version();
		String tag = "\"" + version + "-" + language + "\"";
		Map<String, String> fields = Map.of("Cache-Control", CONTROLS[number % CONTROLS.length], "ETag", tag,
				"Content-Type", "text/plain");
		fields.forEach(exchange.getResponseHeaders()::set);
		if (number % CONTROLS.length == 3) {
			exchange.getResponseHeaders().set("Vary", "Accept-Language");
		}
		if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
			exchange.sendResponseHeaders(304, -1);
			return;
		}
		byte[] body = body(number, credential, language, version, tick).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
	}

	static String body(int number, String credential, String language, int version, long tick) {
		String head = number + "|" + credential + "|" + language + "|" + version + "|" + tick + "|";
		Random random = new Random(head.hashCode());
		StringBuilder body = new StringBuilder(head);
		for (int i = random.nextInt(400); i > 0; i--) {
			body.append((char) ('a' + random.nextInt(26)));
		}
		return body.append("|end").toString();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private enum Fault {

		SLOW, UNAVAILABLE, NO_ANSWER, CUT

	}

}
