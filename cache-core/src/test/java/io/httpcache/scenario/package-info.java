/**
 * Scenarios: what callers and origins see of the cache, as text, in the order of RFC
 * 9111. The files are in {@code scenarios/} among the test resources, their syntax is
 * explained in {@code scenarios/README.md}; each line of an example table is a test.
 */
package io.httpcache.scenario;
