/**
 * Puts a cache together without Spring Boot.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.assembly;
