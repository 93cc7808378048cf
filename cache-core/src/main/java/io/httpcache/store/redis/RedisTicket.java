package io.httpcache.store.redis;

import io.httpcache.store.StoreTicket;

/**
 * What was in force when a key was looked up.
 *
 * @param generation the generation of the URI
 * @param marks how far the marks were looked at
 */
record RedisTicket(Generation generation, Marks.State marks) implements StoreTicket {

}
