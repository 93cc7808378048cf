/**
 * The store SPI, keys, the stored response and its codec.
 *
 * <p>
 * Experimental, for stores of one's own: may change in a minor version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store;
