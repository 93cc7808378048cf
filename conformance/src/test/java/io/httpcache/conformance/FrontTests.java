package io.httpcache.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.httpcache.http.FieldLines;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The front by itself: what its client answers is what goes over the wire, octet by
 * octet.
 */
class FrontTests {

	private final List<FrontRequest> requests = new ArrayList<>();

	@Test
	void nothingIsAddedToTheResponse() throws IOException {
		assertThat(get(200, "OK", FieldLines.of("Content-Length", "2"), "ok"))
			.isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
	}

	@Test
	void fieldLinesKeepTheirNumberOrderAndCase() throws IOException {
		FieldLines fields = FieldLines.of("cAcHe-control", "max-age=1", "A", "1", "Cache-Control", "no-store", "a", "",
				"Content-Length", "0");
		assertThat(get(200, "OK", fields, ""))
			.isEqualTo("HTTP/1.1 200 OK\r\ncAcHe-control: max-age=1\r\nA: 1\r\nCache-Control: no-store\r\na: \r\n"
					+ "Content-Length: 0\r\n\r\n");
	}

	@Test
	void valuesOutsideAsciiPass() throws IOException {
		assertThat(get(200, "OK", FieldLines.of("X", "caf\u00e9 \"\\,;="), "")).contains("X: caf\u00e9 \"\\,;=\r\n");
	}

	@Test
	void unknownStatusPasses() throws IOException {
		assertThat(get(999, "304 Not Generated", FieldLines.NONE, ""))
			.isEqualTo("HTTP/1.1 999 304 Not Generated\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 304 })
	void statusWithoutContentHasNone(int status) throws IOException {
		assertThat(get(status, "", FieldLines.of("Content-Length", "5"), "never"))
			.isEqualTo("HTTP/1.1 " + status + " \r\nContent-Length: 5\r\n\r\n");
	}

	@Test
	void headHasNoContentButItsLength() throws IOException {
		assertThat(answer("HEAD / HTTP/1.0\r\n\r\n", 200, FieldLines.of("Content-Length", "5"), "never"))
			.isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
	}

	@Test
	void contentWithoutLengthEndsWithTheConnection() throws IOException {
		assertThat(answer("GET / HTTP/1.1\r\n\r\n", 200, FieldLines.NONE, "until the end"))
			.isEqualTo("HTTP/1.1 200 OK\r\n\r\nuntil the end");
	}

	@Test
	void chunkedContentStaysChunked() throws IOException {
		assertThat(get(200, "OK", FieldLines.of("Transfer-Encoding", "chunked"), "0123456789abcdef"))
			.isEqualTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "100", "abc", "3, 3" })
	void lengthThatIsNotTheContentsIsNotCorrected(String length) throws IOException {
		assertThat(answer("GET / HTTP/1.1\r\n\r\n", 200, FieldLines.of("Content-Length", length), "0123456789"))
			.isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n0123456789");
	}

	@Test
	void connectionServesRequestsUntilOneAsksToClose() throws IOException {
		String twice = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nconnection: Close\r\n\r\nGET /3 HTTP/1.1\r\n\r\n";
		assertThat(answer(twice, 200, FieldLines.of("Content-Length", "1"), "x")).containsSubsequence("x", "x");
		assertThat(this.requests).extracting(FrontRequest::target).containsExactly("/1", "/2");
	}

	@Test
	void responseThatClosesIsTheLast() throws IOException {
		String twice = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n";
		answer(twice, 200, FieldLines.of("Content-Length", "1", "Connection", "a, close"), "x");
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void requestArrivesAsItWasSent() throws IOException {
		answer("M-SEARCH /a?b=%20c&d HTTP/1.0\r\nB: 1\r\na:2\r\nb:  3 \r\nContent-Length: 3\r\n\r\nabc", 200,
				FieldLines.NONE, "");
		FrontRequest request = this.requests.get(0);
		assertThat(request.method()).isEqualTo("M-SEARCH");
		assertThat(request.target()).isEqualTo("/a?b=%20c&d");
		assertThat(request.fields()).isEqualTo(FieldLines.of("B", "1", "a", "2", "b", "3", "Content-Length", "3"));
		assertThat(request.body()).asString().isEqualTo("abc");
	}

	@Test
	void chunkedRequestIsReadToItsEnd() throws IOException {
		answer("PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
				200, FieldLines.NONE, "");
		assertThat(this.requests.get(0).body()).asString().isEqualTo("abc0123456789");
	}

	@Test
	void failureOfTheClientIsACutConnection() throws IOException {
		try (Front front = new Front((request, answer) -> {
			throw new IOException("no answer");
		})) {
			assertThat(RawClient.send(front.uri(), "GET / HTTP/1.1\r\n\r\n")).isEmpty();
		}
	}

	private String get(int status, String reason, FieldLines fields, String body) throws IOException {
		return answer("GET / HTTP/1.0\r\n\r\n", status, reason, fields, body);
	}

	private String answer(String request, int status, FieldLines fields, String body) throws IOException {
		return answer(request, status, "OK", fields, body);
	}

	private String answer(String request, int status, String reason, FieldLines fields, String body)
			throws IOException {
		byte[] content = body.getBytes(StandardCharsets.ISO_8859_1);
		try (Front front = new Front((received, answer) -> {
			this.requests.add(received);
			answer.send(status, reason, fields, new ByteArrayInputStream(content));
		})) {
			return RawClient.send(front.uri(), request);
		}
	}

}
