/**
 * HTTP words without caching rules: fields, directives, dates, entity tags.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.http;
