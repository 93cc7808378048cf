/**
 * Fetches at the start of an application what its callers will ask for.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure.warmup;
