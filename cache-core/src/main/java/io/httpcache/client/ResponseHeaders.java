package io.httpcache.client;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

import io.httpcache.CacheStatus;
import io.httpcache.http.Fields;

/**
 * Stored fields as Spring's headers, read-only, with {@code Age} and {@code Cache-Status}
 * laid over them. Reading one field decodes that field and nothing else; only walking
 * over all of them builds a map.
 */
final class ResponseHeaders extends AbstractMap<String, List<String>> implements MultiValueMap<String, String> {

	private final Fields stored;

	private final long age;

	private final StatusField status;

	private @Nullable String contentLength;

	private @Nullable List<Entry<String, List<String>>> all;

	/** Only a guess at which of them is asked for next, so it may be any number. */
	private int next;

	private ResponseHeaders(Fields stored, long age, StatusField status) {
		this.stored = stored;
		this.age = age;
		this.status = status;
	}

	/**
	 * The headers of a response.
	 * @param stored the stored fields
	 * @param age the current age in seconds; negative to lay none over them
	 * @param status the status to lay over them
	 * @return a read-only view
	 */
	static HttpHeaders of(Fields stored, long age, StatusField status) {
		MultiValueMap<String, String> view = new ResponseHeaders(stored, age, status);
		return HttpHeaders.readOnlyHttpHeaders(view);
	}

	@Override
	public @Nullable String getFirst(String name) {
		if (isAge(name)) {
			return Long.toString(this.age);
		}
		if (name.equals(HttpHeaders.CONTENT_LENGTH)) {
			return contentLength();
		}
		String value = this.stored.first(name);
		return (value == null && isStatus(name)) ? this.status.toString() : value;
	}

	/** Every client asks for it more than once. */
	private @Nullable String contentLength() {
		String value = this.contentLength;
		if (value == null) {
			value = this.stored.first(HttpHeaders.CONTENT_LENGTH);
			this.contentLength = value;
		}
		return value;
	}

	@Override
	public @Nullable List<String> get(Object key) {
		if (!(key instanceof String name)) {
			return null;
		}
		if (this.all != null) {
			return walked(this.all, name);
		}
		if (isAge(name)) {
			return List.of(Long.toString(this.age));
		}
		List<String> values = this.stored.all(name);
		if (isStatus(name)) {
			values = new ArrayList<>(values);
			values.add(this.status.toString());
		}
		return values.isEmpty() ? null : values;
	}

	/**
	 * Who walks over the names often asks for each value in turn, by the very name that
	 * it got.
	 */
	private @Nullable List<String> walked(List<Entry<String, List<String>>> lines, String name) {
		int next = this.next;
		if (next < lines.size() && lines.get(next).getKey() == name) {
			this.next = next + 1;
			return lines.get(next).getValue();
		}
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).getKey().equalsIgnoreCase(name)) {
				this.next = i + 1;
				return lines.get(i).getValue();
			}
		}
		return null;
	}

	@Override
	public boolean containsKey(Object key) {
		return key instanceof String name && (isAge(name) || isStatus(name) || this.stored.contains(name));
	}

	private boolean isAge(String name) {
		return this.age >= 0 && name.length() == 3 && name.equalsIgnoreCase(HttpHeaders.AGE);
	}

	private static boolean isStatus(String name) {
		return name.length() == CacheStatus.FIELD.length() && name.equalsIgnoreCase(CacheStatus.FIELD);
	}

	@Override
	public Set<Entry<String, List<String>>> entrySet() {
		return new Entries(lines());
	}

	/** The fields in order, each name once, spelt as it came first. */
	private List<Entry<String, List<String>>> lines() {
		List<Entry<String, List<String>>> lines = this.all;
		if (lines == null) {
			Collector collector = new Collector(this.age >= 0);
			this.stored.forEach(collector);
			if (this.age >= 0) {
				collector.append(HttpHeaders.AGE, Long.toString(this.age));
			}
			collector.accept(CacheStatus.FIELD, this.status.toString());
			lines = collector.lines;
			this.all = lines;
		}
		return lines;
	}

	@Override
	public Map<String, String> toSingleValueMap() {
		Map<String, String> map = new LinkedHashMap<>();
		forEach((name, values) -> map.put(name, values.get(0)));
		return map;
	}

	@Override
	public void add(String key, @Nullable String value) {
		throw readOnly();
	}

	@Override
	public void addAll(String key, List<? extends @Nullable String> values) {
		throw readOnly();
	}

	@Override
	public void addAll(MultiValueMap<String, String> values) {
		throw readOnly();
	}

	@Override
	public void set(String key, @Nullable String value) {
		throw readOnly();
	}

	@Override
	public void setAll(Map<String, String> values) {
		throw readOnly();
	}

	private static UnsupportedOperationException readOnly() {
		return new UnsupportedOperationException("The headers of a response are read-only");
	}

	/** Gathers lines by name. */
	private static final class Collector implements BiConsumer<String, String> {

		private final List<Entry<String, List<String>>> lines = new ArrayList<>(16);

		private final boolean withoutAge;

		/** One bit for each kind of name seen: most names are told apart by it. */
		private long kinds;

		Collector(boolean withoutAge) {
			this.withoutAge = withoutAge;
		}

		@Override
		public void accept(String name, String value) {
			if (this.withoutAge && name.equalsIgnoreCase(HttpHeaders.AGE)) {
				return;
			}
			long kind = 1L << (name.isEmpty() ? 0 : name.length() * 31 + (name.charAt(0) | 0x20));
			int same = ((this.kinds & kind) != 0) ? find(name) : -1;
			this.kinds |= kind;
			if (same < 0) {
				append(name, value);
			}
			else {
				List<String> values = new ArrayList<>(this.lines.get(same).getValue());
				values.add(value);
				this.lines.set(same, Map.entry(this.lines.get(same).getKey(), List.copyOf(values)));
			}
		}

		void append(String name, String value) {
			this.lines.add(Map.entry(name, List.of(value)));
		}

		private int find(String name) {
			for (int i = 0; i < this.lines.size(); i++) {
				if (this.lines.get(i).getKey().equalsIgnoreCase(name)) {
					return i;
				}
			}
			return -1;
		}

	}

	/**
	 * Fields as a set.
	 */
	private static final class Entries extends AbstractSet<Entry<String, List<String>>> {

		private final List<Entry<String, List<String>>> lines;

		Entries(List<Entry<String, List<String>>> lines) {
			this.lines = lines;
		}

		@Override
		public Iterator<Entry<String, List<String>>> iterator() {
			return Collections.unmodifiableList(this.lines).iterator();
		}

		@Override
		public int size() {
			return this.lines.size();
		}

	}

}
