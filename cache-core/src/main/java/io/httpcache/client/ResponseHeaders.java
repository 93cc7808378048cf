package io.httpcache.client;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	private @Nullable Map<String, List<String>> all;

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
		return new HttpHeaders(new ResponseHeaders(stored, age, status));
	}

	@Override
	public @Nullable String getFirst(String name) {
		if (isAge(name)) {
			return Long.toString(this.age);
		}
		String value = this.stored.first(name);
		return (value == null && isStatus(name)) ? this.status.toString() : value;
	}

	@Override
	public @Nullable List<String> get(Object key) {
		if (!(key instanceof String name)) {
			return null;
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
		Map<String, List<String>> map = this.all;
		if (map == null) {
			map = build();
			this.all = map;
		}
		return map.entrySet();
	}

	private Map<String, List<String>> build() {
		Map<String, String> spelling = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Map<String, List<String>> map = new LinkedHashMap<>();
		this.stored.forEach((name, value) -> {
			if (!isAge(name)) {
				map.computeIfAbsent(spelling.computeIfAbsent(name, (same) -> same), (key) -> new ArrayList<>(1))
					.add(value);
			}
		});
		if (this.age >= 0) {
			map.put(HttpHeaders.AGE, List.of(Long.toString(this.age)));
		}
		map.computeIfAbsent(spelling.getOrDefault(CacheStatus.FIELD, CacheStatus.FIELD), (key) -> new ArrayList<>(1))
			.add(this.status.toString());
		return java.util.Collections.unmodifiableMap(map);
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

}
