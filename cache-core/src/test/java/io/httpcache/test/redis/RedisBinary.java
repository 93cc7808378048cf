package io.httpcache.test.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * The program to run: {@code redis-server} on the {@code PATH}, else the one that the
 * embedded-redis library carries. With the system property {@code redis.embedded} always
 * the latter.
 */
final class RedisBinary {

	static final String PATH = find();

	private RedisBinary() {
	}

	private static String find() {
		if (!Boolean.getBoolean("redis.embedded")) {
			for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
				File candidate = new File(directory, "redis-server");
				if (candidate.canExecute()) {
					return candidate.getPath();
				}
			}
		}
		return extract();
	}

	private static String extract() {
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		boolean arm = Arrays.asList("aarch64", "arm64").contains(System.getProperty("os.arch"));
		String resource = (system.contains("win")) ? "redis-server-5.0.14.1-windows-amd64.exe"
				: (system.contains("mac")) ? "redis-server-6.2.6-v5-darwin-" + ((arm) ? "arm64" : "amd64")
						: (arm) ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
		try (InputStream binary = RedisBinary.class.getClassLoader().getResourceAsStream(resource)) {
			if (binary == null) {
				throw new IllegalStateException(
						"There is no redis-server on the PATH, and no \"" + resource + "\" on the class path");
			}
			Path file = Files.createTempFile("redis-server", resource.endsWith(".exe") ? ".exe" : "");
			file.toFile().deleteOnExit();
			Files.copy(binary, file, StandardCopyOption.REPLACE_EXISTING);
			if (!file.toFile().setExecutable(true)) {
				throw new IllegalStateException("Cannot make " + file + " executable");
			}
			return file.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
