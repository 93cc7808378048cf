/**
 * The store that instances share.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store.redis;
