@org.jspecify.annotations.NullMarked
package io.httpcache.client.reactive;
