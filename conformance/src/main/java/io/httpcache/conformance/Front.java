package io.httpcache.conformance;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on the loopback address that answers each request through a
 * {@link ClientUnderTest}. Where the client has no response, the front has none either:
 * it closes the connection. It works on bare sockets because every ready-made server adds
 * fields of its own (Date, Server, Keep-Alive) or refuses some that the suite sends.
 */
final class Front implements AutoCloseable {

	private static final Logger logger = System.getLogger(Front.class.getName());

	private final ClientUnderTest client;

	private final ServerSocket server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "front");
		thread.setDaemon(true);
		return thread;
	});

	Front(ClientUnderTest client) throws IOException {
		this.client = client;
		this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
		this.threads.execute(this::accept);
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket connection = this.server.accept();
				this.threads.execute(() -> serve(connection));
			}
			catch (IOException ex) {
				logger.log(Level.DEBUG, "No connection accepted", ex);
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			connection.setTcpNoDelay(true);
			RequestReader requests = new RequestReader(new BufferedInputStream(connection.getInputStream()));
			OutputStream out = new BufferedOutputStream(connection.getOutputStream());
			boolean open = true;
			while (open) {
				FrontRequest request = requests.next();
				open = request != null && answer(request, out);
			}
		}
		catch (Exception ex) {
			logger.log(Level.DEBUG, "Connection cut", ex);
		}
	}

	private boolean answer(FrontRequest request, OutputStream out) throws Exception {
		ResponseWriter writer = new ResponseWriter(request, out);
		this.client.exchange(request, writer);
		return writer.leavesConnectionOpen();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

}
