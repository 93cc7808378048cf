/**
 * Puts a cache together without Spring Boot.
 *
 * <p>
 * Experimental: may change in a minor version.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.assembly;
