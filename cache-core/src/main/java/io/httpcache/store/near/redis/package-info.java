/**
 * The channel between near caches by publish and subscribe of Redis.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store.near.redis;
