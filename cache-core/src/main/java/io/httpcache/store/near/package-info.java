/**
 * A cache in memory in front of a store that instances share, and what keeps calls and
 * invalidations safe while that store is away.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store.near;
