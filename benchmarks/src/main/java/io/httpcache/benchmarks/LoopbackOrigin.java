package io.httpcache.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A server on the loopback interface that answers everything with one response. It
 * allocates nothing per request, so that what is allocated is the client's.
 */
final class LoopbackOrigin implements AutoCloseable {

	private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

	private final ServerSocket server;

	private final byte[] response;

	LoopbackOrigin(CannedResponse response) throws IOException {
		this.response = serialize(response);
		this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	private static byte[] serialize(CannedResponse response) {
		StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
		response.getHeaders()
			.forEach((name, values) -> values
				.forEach((value) -> head.append(name).append(": ").append(value).append("\r\n")));
		byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
		byte[] whole = new byte[start.length + response.body().length];
		System.arraycopy(start, 0, whole, 0, start.length);
		System.arraycopy(response.body(), 0, whole, start.length, response.body().length);
		return whole;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort() + path);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				start(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "origin");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve(Socket socket) {
		byte[] buffer = new byte[8192];
		int tail = 0;
		try (socket; InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				for (int i = 0; i < count; i++) {
					tail = tail << 8 | buffer[i];
					if (tail == END_OF_HEAD) {
						out.write(this.response);
					}
				}
			}
		}
		catch (IOException ex) {
			// The client is gone
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
