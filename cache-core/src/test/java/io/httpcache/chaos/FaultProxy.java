package io.httpcache.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes bytes between clients and a server on the loopback interface, and misbehaves as
 * networks do.
 */
final class FaultProxy implements AutoCloseable {

	private final int target;

	private final ServerSocket listening;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger pumps = new AtomicInteger();

	private volatile long delayNanos;

	private volatile boolean swallowing;

	private volatile boolean refusing;

	private volatile int cutAfter = -1;

	FaultProxy(int target) {
		this.target = target;
		try {
			this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	int port() {
		return this.listening.getLocalPort();
	}

	/** How many threads pass bytes at this moment: two a connection. */
	int pumps() {
		return this.pumps.get();
	}

	/** Holds back what the server sends. */
	void delay(long millis) {
		this.delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
	}

	/** Takes bytes and passes none: the other side seems to be there. */
	void halfOpen() {
		this.swallowing = true;
	}

	/** Ends each connection after some more bytes from the server, amid a reply. */
	void cutAfter(int bytes) {
		this.cutAfter = bytes;
	}

	/** Ends all connections. */
	void drop() {
		this.sockets.forEach(FaultProxy::close);
	}

	/** Ends all connections and takes no new ones. */
	void refuse() {
		this.refusing = true;
		drop();
	}

	/** Behaves. What was swallowed is lost, so connections that lost some end. */
	void heal() {
		boolean lost = this.swallowing;
		this.delayNanos = 0;
		this.swallowing = false;
		this.refusing = false;
		this.cutAfter = -1;
		if (lost) {
			drop();
		}
	}

	@Override
	public void close() {
		close(this.listening);
		drop();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket client = this.listening.accept();
				if (this.refusing) {
					close(client);
					continue;
				}
				connect(client);
			}
			catch (IOException ex) {
				// Closed
			}
		}
	}

	private void connect(Socket client) {
		Socket server = new Socket();
		this.sockets.add(client);
		this.sockets.add(server);
		try {
			server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.target), 1_000);
			server.setTcpNoDelay(true);
			client.setTcpNoDelay(true);
			start(() -> pump(client, server, false));
			start(() -> pump(server, client, true));
		}
		catch (IOException ex) {
			end(client, server);
		}
	}

	private void pump(Socket from, Socket to, boolean replies) {
		this.pumps.incrementAndGet();
		byte[] buffer = new byte[16 * 1024];
		try {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				if (this.swallowing) {
					continue;
				}
				if (replies && this.delayNanos > 0) {
					LockSupport.parkNanos(this.delayNanos);
				}
				int cut = this.cutAfter;
				if (replies && cut >= 0 && read > cut) {
					output.write(buffer, 0, cut);
					return;
				}
				output.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// One side is gone
		}
		finally {
			end(from, to);
			this.pumps.decrementAndGet();
		}
	}

	private void end(Socket one, Socket two) {
		close(one);
		close(two);
		this.sockets.remove(one);
		this.sockets.remove(two);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "fault-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			// It is gone, which is what was wanted
		}
	}

}
