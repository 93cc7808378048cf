package io.httpcache.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

import io.httpcache.autoconfigure.HttpCacheProperties.ClientType;

/**
 * Matches when {@code httpcache.apply-to} names a kind of client, and the cache is on.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnClientTypeCondition.class)
@interface ConditionalOnClientType {

	/**
	 * The kind of client.
	 * @return the kind
	 */
	ClientType value();

}
