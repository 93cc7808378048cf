/**
 * The store SPI, keys, the stored response and its codec.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.store;
