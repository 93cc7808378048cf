/**
 * What the cache costs, beside what there is without it and with others.
 */
package io.httpcache.benchmarks;
