/**
 * What the cache did, why, and what to change: recent decisions, explanations, advice.
 */
@org.jspecify.annotations.NullMarked
package io.httpcache.autoconfigure.insight;
