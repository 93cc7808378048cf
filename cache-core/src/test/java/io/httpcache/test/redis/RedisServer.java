package io.httpcache.test.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One Redis server on a free port of the loopback interface, without persistence. Ends
 * with {@link #close()}, at the latest with the JVM.
 */
public final class RedisServer implements AutoCloseable {

	private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

	private final int port;

	private final List<String> options;

	private final Path directory;

	private final Thread hook = new Thread(this::stop);

	private Process process;

	private RedisServer(int port, List<String> options) {
		this.port = port;
		this.options = options;
		try {
			this.directory = Files.createTempDirectory("redis-test");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = run();
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Starts a server.
	 * @param options further options, names and values in turn, such as
	 * {@code --requirepass}
	 * @return the server, which answers
	 */
	public static RedisServer start(String... options) {
		return startOn(freePort(), options);
	}

	/** Starts a server on a port of one's own. */
	public static RedisServer startOn(int port, String... options) {
		RedisServer server = new RedisServer(port, List.of(options));
		server.awaitAnswer();
		return server;
	}

	/** A port that is free, also the one 10,000 above that a cluster talks on. */
	public static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 50_000);
			if (isFree(port) && isFree(port + 10_000)) {
				return port;
			}
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Process run() {
		List<String> command = new ArrayList<>(List.of(RedisBinary.PATH));
		if (this.options.contains("--sentinel")) {
			command.add(sentinelConfiguration());
		}
		command.addAll(List.of("--port", Integer.toString(this.port), "--bind", "127.0.0.1", "--dir",
				this.directory.toString()));
		if (!this.options.contains("--sentinel")) {
			command.addAll(List.of("--save", "", "--appendonly", "no"));
		}
		command.addAll(this.options);
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// A sentinel rewrites its configuration
	private String sentinelConfiguration() {
		Path file = this.directory.resolve("sentinel.conf");
		try {
			return Files.exists(file) ? file.toString() : Files.writeString(file, "").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitAnswer() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < START_NANOS && this.process.isAlive()) {
			try {
				command("PING");
				return;
			}
			catch (UncheckedIOException ex) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
			}
			catch (IllegalStateException ex) {
				// It answers, be it with NOAUTH
				return;
			}
		}
		throw new IllegalStateException("No answer from redis-server: " + log());
	}

	private String log() {
		try {
			return Files.readString(this.directory.resolve("log"));
		}
		catch (IOException ex) {
			return "no log";
		}
	}

	public int port() {
		return this.port;
	}

	public String address() {
		return "127.0.0.1:" + this.port;
	}

	public long processId() {
		return this.process.pid();
	}

	/**
	 * Sends a command over a connection of its own.
	 * @param command the command and its arguments
	 * @return the reply, of several values each on a line
	 */
	public String command(String... command) {
		byte[][] parts = new byte[command.length][];
		for (int i = 0; i < command.length; i++) {
			parts[i] = command[i].getBytes(StandardCharsets.UTF_8);
		}
		return command(parts);
	}

	/** Sends a command of bytes. */
	public String command(byte[]... command) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 2_000);
			socket.setSoTimeout(10_000);
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			request.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
			for (byte[] part : command) {
				request.writeBytes(("$" + part.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
				request.writeBytes(part);
				request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			socket.getOutputStream().write(request.toByteArray());
			return reply(new BufferedInputStream(socket.getInputStream()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String reply(InputStream input) throws IOException {
		String line = line(input);
		String rest = line.substring(1);
		switch (line.charAt(0)) {
			case '+', ':':
				return rest;
			case '-':
				throw new IllegalStateException(rest);
			case '$':
				int length = Integer.parseInt(rest);
				if (length < 0) {
					return "";
				}
				byte[] value = input.readNBytes(length);
				input.readNBytes(2);
				return new String(value, StandardCharsets.ISO_8859_1);
			case '*':
				List<String> values = new ArrayList<>();
				for (int i = 0; i < Integer.parseInt(rest); i++) {
					values.add(reply(input));
				}
				return String.join("\n", values);
			default:
				throw new IOException("Not a reply: " + line);
		}
	}

	private static String line(InputStream input) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = input.read(); next != '\r'; next = input.read()) {
			if (next < 0) {
				throw new EOFException("The server closed the connection");
			}
			line.write(next);
		}
		input.read();
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	/** A figure of {@code INFO}. */
	public long info(String section, String name) {
		return command("INFO", section).lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> Long.parseLong(line.substring(name.length() + 1).strip()))
			.findFirst()
			.orElse(0L);
	}

	/** How often a command was called, by name in lower case. */
	public long calls(String command) {
		return command("INFO", "commandstats").lines()
			.filter((line) -> line.startsWith("cmdstat_" + command + ":calls="))
			.map((line) -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
			.findFirst()
			.orElse(0L);
	}

	/** Halts the process, as if the machine hung. */
	public void pause() {
		signal("-STOP");
	}

	/** Ends {@link #pause()}. */
	public void resume() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends the process at once; what it held is lost. */
	public void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	/** Starts again after {@link #kill()}, on the same port and empty. */
	public void restart() {
		this.process = run();
		awaitAnswer();
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.hook);
		stop();
	}

	private void stop() {
		this.process.destroyForcibly();
		this.process.onExit().join();
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
