package io.httpcache.sample;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the other demonstrations show, as facts.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleProfilesTests {

	@Test
	void theFirstCallFindsWhatWasWarmedUp(CapturedOutput output) throws IOException {
		run("warm-up", 0);
		assertThat(output).contains("HTTP cache: warmed 6/6").contains("Warmed up 6 of 6");
		assertThat(output.toString()).containsPattern("GET /rates/USD .*httpcache; hit; ttl=")
			.containsPattern("GET /rates/JPY .*httpcache; hit; ttl=")
			.containsPattern("GET /rates/PLN .*httpcache; fwd=uri-miss; stored");
	}

	@Test
	void aSlowUpstreamAndADeadOneCostStaleAnswersOnly(CapturedOutput output) throws IOException {
		run("outage", 0);
		assertThat(output.toString())
			.containsPattern("(?s)well.*fwd=uri-miss; stored.*detail=SOFT_TIMEOUT.*detail=SOFT_TIMEOUT.*It dies"
					+ ".*I/O error.*Somebody allows.*hit; ttl=-\\d+; detail=OUTAGE");
	}

	private static void run(String profile, int delayMillis) throws IOException {
		int upstream;
		try (ServerSocket socket = new ServerSocket(0)) {
			upstream = socket.getLocalPort();
		}
		SpringApplication
			.run(SampleApplication.class, "--spring.profiles.active=" + profile, "--server.port=0",
					"--upstream.port=" + upstream, "--upstream.delay=" + delayMillis + "ms", "--demo.exit=true")
			.close();
	}

}
