/**
 * Several instances, one Redis, and faults of all kinds at once: whatever happens, no
 * answer is wrong.
 */
package io.httpcache.chaos;
