package io.httpcache.client;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.httpcache.http.FieldLines;
import io.httpcache.http.FieldNames;

import static org.assertj.core.api.Assertions.assertThat;

class HasherTests {

	private final Hasher hasher = Hasher.create(null);

	@Test
	void takesTheFirstHalfOfSha256OverLengthPrefixedParts() throws Exception {
		List<String> parts = List.of("authorization", "Bearer " + "x".repeat(5000), "x-tenant", "");
		this.hasher.digest(keyParts(parts.toArray(String[]::new)));
		assertThat(this.hasher.high()).isEqualTo(sha256(parts).getLong(0));
		assertThat(this.hasher.low()).isEqualTo(sha256(parts).getLong(8));
	}

	@Test
	void isTheSameForWhatItHasJustDigestedAndForAnotherObjectOfTheSameContent() {
		long first = high("authorization", "Bearer abc");
		assertThat(high("authorization", "Bearer abc")).isEqualTo(first);
		assertThat(high("authorization", "Bearer abd")).isNotEqualTo(first);
		assertThat(high("authorization", "Bearer abc")).isEqualTo(first);
	}

	@Test
	void aBodyLeavesNothingBehindThatTheSamePartsWithoutItWouldGet() {
		KeyParts parts = keyParts("authorization", "Bearer abc");
		this.hasher.digest(parts);
		long without = this.hasher.high();
		this.hasher.digest(parts, "POST", new KeyedBody(new byte[] { 1 }, "application/json", null));
		assertThat(this.hasher.high()).isNotEqualTo(without);
		this.hasher.digest(parts);
		assertThat(this.hasher.high()).isEqualTo(without);
	}

	@Test
	void whereOnePartEndsMatters() {
		assertThat(high("a", "bc")).isNotEqualTo(high("ab", "c"));
	}

	@Test
	void tellsCharactersBeyondLatin1Apart() {
		assertThat(high("a", "\u0141")).isNotEqualTo(high("a", "A")).isNotEqualTo(high("a", "\u0142"));
		assertThat(high("a", "x".repeat(1023) + "\u0141")).isNotEqualTo(high("a", "x".repeat(1023) + "\u0142"));
	}

	@Test
	void aSecretMakesOtherDigests() {
		Hasher keyed = Hasher.create("secret".getBytes(StandardCharsets.UTF_8));
		keyed.digest(keyParts("a", "b"));
		assertThat(keyed.high()).isNotEqualTo(high("a", "b"));
	}

	private long high(String... parts) {
		this.hasher.digest(keyParts(parts));
		return this.hasher.high();
	}

	private static KeyParts keyParts(String... kindsAndValues) {
		KeyParts parts = new KeyParts(FieldLines.NONE, FieldNames.NONE, FieldNames.NONE);
		for (int i = 0; i < kindsAndValues.length; i += 2) {
			parts.add(kindsAndValues[i], kindsAndValues[i + 1]);
		}
		return parts;
	}

	private static ByteBuffer sha256(List<String> parts) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream data = new DataOutputStream(bytes);
		for (String part : parts) {
			data.writeInt(part.length());
			data.write(part.getBytes(StandardCharsets.ISO_8859_1));
		}
		return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
	}

}
