package io.httpcache.store;

/**
 * A stored response with its key.
 *
 * @param key the key
 * @param response the response
 */
public record StoredEntry(CacheKey key, StoredResponse response) {

}
