package io.httpcache.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * What the transport of a client tells an origin about the caller and no request shows.
 *
 * @param sslBundle the bundle that may hold a client certificate, or {@code null}
 * @param keepsCookies whether it keeps cookies, each transport for itself
 */
record TransportIdentity(@Nullable SslBundle sslBundle, boolean keepsCookies) {

	TransportIdentity withSslBundle(@Nullable SslBundle bundle) {
		return new TransportIdentity(bundle, this.keepsCookies);
	}

	/**
	 * A partition for the entries of a client whose transport has just been made. The
	 * same client certificate gives the same one in every instance of the application; a
	 * cookie store is the only one of its kind.
	 * @return the partition, or {@code null} when the transport has no identity
	 */
	@Nullable String newPartition() {
		String certificate = (this.sslBundle != null) ? certificate(this.sslBundle) : null;
		String cookies = this.keepsCookies ? "cookies " + UUID.randomUUID() : null;
		return (certificate != null && cookies != null) ? certificate + " " + cookies
				: (certificate != null) ? certificate : cookies;
	}

	private static @Nullable String certificate(SslBundle bundle) {
		KeyStore keyStore = bundle.getStores().getKeyStore();
		if (keyStore == null) {
			return null;
		}
		try {
			return "certificate " + fingerprint(keyStore, bundle.getKey().getAlias());
		}
		catch (GeneralSecurityException ex) {
			// Which one it is cannot be told, so it is shared with nobody
			return "certificate " + UUID.randomUUID();
		}
	}

	private static String fingerprint(KeyStore keyStore, @Nullable String alias) throws GeneralSecurityException {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (String name : (alias != null) ? List.of(alias) : new TreeSet<>(Collections.list(keyStore.aliases()))) {
			Certificate certificate = keyStore.isKeyEntry(name) ? keyStore.getCertificate(name) : null;
			if (certificate != null) {
				digest.update(certificate.getEncoded());
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
