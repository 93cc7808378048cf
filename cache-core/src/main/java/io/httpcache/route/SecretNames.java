package io.httpcache.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of query parameters whose values look like secrets. Letters and digits count,
 * case and everything between them ({@code _}, {@code -}, {@code .}, brackets) does not.
 * Names that end in {@code token}, {@code secret}, {@code password}, {@code apikey},
 * {@code accesskey}, {@code signature} or {@code sessionid} are secret whatever precedes
 * it. {@code code} is not among them: countries and products have one far more often than
 * a client sends an authorization code in a query. Immutable and safe for use by several
 * threads.
 */
public final class SecretNames {

	private static final Set<String> NAMES = Set.of("apikey", "key", "subscriptionkey", "privatekey", "accesskeyid",
			"awsaccesskeyid", "googleaccessid", "auth", "authorization", "authkey", "bearer", "jwt", "saml",
			"samlresponse", "assertion", "clientassertion", "passwd", "pwd", "pass", "passphrase", "pin", "otp",
			"credential", "credentials", "xamzcredential", "xgoogcredential", "sig", "hmac", "session", "sid",
			"jsessionid", "phpsessid", "ticket");

	private static final List<String> ENDINGS = List.of("token", "secret", "password", "apikey", "accesskey",
			"signature", "sessionid");

	/** The built-in names and nothing else. */
	public static final SecretNames DEFAULT = of(Set.of());

	private final Set<String> names;

	private SecretNames(Set<String> names) {
		this.names = names;
	}

	/**
	 * The built-in names and some more.
	 * @param extra names in any spelling; each must hold a letter or digit
	 * @return the names
	 */
	public static SecretNames of(Collection<String> extra) {
		Set<String> names = new HashSet<>(NAMES);
		extra.stream().map(SecretNames::normalize).filter((name) -> !name.isEmpty()).forEach(names::add);
		return new SecretNames(Set.copyOf(names));
	}

	/**
	 * Whether the value of a parameter looks like a secret. Never throws.
	 * @param parameterName the name of a query parameter, percent-encoded or not
	 * @return {@code true} when its value must not be shown
	 */
	public boolean matches(String parameterName) {
		String name = normalize(decode(parameterName));
		return this.names.contains(name) || ENDINGS.stream().anyMatch(name::endsWith);
	}

	private static String decode(String name) {
		if (name.indexOf('%') < 0) {
			return name;
		}
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return name;
		}
	}

	private static String normalize(String name) {
		StringBuilder normalized = new StringBuilder(name.length());
		name.codePoints().filter(Character::isLetterOrDigit).forEach(normalized::appendCodePoint);
		return normalized.toString().toLowerCase(Locale.ROOT);
	}

}
