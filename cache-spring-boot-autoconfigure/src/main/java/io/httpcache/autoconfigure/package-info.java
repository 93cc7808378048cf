/**
 * Spring Boot properties and auto-configuration of the HTTP cache.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure;
