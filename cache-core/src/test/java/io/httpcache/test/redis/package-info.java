/**
 * Real Redis servers for tests, started by themselves.
 */
package io.httpcache.test.redis;
