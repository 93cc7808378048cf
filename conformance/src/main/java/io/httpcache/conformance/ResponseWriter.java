package io.httpcache.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.FieldLines;

/**
 * Writes one response exactly as the client saw it: no field is added, changed or left
 * out. The framing follows from the fields that are there, and a response that has none
 * ends with its connection (RFC 9112 §6.3).
 */
final class ResponseWriter implements ClientUnderTest.Answer {

	private final FrontRequest request;

	private final OutputStream out;

	private boolean complete;

	ResponseWriter(FrontRequest request, OutputStream out) {
		this.request = request;
		this.out = out;
	}

	/**
	 * Whether the next request may follow on the same connection.
	 * @return {@code true} when the response said where it ends, and nobody asked to
	 * close
	 */
	boolean leavesConnectionOpen() {
		return this.complete && !this.request.asksToClose();
	}

	@Override
	public void send(int status, String reason, FieldLines fields, InputStream body) throws IOException {
		writeHead(status, reason, fields);
		boolean delimited = hasNoContent(status) || writeContent(fields, body);
		this.out.flush();
		this.complete = delimited && !ConnectionOptions.contain(fields, "close");
	}

	private void writeHead(int status, String reason, FieldLines fields) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
		fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		this.out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		this.out.flush();
	}

	private boolean hasNoContent(int status) {
		return "HEAD".equals(this.request.method()) || status == 204 || status == 304;
	}

	private boolean writeContent(FieldLines fields, InputStream body) throws IOException {
		boolean chunked = fields.all("Transfer-Encoding").stream().anyMatch("chunked"::equalsIgnoreCase);
		byte[] buffer = new byte[8192];
		long written = 0;
		for (int read = body.read(buffer); read != -1; read = body.read(buffer)) {
			writePart(buffer, read, chunked);
			written += read;
		}
		if (chunked) {
			this.out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		}
		return chunked || written == length(fields.first("Content-Length"));
	}

	private void writePart(byte[] buffer, int length, boolean chunked) throws IOException {
		if (length == 0) {
			return;
		}
		if (chunked) {
			this.out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		}
		this.out.write(buffer, 0, length);
		if (chunked) {
			this.out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
		}
		this.out.flush();
	}

	private static long length(@Nullable String value) {
		return (value != null && value.matches("[0-9]{1,18}")) ? Long.parseLong(value) : -1;
	}

}
