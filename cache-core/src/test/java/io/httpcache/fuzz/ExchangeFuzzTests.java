package io.httpcache.fuzz;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an origin answers and a caller asks, the call ends as it would without a
 * cache, and what the cache adds and logs stays within one line.
 */
class ExchangeFuzzTests {

	private static final int[] STATUSES = { 200, 200, 200, 203, 204, 206, 301, 304, 400, 404, 410, 500, 503, 599 };

	/**
	 * Plays an exchange four times.
	 * @param data a byte for the status; then lines between record separators: of the
	 * request up to an empty one, of the answer up to another, the rest is the body
	 */
	@FuzzTest(maxDuration = "30s")
	void exchange(byte[] data) throws IOException {
		List<String> lines = Bytes.lines(data);
		String first = lines.get(0);
		int status = STATUSES[first.isEmpty() ? 0 : first.charAt(0) % STATUSES.length];
		int asked = end(lines, 1);
		int answered = end(lines, asked + 1);
		byte[] body = String.join("", lines.subList(answered, lines.size())).getBytes(StandardCharsets.UTF_8);
		List<ILoggingEvent> log = Exchanges.play(uri(first), headers(lines.subList(Math.min(1, lines.size()), asked)),
				status, headers(lines.subList(Math.min(asked + 1, lines.size()), answered)), body);
		assertThat(log).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getFormattedMessage()).matches("[^\\p{Cntrl}\u2028\u2029]*"))
			.noneMatch((event) -> event.getThrowableProxy() != null);
	}

	private static int end(List<String> lines, int from) {
		for (int i = from; i < lines.size(); i++) {
			if (lines.get(i).isEmpty()) {
				return i;
			}
		}
		return lines.size();
	}

	private static HttpHeaders headers(List<String> lines) {
		HttpHeaders headers = new HttpHeaders();
		for (String line : lines) {
			int colon = line.indexOf(':');
			if (colon > 0) {
				headers.add(line.substring(0, colon), line.substring(colon + 1));
			}
		}
		return headers;
	}

	private static URI uri(String text) {
		URI base = URI.create("http://origin.example/x");
		try {
			URI uri = base.resolve(text.substring(Math.min(1, text.length())));
			return (uri.getHost() != null) ? uri : base;
		}
		catch (IllegalArgumentException ex) {
			return base;
		}
	}

}
