package io.httpcache.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real HTTP/1.1 origin on the loopback interface that answers by a script:
 *
 * <pre>{@code
 * origin.expect("GET /x").respond(200).header("Cache-Control", "max-age=60").body("hello");
 * }</pre>
 *
 * <p>
 * A request that nobody expected, and an expected one that did not come, fail the test
 * when the origin is closed. As a {@code @RegisterExtension} field it closes itself.
 */
public final class TestOrigin implements AutoCloseable, AfterEachCallback {

	private static final int BACKLOG = 2000;

	private final Clock clock;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<Expectation> expectations = new ArrayList<>();

	private final List<OriginRequest> requests = new ArrayList<>();

	private final List<OriginRequest> unexpected = new ArrayList<>();

	private final int port;

	private @Nullable Function<OriginRequest, @Nullable Reply> handler;

	private volatile @Nullable ServerSocket server;

	private TestOrigin(Clock clock) {
		this.clock = clock;
		this.port = listen(0);
	}

	/**
	 * Starts an origin on a free port.
	 * @param clock what its {@code Date} fields say
	 * @return the origin
	 */
	public static TestOrigin start(Clock clock) {
		return new TestOrigin(clock);
	}

	/**
	 * Expects one request. Of several expectations for it the first one left answers.
	 * @param line method and target, for example {@code GET /x?y=1}
	 * @return what to do then
	 */
	public Expectation expect(String line) {
		return add(new Expectation(line, true));
	}

	/**
	 * Answers any number of requests, none too, that {@link #expect} leaves.
	 * @param line method and target
	 * @return what to do then
	 */
	public Expectation always(String line) {
		return add(new Expectation(line, false));
	}

	/**
	 * Answers what no expectation does.
	 * @param handler gives the reply, or {@code null} where it did not expect the request
	 * either
	 */
	public void respondWith(Function<OriginRequest, @Nullable Reply> handler) {
		synchronized (this.requests) {
			this.handler = handler;
		}
	}

	/**
	 * Every request that came.
	 * @return a copy, in the order of arrival
	 */
	public List<OriginRequest> requests() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	/**
	 * The requests of one line.
	 * @param line method and target
	 * @return a copy, in the order of arrival
	 */
	public List<OriginRequest> requests(String line) {
		return requests().stream().filter((request) -> request.line().equals(line)).toList();
	}

	/**
	 * The request that came last.
	 * @return the request
	 */
	public OriginRequest lastRequest() {
		List<OriginRequest> all = requests();
		if (all.isEmpty()) {
			throw new AssertionError("No request came");
		}
		return all.get(all.size() - 1);
	}

	/**
	 * Waits until so many requests have come.
	 * @param count how many since the start
	 */
	public void awaitRequests(int count) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Gate.TIMEOUT_SECONDS);
		synchronized (this.requests) {
			while (this.requests.size() < count) {
				long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (left <= 0) {
					throw new AssertionError("Only these came: " + this.requests);
				}
				try {
					this.requests.wait(left);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new AssertionError(ex);
				}
			}
		}
	}

	/**
	 * The origin without a path.
	 * @return for example {@code http://127.0.0.1:4711}
	 */
	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * A URI here.
	 * @param target path and query
	 * @return the absolute URI
	 */
	public URI uri(String target) {
		return URI.create(url() + target);
	}

	/** Closes all connections and refuses new ones, as a server that is down. */
	public void refuseConnections() {
		ServerSocket listening = this.server;
		this.server = null;
		closeQuietly(listening);
		this.connections.forEach(TestOrigin::closeQuietly);
	}

	/** Listens again, on the same port. */
	public void acceptConnections() {
		listen(this.port);
	}

	/** Fails when the requests were not those that the test expects. */
	public void verify() {
		synchronized (this.requests) {
			List<String> missing = this.expectations.stream()
				.filter((expectation) -> expectation.once && !expectation.used)
				.map((expectation) -> expectation.line)
				.toList();
			if (!this.unexpected.isEmpty() || !missing.isEmpty()) {
				throw new AssertionError("Requests nobody expected: " + this.unexpected + "\nExpected and not come: "
						+ missing + "\nAll that came: " + this.requests);
			}
		}
	}

	@Override
	public void close() {
		refuseConnections();
		verify();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		close();
	}

	private Expectation add(Expectation expectation) {
		synchronized (this.requests) {
			this.expectations.add(expectation);
		}
		return expectation;
	}

	private Reply answer(OriginRequest request) {
		synchronized (this.requests) {
			this.requests.add(request);
			this.requests.notifyAll();
			Reply reply = scripted(request);
			if (reply == null) {
				this.unexpected.add(request);
				return Reply.of(500).header("Cache-Control", "no-store").body("Nobody expected " + request.line());
			}
			return reply;
		}
	}

	private @Nullable Reply scripted(OriginRequest request) {
		for (boolean once : new boolean[] { true, false }) {
			for (Expectation expectation : this.expectations) {
				if (expectation.once == once && !(once && expectation.used)
						&& expectation.line.equals(request.line())) {
					expectation.used = true;
					return expectation.reply;
				}
			}
		}
		return (this.handler != null) ? this.handler.apply(request) : null;
	}

	private int listen(int port) {
		try {
			ServerSocket listening = new ServerSocket();
			listening.setReuseAddress(true);
			listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
			this.server = listening;
			start(() -> accept(listening), "origin-accept");
			return listening.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket listening) {
		while (!listening.isClosed()) {
			try {
				Socket socket = listening.accept();
				this.connections.add(socket);
				if (this.server != listening) {
					closeQuietly(socket);
				}
				start(() -> {
					new OriginConnection(socket, this.clock, this::answer).run();
					this.connections.remove(socket);
				}, "origin-connection");
			}
			catch (IOException ex) {
				closeQuietly(listening);
			}
		}
	}

	private static void start(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void closeQuietly(@Nullable AutoCloseable closeable) {
		try {
			if (closeable != null) {
				closeable.close();
			}
		}
		catch (Exception ex) {
			// It is gone, which is what was wanted
		}
	}

	/**
	 * A request to come and what answers it.
	 */
	public static final class Expectation {

		private final String line;

		private final boolean once;

		private boolean used;

		private Reply reply = Reply.of(200);

		private Expectation(String line, boolean once) {
			this.line = line;
			this.once = once;
		}

		/**
		 * Answers with a status.
		 * @param status the status
		 * @return the answer, to complete
		 */
		public Reply respond(int status) {
			return respond(Reply.of(status));
		}

		/**
		 * Answers.
		 * @param reply the answer
		 * @return the answer
		 */
		public Reply respond(Reply reply) {
			this.reply = reply;
			return reply;
		}

	}

}
