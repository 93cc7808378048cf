package io.httpcache.store;

/**
 * Figures of a store.
 *
 * @param type its name as in {@code httpcache.store.type}
 * @param entries how many responses it holds, or -1 when it cannot say
 * @param bytes what they weigh, or -1 when it cannot say
 * @param maxBytes what they may weigh, or -1 when it has no bound of its own
 * @param evictions how many it dropped for lack of room
 * @param available whether it answers
 */
public record StoreStatistics(String type, long entries, long bytes, long maxBytes, long evictions, boolean available) {

}
