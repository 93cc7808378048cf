package io.httpcache.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/**
 * Matches where the HTTP cache is neither switched off nor excluded. Asks by name, since
 * a search by type goes through all beans at each of the places where this stands.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ConditionalOnBean(name = "io.httpcache.autoconfigure.HttpCacheAutoConfiguration")
public @interface ConditionalOnHttpCache {

}
