package io.httpcache.client.blocking;

import java.io.InputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import io.httpcache.test.Reply;

import static io.httpcache.test.ResponseAssert.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one caller changes no other sees.
 */
class SharedStateTests extends BlockingTestSupport {

	@BeforeEach
	void origin() {
		this.origin.expect("GET /x").respond(cacheable(Reply.of(200)).header("X-Own", "a").body("body"));
	}

	@Test
	void theArrayOfEachCallerIsItsOwn() {
		for (int i = 0; i < 3; i++) {
			byte[] body = this.client.get().uri("/x").retrieve().body(byte[].class);
			assertThat(body).asString().isEqualTo("body");
			java.util.Arrays.fill(body, (byte) 'x');
		}
	}

	@Test
	void whatAStreamGivesOutIsACopyHoweverItIsRead() {
		for (int i = 0; i < 5; i++) {
			int way = i;
			byte[] body = this.client.get().uri("/x").exchange((request, response) -> {
				InputStream stream = response.getBody();
				return switch (way) {
					case 0, 1 -> stream.readAllBytes();
					case 2 -> stream.readNBytes(4);
					case 3 -> {
						java.io.ByteArrayOutputStream copy = new java.io.ByteArrayOutputStream();
						stream.transferTo(new java.io.OutputStream() {

							@Override
							public void write(int value) {
								copy.write(value);
							}

							@Override
							public void write(byte[] bytes, int offset, int length) {
								copy.write(bytes, offset, length);
								java.util.Arrays.fill(bytes, (byte) 'x');
							}

						});
						yield copy.toByteArray();
					}
					default -> {
						byte[] bytes = new byte[10];
						yield java.util.Arrays.copyOf(bytes, stream.read(bytes));
					}
				};
			});
			assertThat(body).as("way " + way).hasSize(4);
			if (way < 4) {
				assertThat(body).as("way " + way).asString().isEqualTo("body");
			}
			java.util.Arrays.fill(body, (byte) 'x');
		}
		verifyThat(get("/x")).isHit().hasBody("body");
	}

	@Test
	void changingHeadersChangesNobodyElses() {
		for (int i = 0; i < 2; i++) {
			this.client.get().uri("/x").exchange((request, response) -> {
				tamper(response.getHeaders());
				return "";
			});
			tamper(get("/x").getHeaders());
		}
		verifyThat(get("/x")).isHit().hasHeader("X-Own", "a").hasNoHeader("X-New");
	}

	private static void tamper(HttpHeaders headers) {
		for (Runnable change : new Runnable[] { () -> headers.set("X-Own", "b"), () -> headers.add("X-New", "c"),
				() -> headers.remove("X-Own"), headers::clear, () -> headers.get("X-Own").add("d") }) {
			try {
				change.run();
			}
			catch (UnsupportedOperationException | NullPointerException ex) {
				// Read-only is an answer, too
			}
		}
	}

}
