package io.httpcache.http;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A read-only view of the header fields of one message. Names are case-insensitive; the
 * lines of one name keep their order (RFC 9110 §5.3). Implementations never throw on what
 * a peer sent and are safe to read from several threads.
 */
public interface Fields {

	/**
	 * The value of the first line of that name.
	 * @param name a field name in any case
	 * @return the value without surrounding white space, or {@code null}
	 */
	@Nullable String first(String name);

	/**
	 * The values of all lines of that name.
	 * @param name a field name in any case
	 * @return the values in the order of the message, empty when there is none
	 */
	List<String> all(String name);

	/**
	 * Visits every line in the order of the message.
	 * @param line takes name and value
	 */
	void forEach(BiConsumer<? super String, ? super String> line);

	/**
	 * Visits the name of every field; a name may come more than once.
	 * @param name takes the name as it was sent
	 */
	default void forEachName(Consumer<? super String> name) {
		forEach((each, value) -> name.accept(each));
	}

	/**
	 * Whether there is a line of that name.
	 * @param name a field name in any case
	 * @return {@code true} when at least one line has it
	 */
	default boolean contains(String name) {
		return first(name) != null;
	}

}
