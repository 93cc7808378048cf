/**
 * What an application touches.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache;
