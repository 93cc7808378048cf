package io.httpcache.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import io.httpcache.test.MutableClock;
import io.httpcache.test.Reply;
import io.httpcache.test.TestOrigin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring Security reads the keys of an issuer through the cache. Each decoder here stands
 * for an instance that has just started and has read no key yet.
 */
class JwksTests {

	private final MutableClock clock = new MutableClock();

	@RegisterExtension
	private final TestOrigin issuer = TestOrigin.start(this.clock);

	private final RSAKey key = key("one");

	private volatile RSAKey published = this.key;

	private final ApplicationContextRunner runner = TestContexts.clients()
		.withBean(Clock.class, () -> this.clock)
		.withPropertyValues("httpcache.routes.jwks.url=/oauth2/jwks", "httpcache.routes.jwks.ttl=5m",
				"httpcache.routes.jwks.refresh-ahead=80%", "httpcache.routes.jwks.stale-if-error=24h",
				"httpcache.routes.jwks.ignore=no-store,no-cache,must-revalidate");

	JwksTests() {
		this.issuer.respondWith((request) -> Reply.of(200)
			// What Spring Security adds to the answers of an authorization server
			.header("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
			.header("Content-Type", "application/json")
			.body(new JWKSet(this.published.toPublicJWK()).toString()));
	}

	@Test
	void oneFetchServesAllDecoders() {
		this.runner.run((context) -> {
			assertThat(decoder(context).decode(token(this.key)).getSubject()).isEqualTo("alice");
			assertThat(decoder(context).decode(token(this.key)).getSubject()).isEqualTo("alice");
			assertThat(this.issuer.requests()).hasSize(1);
		});
	}

	@Test
	void tokensWithInventedKeysDoNotReachTheIssuer() {
		this.runner.run((context) -> {
			JwtDecoder decoder = decoder(context);
			for (int i = 0; i < 20; i++) {
				String token = token(new RSAKey.Builder(this.key).keyID(UUID.randomUUID().toString()).build());
				assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token));
			}
			assertThat(this.issuer.requests()).hasSize(1);
		});
	}

	@Test
	void keysAreRefreshedBeforeTheyAreStale() {
		this.runner.run((context) -> {
			decoder(context).decode(token(this.key));
			this.clock.advance(Duration.ofMinutes(4));
			decoder(context).decode(token(this.key));
			this.issuer.awaitRequests(2);
		});
	}

	@Test
	void anOutageOfTheIssuerIsSurvived() {
		this.runner.run((context) -> {
			decoder(context).decode(token(this.key));
			this.issuer.refuseConnections();
			this.clock.advance(Duration.ofHours(12));
			assertThat(decoder(context).decode(token(this.key)).getSubject()).isEqualTo("alice");
			this.issuer.acceptConnections();
		});
	}

	@Test
	void aNewKeyIsSeenWhenTheTtlIsOver() {
		this.runner.run((context) -> {
			JwtDecoder decoder = decoder(context);
			decoder.decode(token(this.key));
			RSAKey next = key("two");
			this.published = next;
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token(next)));
			this.clock.advance(Duration.ofMinutes(5));
			assertThat(decoder.decode(token(next)).getSubject()).isEqualTo("alice");
		});
	}

	private JwtDecoder decoder(ApplicationContext context) {
		return jwtDecoder(context.getBean(RestTemplateBuilder.class), this.issuer.url() + "/oauth2/jwks");
	}

	private static JwtDecoder jwtDecoder(RestTemplateBuilder builder, String jwkSetUri) {
		return NimbusJwtDecoder.withJwkSetUri(jwkSetUri).restOperations(builder.build()).build();
	}

	private static RSAKey key(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String token(RSAKey key) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
					new JWTClaimsSet.Builder().subject("alice").build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
