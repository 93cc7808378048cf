/**
 * What the actuator shows of the cache: the endpoint, its page, and health.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure.actuate;
