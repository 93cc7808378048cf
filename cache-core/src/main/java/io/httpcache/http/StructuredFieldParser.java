package io.httpcache.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.StructuredFields.InnerList;
import io.httpcache.http.StructuredFields.Item;
import io.httpcache.http.StructuredFields.Member;

/**
 * Reads the containers of a structured field (RFC 9651 §4.2). Each method gives
 * {@code null} when the field is malformed.
 */
final class StructuredFieldParser {

	private static final int MAX_MEMBERS = 1024;

	private static final int MAX_PARTS = 256;

	private final StructuredFieldScanner in;

	StructuredFieldParser(String text) {
		this.in = new StructuredFieldScanner(text);
	}

	@Nullable List<Member> list() {
		List<Member> members = new ArrayList<>();
		this.in.skipSpaces();
		while (!this.in.atEnd()) {
			Member member = member();
			if (member == null || members.size() == MAX_MEMBERS) {
				return null;
			}
			members.add(member);
			if (!nextMember()) {
				return null;
			}
		}
		return Collections.unmodifiableList(members);
	}

	@Nullable Map<String, Member> dictionary() {
		Map<String, Member> members = new LinkedHashMap<>();
		this.in.skipSpaces();
		while (!this.in.atEnd()) {
			String key = this.in.key();
			if (key == null) {
				return null;
			}
			Member member = (this.in.skip('=')) ? member() : trueItem();
			if (member == null) {
				return null;
			}
			// Its place is that of the last one too (RFC 9651 §4.2.2)
			members.remove(key);
			members.put(key, member);
			if (members.size() > MAX_MEMBERS || !nextMember()) {
				return null;
			}
		}
		return Collections.unmodifiableMap(members);
	}

	/** Whether the field ends here, or a comma and another member follow. */
	private boolean nextMember() {
		this.in.skipOptionalWhitespace();
		if (this.in.atEnd()) {
			return true;
		}
		if (!this.in.skip(',')) {
			return false;
		}
		this.in.skipOptionalWhitespace();
		return !this.in.atEnd();
	}

	private @Nullable Member member() {
		return (this.in.at('(')) ? innerList() : item();
	}

	private @Nullable Item trueItem() {
		Map<String, Object> parameters = parameters();
		return (parameters != null) ? new Item(Boolean.TRUE, parameters) : null;
	}

	private @Nullable Item item() {
		Object bareItem = this.in.bareItem();
		Map<String, Object> parameters = (bareItem != null) ? parameters() : null;
		return (bareItem != null && parameters != null) ? new Item(bareItem, parameters) : null;
	}

	private @Nullable InnerList innerList() {
		this.in.skip('(');
		List<Item> items = new ArrayList<>();
		while (true) {
			this.in.skipSpaces();
			if (this.in.skip(')')) {
				Map<String, Object> parameters = parameters();
				return (parameters != null) ? new InnerList(Collections.unmodifiableList(items), parameters) : null;
			}
			Item item = item();
			if (item == null || items.size() == MAX_PARTS || !(this.in.at(' ') || this.in.at(')'))) {
				return null;
			}
			items.add(item);
		}
	}

	private @Nullable Map<String, Object> parameters() {
		if (!this.in.at(';')) {
			return Map.of();
		}
		Map<String, Object> parameters = new LinkedHashMap<>();
		while (this.in.skip(';')) {
			this.in.skipSpaces();
			String key = this.in.key();
			Object value = (this.in.skip('=')) ? this.in.bareItem() : Boolean.TRUE;
			if (key == null || value == null) {
				return null;
			}
			parameters.remove(key);
			parameters.put(key, value);
			if (parameters.size() > MAX_PARTS) {
				return null;
			}
		}
		return Collections.unmodifiableMap(parameters);
	}

}
