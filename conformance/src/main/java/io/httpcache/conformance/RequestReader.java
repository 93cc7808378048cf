package io.httpcache.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.FieldLines;

/**
 * Reads the requests of one connection (RFC 9112) without interpreting any field but the
 * framing.
 */
final class RequestReader {

	private final InputStream in;

	RequestReader(InputStream in) {
		this.in = in;
	}

	/**
	 * Reads the next request with its content.
	 * @return the request; {@code null} when the connection ended before it
	 * @throws IOException when the connection ends within it, or it is malformed
	 */
	@Nullable FrontRequest next() throws IOException {
		String start = line();
		if (start == null) {
			return null;
		}
		String[] parts = start.split(" ");
		if (parts.length != 3) {
			throw new ProtocolException("Not a request line: " + start);
		}
		FieldLines fields = fields();
		return new FrontRequest(parts[0], parts[1], parts[2], fields, body(fields));
	}

	private FieldLines fields() throws IOException {
		List<FieldLines.Line> lines = new ArrayList<>();
		for (String line = lineOrFail(); !line.isEmpty(); line = lineOrFail()) {
			int colon = line.indexOf(':');
			if (colon <= 0) {
				throw new ProtocolException("Not a field line: " + line);
			}
			lines.add(new FieldLines.Line(line.substring(0, colon), line.substring(colon + 1).strip()));
		}
		return new FieldLines(lines);
	}

	private byte[] body(FieldLines fields) throws IOException {
		if (fields.all("Transfer-Encoding").contains("chunked")) {
			return chunks();
		}
		String length = fields.first("Content-Length");
		return (length != null) ? exactly(Integer.parseInt(length)) : new byte[0];
	}

	private byte[] chunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.write(exactly(size));
			lineOrFail();
		}
		fields();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(lineOrFail().split(";")[0].strip(), 16);
	}

	private byte[] exactly(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("The request ends within its content");
		}
		return bytes;
	}

	private String lineOrFail() throws IOException {
		String line = line();
		if (line == null) {
			throw new EOFException("The request ends within its head");
		}
		return line;
	}

	private @Nullable String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet == -1) {
				return null;
			}
			if (octet != '\r') {
				line.write(octet);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

}
