package io.httpcache.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link TestOrigin} answers, and how it misbehaves doing so. Complete before the
 * request comes; not safe for changes by several threads.
 */
public final class Reply {

	final int status;

	final List<String> lines = new ArrayList<>();

	/** What follows the head: {@code byte[]} to send, {@link Gate} to wait at. */
	final List<Object> steps = new ArrayList<>();

	Framing framing = Framing.LENGTH;

	long contentLength = -1;

	boolean dated = true;

	long cutAfter = -1;

	boolean reset;

	@Nullable Gate beforeHead;

	private Reply(int status) {
		this.status = status;
	}

	/**
	 * An answer without fields and body.
	 * @param status the status
	 * @return the answer
	 */
	public static Reply of(int status) {
		return new Reply(status);
	}

	/**
	 * Adds a header line.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	public Reply header(String name, String value) {
		this.lines.add(name + ": " + value);
		return this;
	}

	/**
	 * Adds to the body.
	 * @param text sent as UTF-8, as a chunk of its own where the body is chunked
	 * @return this
	 */
	public Reply body(String text) {
		return body(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Adds to the body.
	 * @param bytes the bytes
	 * @return this
	 */
	public Reply body(byte[] bytes) {
		this.steps.add(bytes);
		return this;
	}

	/**
	 * Waits at this place of the body, with everything before it sent.
	 * @param gate where to wait
	 * @return this
	 */
	public Reply waitAt(Gate gate) {
		this.steps.add(gate);
		return this;
	}

	/**
	 * Waits before the first byte of the answer.
	 * @param gate where to wait
	 * @return this
	 */
	public Reply waitBeforeHead(Gate gate) {
		this.beforeHead = gate;
		return this;
	}

	/**
	 * Never answers.
	 * @return this
	 */
	public Reply hang() {
		return waitBeforeHead(new Gate());
	}

	/**
	 * Says another length than the body has.
	 * @param length the value of {@code Content-Length}
	 * @return this
	 */
	public Reply contentLength(long length) {
		this.contentLength = length;
		return this;
	}

	/**
	 * Sends the body in chunks.
	 * @return this
	 */
	public Reply chunked() {
		this.framing = Framing.CHUNKED;
		return this;
	}

	/**
	 * Sends the body in chunks and closes the connection in the place of the last one.
	 * @return this
	 */
	public Reply chunkedWithoutEnd() {
		this.framing = Framing.CHUNKED_WITHOUT_END;
		return this;
	}

	/**
	 * Sends a body that ends with the connection.
	 * @return this
	 */
	public Reply untilClose() {
		this.framing = Framing.CLOSE;
		return this;
	}

	/**
	 * Closes the connection after so many bytes of the body.
	 * @param bytes how many, 0 to send the head alone
	 * @return this
	 */
	public Reply cutAfter(long bytes) {
		this.cutAfter = bytes;
		return this;
	}

	/**
	 * Resets the connection (RST) after so many bytes of the body.
	 * @param bytes how many
	 * @return this
	 */
	public Reply resetAfter(long bytes) {
		this.reset = true;
		return cutAfter(bytes);
	}

	/**
	 * Resets the connection in the place of an answer.
	 * @return this
	 */
	public Reply reset() {
		this.reset = true;
		return this;
	}

	/**
	 * Sends no {@code Date}.
	 * @return this
	 */
	public Reply withoutDate() {
		this.dated = false;
		return this;
	}

	byte[] bytes() {
		byte[] all = new byte[0];
		for (Object step : this.steps) {
			if (step instanceof byte[] bytes) {
				int end = all.length;
				all = Arrays.copyOf(all, end + bytes.length);
				System.arraycopy(bytes, 0, all, end, bytes.length);
			}
		}
		return all;
	}

	boolean has(String name) {
		return this.lines.stream().anyMatch((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
	}

	/** How the end of a body is told. */
	enum Framing {

		LENGTH, CHUNKED, CHUNKED_WITHOUT_END, CLOSE

	}

}
