/**
 * HTTP words without caching rules: fields, directives, dates, entity tags.
 *
 * <p>
 * Internal: may change in any version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.http;
