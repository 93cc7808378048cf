package io.httpcache.client;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.httpcache.http.Fields;

/**
 * Spring's headers as fields. The names are taken once: walking over {@link HttpHeaders}
 * builds a case-insensitive map each time.
 */
final class HeaderFields implements Fields {

	private final HttpHeaders headers;

	private final Map<String, String> firsts;

	private HeaderFields(HttpHeaders headers) {
		this.headers = headers;
		this.firsts = headers.toSingleValueMap();
	}

	static HeaderFields of(HttpHeaders headers) {
		return new HeaderFields(headers);
	}

	@Override
	public @Nullable String first(String name) {
		for (Map.Entry<String, String> field : this.firsts.entrySet()) {
			if (field.getKey().equalsIgnoreCase(name)) {
				return field.getValue();
			}
		}
		return null;
	}

	@Override
	public List<String> all(String name) {
		return contains(name) ? this.headers.getOrEmpty(name) : List.of();
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		this.firsts.keySet()
			.forEach((name) -> this.headers.getOrEmpty(name).forEach((value) -> line.accept(name, value)));
	}

	@Override
	public void forEachName(Consumer<? super String> name) {
		this.firsts.keySet().forEach(name);
	}

}
