package io.httpcache.autoconfigure.warmup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.Resource;

/**
 * A file with one URL a line; empty lines and those that begin with {@code #} say
 * nothing.
 */
public final class WarmUpFile {

	private WarmUpFile() {
	}

	/**
	 * Reads the URLs of a file.
	 * @param file the file, in UTF-8
	 * @return the URLs in their order
	 * @throws IOException when it cannot be read
	 */
	public static List<String> read(Resource file) throws IOException {
		return file.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.toList();
	}

}
