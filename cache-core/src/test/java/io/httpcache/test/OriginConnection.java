package io.httpcache.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One connection to a {@link TestOrigin}: reads requests and writes replies, byte for
 * byte, until somebody closes it.
 */
final class OriginConnection implements Runnable {

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private final Socket socket;

	private final Clock clock;

	private final Function<OriginRequest, Reply> script;

	OriginConnection(Socket socket, Clock clock, Function<OriginRequest, Reply> script) {
		this.socket = socket;
		this.clock = clock;
		this.script = script;
	}

	@Override
	public void run() {
		try (this.socket) {
			this.socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(this.socket.getInputStream());
			OutputStream out = this.socket.getOutputStream();
			boolean open = true;
			while (open) {
				OriginRequest request = read(in, out);
				if (request == null) {
					return;
				}
				open = write(request, this.script.apply(request), out);
			}
		}
		catch (IOException | AssertionError ex) {
			// The client went away, or the test is over
		}
	}

	private static @Nullable OriginRequest read(InputStream in, OutputStream out) throws IOException {
		String start = line(in);
		if (start == null) {
			return null;
		}
		String[] parts = start.split(" ", 3);
		List<String> lines = new ArrayList<>();
		for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
			lines.add(line);
		}
		OriginRequest head = new OriginRequest(parts[0], parts[1], List.copyOf(lines), new byte[0]);
		if (head.header("Expect") != null) {
			out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
		}
		return new OriginRequest(parts[0], parts[1], head.lines(), body(head, in));
	}

	private static byte[] body(OriginRequest head, InputStream in) throws IOException {
		String length = head.header("Content-Length");
		if (length != null) {
			return in.readNBytes(Integer.parseInt(length));
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		if ("chunked".equalsIgnoreCase(head.header("Transfer-Encoding"))) {
			for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
				body.write(in.readNBytes(size));
				line(in);
			}
			line(in);
		}
		return body.toByteArray();
	}

	private static int chunkSize(InputStream in) throws IOException {
		String line = line(in);
		if (line == null) {
			throw new EOFException();
		}
		return Integer.parseInt(line.split(";")[0].strip(), 16);
	}

	private static @Nullable String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = in.read();
		if (next < 0) {
			return null;
		}
		for (; next >= 0 && next != '\n'; next = in.read()) {
			if (next != '\r') {
				line.write(next);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	/** Returns whether the connection stays open. */
	private boolean write(OriginRequest request, Reply reply, OutputStream out) throws IOException {
		if (reply.beforeHead != null) {
			reply.beforeHead.pass();
		}
		if (reply.reset && reply.cutAfter < 0) {
			return cut(true);
		}
		boolean bodiless = request.method().equals("HEAD") || reply.status == 304 || reply.status == 204;
		out.write(head(reply, bodiless).getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		return bodiless || writeBody(reply, out);
	}

	private boolean writeBody(Reply reply, OutputStream out) throws IOException {
		boolean chunked = reply.framing == Reply.Framing.CHUNKED || reply.framing == Reply.Framing.CHUNKED_WITHOUT_END;
		long left = (reply.cutAfter >= 0) ? reply.cutAfter : Long.MAX_VALUE;
		for (Object step : reply.steps) {
			if (step instanceof Gate gate) {
				gate.pass();
			}
			else if (step instanceof byte[] bytes && bytes.length > 0) {
				int count = (int) Math.min(left, bytes.length);
				if (chunked) {
					out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
				}
				out.write(bytes, 0, count);
				if (chunked && count == bytes.length) {
					out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
				}
				out.flush();
				left -= count;
				if (left == 0 && reply.cutAfter >= 0) {
					return cut(reply.reset);
				}
			}
		}
		if (reply.cutAfter >= 0 || reply.framing == Reply.Framing.CHUNKED_WITHOUT_END
				|| reply.framing == Reply.Framing.CLOSE) {
			return cut(reply.reset);
		}
		if (chunked) {
			out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
		}
		// Less than was promised: the client shall see the end, not wait for the rest
		return reply.contentLength < 0;
	}

	private boolean cut(boolean reset) throws IOException {
		if (reset) {
			// Zero lingering makes a RST of the close
			this.socket.setSoLinger(true, 0);
		}
		this.socket.close();
		return false;
	}

	private String head(Reply reply, boolean bodiless) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status).append(" Scripted\r\n");
		if (reply.dated && !reply.has("Date")) {
			head.append("Date: ").append(IMF_FIXDATE.format(this.clock.instant())).append("\r\n");
		}
		reply.lines.forEach((line) -> head.append(line).append("\r\n"));
		int length = reply.bytes().length;
		switch (reply.framing) {
			case CHUNKED, CHUNKED_WITHOUT_END -> head.append("Transfer-Encoding: chunked\r\n");
			case CLOSE -> head.append("Connection: close\r\n");
			case LENGTH -> {
				if (!reply.has("Content-Length") && (!bodiless || length > 0)) {
					head.append("Content-Length: ")
						.append((reply.contentLength >= 0) ? reply.contentLength : length)
						.append("\r\n");
				}
			}
		}
		return head.append("\r\n").toString();
	}

}
