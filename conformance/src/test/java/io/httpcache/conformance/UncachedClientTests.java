package io.httpcache.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The front with a real client and no cache, between raw sockets on both sides. */
class UncachedClientTests {

	private static ConfigurableApplicationContext application;

	private RawOrigin origin;

	@BeforeAll
	static void start() {
		TransportConfiguration.prepare();
		application = ConformanceFront.start("none", "caffeine", null);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void open() throws IOException {
		this.origin = new RawOrigin();
	}

	@AfterEach
	void close() throws IOException {
		this.origin.close();
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void requestReachesTheOriginWithoutAnyFieldMoreOrLess(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 200 OK", "Content-Length: 0", "", "");
		send(kind, "GET /a?b=c%2Fd HTTP/1.1", "Host: elsewhere", "Connection: close", "User-Agent: suite",
				"Accept: x/y", "Cache-Control: max-age=0", "Cache-Control: no-foo", "X-Empty:", "", "");
		FrontRequest received = this.origin.received();
		assertThat(received.method()).isEqualTo("GET");
		assertThat(received.target()).isEqualTo("/a?b=c%2Fd");
		assertThat(received.fields().all("Cache-Control")).containsExactly("max-age=0", "no-foo");
		assertThat(received.fields().all("X-Empty")).containsExactly("");
		// The JDK before 19 says that a GET has no content; no client of it can leave
		// that out.
		assertThat(received.fields().without(List.of("Content-Length")).lines())
			.extracting((line) -> line.name().toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("host", "connection", "user-agent", "accept", "cache-control", "cache-control",
					"x-empty");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void contentReachesTheOriginAsItWas(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 201 Created", "Content-Length: 0", "", "");
		send(kind, "PUT / HTTP/1.1", "Connection: close", "Content-Type: x/y", "Content-Length: 3", "", "abc");
		FrontRequest received = this.origin.received();
		assertThat(received.body()).asString().isEqualTo("abc");
		assertThat(received.fields().all("Content-Type")).containsExactly("x/y");
		assertThat(received.fields().all("Content-Length")).containsExactly("3");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void responseComesBackWithoutAnyFieldMoreOrLess(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 200 OK", "Cache-Control: max-age=1", "cache-control: no-store", "Expires: 0",
				"Age: -1", "Vary: *, *", "Content-Encoding: gzip", "Content-Length: 3", "", "abc");
		String response = send(kind, "GET / HTTP/1.1", "Connection: close", "", "");
		assertThat(fieldsOf(response)).containsExactlyInAnyOrder("cache-control: max-age=1", "cache-control: no-store",
				"expires: 0", "age: -1", "vary: *, *", "content-encoding: gzip", "content-length: 3");
		assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nabc");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void headKeepsTheLengthOfWhatGetWouldHave(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 200 OK", "Content-Length: 1000", "", "");
		String response = send(kind, "HEAD / HTTP/1.1", "Connection: close", "", "");
		assertThat(fieldsOf(response)).containsExactly("content-length: 1000");
		assertThat(response).endsWith("\r\n\r\n");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void notModifiedPassesWithItsFields(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 304 Not Modified", "ETag: \"a\"", "", "");
		String response = send(kind, "GET / HTTP/1.1", "Connection: close", "If-None-Match: \"a\"", "", "");
		assertThat(response).startsWith("HTTP/1.1 304 ");
		assertThat(fieldsOf(response)).containsExactly("etag: \"a\"");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void redirectIsNotFollowed(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 302 Found", "Location: /elsewhere", "Content-Length: 0", "", "");
		assertThat(send(kind, "GET / HTTP/1.1", "Connection: close", "", "")).startsWith("HTTP/1.1 302 ");
		this.origin.received();
		assertThat(this.origin.pending()).isZero();
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void contentWithoutLengthIsPassedOnToItsEnd(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 200 OK", "", "until the end");
		assertThat(send(kind, "GET / HTTP/1.1", "Connection: close", "", "")).endsWith("\r\n\r\nuntil the end");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void cutOffContentIsCutOffForTheCallerToo(ClientKind kind) throws IOException {
		this.origin.answers("HTTP/1.1 200 OK", "Content-Length: 1000", "", "half");
		String response = send(kind, "GET / HTTP/1.1", "Connection: close", "", "");
		assertThat(fieldsOf(response)).containsExactly("content-length: 1000");
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void originWithoutAnAnswerIsAskedOnce(ClientKind kind) throws IOException {
		this.origin.answers("");
		assertThat(send(kind, "GET / HTTP/1.1", "Connection: close", "", "")).isEmpty();
		this.origin.received();
		assertThat(this.origin.pending()).isZero();
	}

	private String send(ClientKind kind, String... lines) throws IOException {
		try (Front front = new Front(
				ConformanceFront.client(kind.argument(), "none", this.origin.uri(), application))) {
			return RawClient.send(front.uri(), lines);
		}
	}

	private static List<String> fieldsOf(String response) {
		String head = response.substring(0, response.indexOf("\r\n\r\n"));
		return head.lines().skip(1).map((line) -> {
			String[] parts = line.split(":", 2);
			return parts[0].toLowerCase(Locale.ROOT) + ":" + parts[1];
		}).toList();
	}

}
