package io.httpcache.engine;

import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.httpcache.http.FieldNames;
import io.httpcache.http.Fields;

/**
 * A message's fields without some of them: what of it is stored. A view, for the store
 * copies it anyway.
 *
 * @param all the fields of the message
 * @param dropped names that are left out
 * @param named names that the message itself leaves out
 */
record KeptFields(Fields all, FieldNames dropped, List<String> named) implements Fields {

	@Override
	public @Nullable String first(String name) {
		return isDropped(name) ? null : this.all.first(name);
	}

	@Override
	public List<String> all(String name) {
		return isDropped(name) ? List.of() : this.all.all(name);
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super String> line) {
		this.all.forEach((name, value) -> {
			if (!isDropped(name)) {
				line.accept(name, value);
			}
		});
	}

	private boolean isDropped(String name) {
		if (this.dropped.contains(name)) {
			return true;
		}
		for (int i = 0; i < this.named.size(); i++) {
			if (this.named.get(i).equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

}
