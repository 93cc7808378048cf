package io.httpcache.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Puts the HTTP cache on the clients of a test, as the application has it, with what a
 * test needs besides:
 *
 * <pre>{@code
 * &#64;RestClientTest(CatalogClient.class)
 * &#64;AutoConfigureHttpCache
 * class CatalogClientTests {
 *
 *     &#64;Autowired
 *     private MovableClock clock;
 * }
 * }</pre>
 *
 * <ul>
 * <li>Slices such as {@code @RestClientTest} and {@code @WebClientTest}, which leave out
 * auto-configurations that are not theirs, have those of the cache. A
 * {@code MockRestServiceServer} is an origin like any other: it takes the place of the
 * transport, and the cache stays above it.</li>
 * <li>Time stands still until the {@link MovableClock} is moved.</li>
 * <li>Responses are stored in the memory of the test, whatever the application has
 * configured, and each test method begins with an empty cache and the present time. A
 * warm-up, which would fetch from real origins at the start, does nothing.</li>
 * </ul>
 *
 * <p>
 * Works with {@code @SpringBootTest} too. Routes are those of the application; a test may
 * add its own by {@code properties}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureHttpCache {

	/**
	 * Whether the cache tells the time by a {@link MovableClock}, which is then the
	 * primary {@link java.time.Clock} of the application under test. Without it, by the
	 * application's clock.
	 * @return {@code false} to leave the clock alone
	 */
	boolean movableClock() default true;

	/**
	 * Whether responses are stored in the memory of the test. Without it, where the
	 * application says; it is emptied before each test method all the same.
	 * @return {@code false} to leave the store alone
	 */
	boolean inMemory() default true;

	/**
	 * Whether a warm-up runs as the application has it, when it starts and by
	 * {@code HttpCache.warmUp()}. Without it there is nothing to warm up.
	 * @return {@code true} to leave the warm-up alone
	 */
	boolean warmUp() default false;

}
