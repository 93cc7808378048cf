package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image has to keep of the endpoint.
 */
class HttpCacheEndpointRuntimeHintsTests {

	private static final String PACKAGE = "classpath*:io/httpcache/autoconfigure/actuate/";

	private final RuntimeHints hints = new RuntimeHints();

	HttpCacheEndpointRuntimeHintsTests() {
		new HttpCacheEndpointRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void everyPartOfThePage() throws IOException {
		Resource[] parts = new PathMatchingResourcePatternResolver().getResources(PACKAGE + "page/*");
		assertThat(parts).isNotEmpty()
			.allSatisfy((part) -> assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/httpcache/autoconfigure/actuate/page/" + part.getFilename())).accepts(this.hints));
	}

	@ParameterizedTest
	@MethodSource
	void everyAnswer(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints);
	}

	static Stream<Class<?>> everyAnswer() throws IOException {
		CachingMetadataReaderFactory readers = new CachingMetadataReaderFactory();
		return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(PACKAGE + "*.class"))
			.<Class<?>>map((resource) -> {
				try {
					return ClassUtils.resolveClassName(
							readers.getMetadataReader(resource).getClassMetadata().getClassName(),
							HttpCacheEndpoint.class.getClassLoader());
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.filter((type) -> OperationResponseBody.class.isAssignableFrom(type) && type.isRecord());
	}

}
