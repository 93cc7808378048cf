package io.httpcache.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * An origin that answers each connection with the given octets, whatever they are, and
 * closes it.
 */
final class RawOrigin implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

	private final BlockingQueue<FrontRequest> received = new LinkedBlockingQueue<>();

	private volatile String response = "";

	RawOrigin() throws IOException {
		Thread thread = new Thread(this::serve, "origin");
		thread.setDaemon(true);
		thread.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	void answers(String... lines) {
		this.response = String.join("\r\n", lines);
	}

	FrontRequest received() {
		return this.received.remove();
	}

	int pending() {
		return this.received.size();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket connection = this.server.accept(); OutputStream out = connection.getOutputStream()) {
				@Nullable FrontRequest request = new RequestReader(new BufferedInputStream(connection.getInputStream())).next();
				if (request != null) {
					this.received.add(request);
				}
				out.write(this.response.getBytes(StandardCharsets.ISO_8859_1));
			}
			catch (IOException ex) {
				// The next connection is another matter.
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
