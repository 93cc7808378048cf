/**
 * A transparent front that lets an HTTP test suite reach a Spring client.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.conformance;
