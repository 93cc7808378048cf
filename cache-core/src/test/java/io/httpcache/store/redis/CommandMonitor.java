package io.httpcache.store.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.httpcache.test.redis.RedisServer;

/**
 * Sees what clients send, by {@code MONITOR}.
 */
final class CommandMonitor implements AutoCloseable {

	private static final Pattern LINE = Pattern.compile("\\+\\S+ \\[\\d+ (\\S+)] \"(\\w+)\"(?: \"([^\"]*)\")?.*");

	private final RedisServer server;

	private final Socket socket;

	private final BufferedReader reader;

	private CommandMonitor(RedisServer server) throws IOException {
		this.server = server;
		this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
		this.socket.setSoTimeout(10_000);
		this.reader = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
		this.reader.readLine();
	}

	static CommandMonitor of(RedisServer server) {
		try {
			return new CommandMonitor(server);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names of the commands until now, in lower case, without those of scripts. */
	List<String> commands() {
		String end = "end" + System.nanoTime();
		this.server.command("ECHO", end);
		List<String> commands = new ArrayList<>();
		try {
			while (true) {
				Matcher matcher = LINE.matcher(this.reader.readLine());
				if (!matcher.matches() || matcher.group(1).equals("lua")) {
					continue;
				}
				if (end.equals(matcher.group(3))) {
					return commands;
				}
				if (!matcher.group(2).equalsIgnoreCase("info")) {
					commands.add(matcher.group(2).toLowerCase(Locale.ROOT));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
