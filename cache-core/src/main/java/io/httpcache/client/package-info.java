/**
 * What the blocking and the reactive driver share.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.client;
