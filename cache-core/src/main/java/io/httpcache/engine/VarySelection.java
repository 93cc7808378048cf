package io.httpcache.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.AcceptLanguage;
import io.httpcache.http.FieldValues;
import io.httpcache.http.Fields;
import io.httpcache.http.VaryField;

/**
 * Which stored response a request selects (RFC 9111 §4.1).
 */
final class VarySelection {

	private static final String LANGUAGE = "accept-language";

	/** Fields whose members are case-insensitive and whose order says nothing. */
	private static final Set<String> NEGOTIATION = Set.of("accept", LANGUAGE, "accept-encoding", "accept-charset");

	private VarySelection() {
	}

	/** The names that select a response, those that the route adds included. */
	static List<String> names(VaryField vary, CachePolicy policy) {
		if (policy.varyBy().isEmpty()) {
			return vary.names();
		}
		Set<String> names = new LinkedHashSet<>(vary.names());
		policy.varyBy().forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		return List.copyOf(names);
	}

	/** The normalised values of those fields in a request. */
	static List<String> values(List<String> names, Fields request) {
		if (names.isEmpty()) {
			return List.of();
		}
		List<String> values = new ArrayList<>(names.size());
		for (String name : names) {
			values.add(normalize(name, request.all(name)));
		}
		return values;
	}

	/** Whether a request selects a stored response. */
	static boolean matches(ResponseFacts stored, Fields request) {
		return matches(stored, request, "");
	}

	/**
	 * The newest stored response that a request selects, or, where none is, that the
	 * origin would choose for its language.
	 */
	static @Nullable StoredCandidate select(CacheRequest request, CachePolicy policy,
			List<? extends StoredCandidate> variants) {
		for (int i = 0; i < variants.size(); i++) {
			StoredCandidate variant = variants.get(i);
			if (hasBodyFor(request, variant) && matches(variant.facts(), request.fields())) {
				return variant;
			}
		}
		for (StoredCandidate variant : variants) {
			if (hasBodyFor(request, variant) && matchesByLanguage(variant, request.fields(), policy)) {
				return variant;
			}
		}
		return null;
	}

	private static boolean hasBodyFor(CacheRequest request, StoredCandidate variant) {
		return request.isHead() || !variant.method().equals("HEAD");
	}

	/** In the language that the request wants most, which differs in nothing else. */
	private static boolean matchesByLanguage(StoredCandidate stored, Fields request, CachePolicy policy) {
		List<String> languages = FieldValues.split(stored.fields().all("Content-Language"));
		return languages.size() == 1 && policy.varyBy().stream().noneMatch(LANGUAGE::equalsIgnoreCase)
				&& languages.get(0).equalsIgnoreCase(AcceptLanguage.favourite(request.all(LANGUAGE)))
				&& matches(stored.facts(), request, LANGUAGE);
	}

	private static boolean matches(ResponseFacts stored, Fields request, String exempt) {
		List<String> names = stored.varyNames();
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (!name.equals(exempt) && !stored.varyValues().get(i).equals(normalize(name, request.all(name)))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * An absent field is told from an empty one: RFC 9111 §4.1 has them not match.
	 */
	private static String normalize(String name, List<String> lines) {
		if (lines.isEmpty()) {
			return "";
		}
		if (NEGOTIATION.contains(name)) {
			return "=" + String.join(",",
					FieldValues.split(lines)
						.stream()
						.map((member) -> member.replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT))
						.sorted()
						.toList());
		}
		return "=" + String.join(",", FieldValues.split(lines));
	}

}
