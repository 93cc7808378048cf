package io.httpcache.autoconfigure;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image has to keep.
 */
class HttpCacheRuntimeHintsTests {

	private final RuntimeHints hints = register(getClass().getClassLoader());

	@Test
	void theyAreFoundByTheAotEngine() {
		List<String> registrars = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.map((registrar) -> registrar.getClass().getName())
			.toList();
		assertThat(registrars).contains(HttpCacheRuntimeHints.class.getName());
	}

	@ParameterizedTest
	@MethodSource
	void constructorsThatSayWhichPropertiesThereAre(Class<?> type) {
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor)).accepts(this.hints);
		}
	}

	/** Every section of the properties, however deep. */
	static Stream<Class<?>> constructorsThatSayWhichPropertiesThereAre() {
		return sections(HttpCacheProperties.class).distinct();
	}

	private static Stream<Class<?>> sections(Class<?> type) {
		return Stream.concat(Stream.of(type),
				Stream.of(type.getRecordComponents())
					.flatMap((component) -> Stream.of(ResolvableType.forType(component.getGenericType()))
						.flatMap((resolvable) -> Stream.of(resolvable.resolve(Object.class),
								resolvable.asMap().getGeneric(1).resolve(Object.class))))
					.filter((nested) -> nested.isRecord() && nested.getName().endsWith("Properties")
							|| nested.isRecord() && nested.getName().contains("Properties$"))
					.flatMap(HttpCacheRuntimeHintsTests::sections));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tools.jackson.databind.json.JsonMapper",
			"org.springframework.web.reactive.function.client.WebClient",
			"com.github.benmanes.caffeine.cache.Caffeine" })
	void typesThatAreAskedForByName(String type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).accepts(this.hints);
	}

	@Test
	void settingsOfGroupsOfHttpInterfacesAreBound() {
		assertThat(RuntimeHintsPredicates.reflection().onType(TransportIdentities.Group.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TransportIdentities.Ssl.class)).accepts(this.hints);
	}

	@Test
	void whetherTheVersionOfSpringBootKnowsCookieHandlingCanBeSeen() throws NoSuchMethodException {
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(HttpClientSettings.class.getMethod("sslBundle")))
			.accepts(this.hints);
	}

	private static RuntimeHints register(ClassLoader classLoader) {
		RuntimeHints hints = new RuntimeHints();
		new HttpCacheRuntimeHints().registerHints(hints, classLoader);
		return hints;
	}

}
