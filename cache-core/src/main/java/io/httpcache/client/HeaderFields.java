package io.httpcache.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.httpcache.http.Fields;

/**
 * Spring's headers as fields. The names are taken once: walking over {@link HttpHeaders}
 * makes a map each time, and looking up a name that is not in lower case makes a string.
 */
final class HeaderFields implements Fields {

	/** What most requests consist of, in lower case. */
	private static final String[] COMMON = { "accept", "content-length", "authorization", "user-agent" };

	private final HttpHeaders headers;

	/**
	 * Each name, and behind it its lines; {@code null} where they have not been looked
	 * up. One array, for there is one of these to a request.
	 */
	private @Nullable Object[] namesAndLines;

	private int size;

	private HeaderFields(HttpHeaders headers, int capacity) {
		this.headers = headers;
		this.namesAndLines = new Object[2 * capacity];
	}

	/**
	 * The fields of a request. Its names may come out in lower case.
	 */
	static HeaderFields ofRequest(HttpHeaders headers) {
		int count = headers.size();
		HeaderFields fields = new HeaderFields(headers, count);
		for (int i = 0; i < COMMON.length && fields.size < count; i++) {
			List<String> lines = headers.get(COMMON[i]);
			if (lines != null) {
				fields.add(COMMON[i], lines);
			}
		}
		if (fields.size < count) {
			fields.size = 0;
			headers.toSingleValueMap().forEach((name, value) -> fields.add(name, null));
		}
		return fields;
	}

	/**
	 * The fields of a response.
	 */
	@SuppressWarnings("removal") // Read-only headers make a string of each name otherwise
	static HeaderFields ofResponse(HttpHeaders headers) {
		HeaderFields fields = new HeaderFields(headers, headers.size());
		headers.asMultiValueMap().forEach(fields::add);
		return fields;
	}

	private void add(String name, @Nullable List<String> lines) {
		int at = 2 * this.size++;
		if (at == this.namesAndLines.length) {
			this.namesAndLines = Arrays.copyOf(this.namesAndLines, at + 8);
		}
		this.namesAndLines[at] = name;
		this.namesAndLines[at + 1] = lines;
	}

	boolean isOf(HttpHeaders headers) {
		return this.headers == headers;
	}

	@Override
	public @Nullable String first(String name) {
		List<String> lines = all(name);
		return lines.isEmpty() ? null : lines.get(0);
	}

	@Override
	public List<String> all(String name) {
		List<String> found = List.of();
		for (int i = 0; i < this.size; i++) {
			if (name(i).equalsIgnoreCase(name)) {
				found = found.isEmpty() ? lines(i) : concatenated(found, lines(i));
			}
		}
		return found;
	}

	/** Headers over a foreign map may spell one name in several ways. */
	private static List<String> concatenated(List<String> first, List<String> second) {
		List<String> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

	@SuppressWarnings("NullAway") // There is a name at each index below the size
	private String name(int index) {
		return (String) this.namesAndLines[2 * index];
	}

	@SuppressWarnings("unchecked")
	private List<String> lines(int index) {
		List<String> lines = (List<String>) this.namesAndLines[2 * index + 1];
		return (lines != null) ? lines : this.headers.getOrEmpty(name(index));
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		for (int i = 0; i < this.size; i++) {
			List<String> lines = lines(i);
			for (int j = 0; j < lines.size(); j++) {
				line.accept(name(i), lines.get(j));
			}
		}
	}

	@Override
	public void forEachName(Consumer<? super String> name) {
		for (int i = 0; i < this.size; i++) {
			name.accept(name(i));
		}
	}

}
