package io.httpcache.autoconfigure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

import io.httpcache.route.Routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationReportTests {

	@Test
	void aMistypedFieldIsToldWithWhatWasMeant(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.tll=5m");
		assertThat(output).contains("Property: httpcache.routes.users.tll")
			.contains("Value: \"5m\"")
			.contains("There is no property \"httpcache.routes.users.tll\".")
			.contains("Did you mean \"httpcache.routes.users.ttl\"?");
	}

	@Test
	void aMistypedSectionIsToldOnce(CapturedOutput output) {
		fails("httpcache.route.users.ttl=5m", "httpcache.route.users.url=/users/*");
		assertThat(output).contains("There is no property \"httpcache.route\".")
			.contains("Did you mean \"httpcache.routes\"?")
			.containsOnlyOnce("Reason:");
	}

	@Test
	void somethingQuiteDifferentGetsTheListOfWhatThereIs(CapturedOutput output) {
		fails("httpcache.store.backend=memory");
		assertThat(output).contains("Below \"httpcache.store\" there are: type, max-entry-size, max-in-flight, "
				+ "caffeine, redis, near-cache.");
	}

	@Test
	void aPropertyBelowASingleValueIsTold(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.ttl.seconds=5");
		assertThat(output).contains("\"httpcache.routes.users.ttl\" has no properties below it.");
	}

	@Test
	void anUnreadablePatternIsToldWithTheProblem(CapturedOutput output) {
		fails("httpcache.routes.users.url=ftp://api.example.com/users/*");
		assertThat(output).contains("Property: httpcache.routes.users.url")
			.contains("Value: \"ftp://api.example.com/users/*\"")
			.contains("The scheme `ftp` is neither http nor https");
	}

	@Test
	void aPasswordInAPatternIsNotPrinted(CapturedOutput output) {
		fails("httpcache.routes.users.url=https://joe:s3cret@api.example.com/users/*");
		assertThat(output).contains("Value: \"https://***@api.example.com/users/*\"").doesNotContain("s3cret");
	}

	@Test
	void aRouteWithoutUrlIsTold(CapturedOutput output) {
		fails("httpcache.routes.users.ttl=5m");
		assertThat(output).contains("The route \"users\" has no URL pattern")
			.contains("Set \"httpcache.routes.users.url\"");
	}

	@Test
	void aMistypedRouteIsToldWithWhatWasMeant(CapturedOutput output) {
		assertThatException().isThrownBy(() -> application()
			.initializers(HttpCachePropertiesTests.environmentVariables(Map.of("HTTPCACHE_ROUTES_USER_TTL", "5m")))
			.run("--httpcache.routes.users.url=/users/*"));
		assertThat(output).contains("Property: httpcache.routes.user.url")
			.contains("Did you mean the route \"users\"?");
	}

	@Test
	void equalPatternsAreToldWithOrder(CapturedOutput output) {
		fails("httpcache.routes.a.url=/users/{id}", "httpcache.routes.b.url=/users/{name}");
		assertThat(output).contains("The routes \"a\" (/users/{id}) and \"b\" (/users/{name}) match the same URLs")
			.contains("httpcache.routes.b.order: -1");
	}

	@Test
	void aNegativeDurationIsToldWithWhatSwitchesOff(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.ttl=-1",
				"httpcache.defaults.stale-if-error=-1s");
		assertThat(output).contains("for 2 reasons")
			.contains("Property: httpcache.routes.users.ttl")
			.contains("Value: \"-1\"")
			.contains("Property: httpcache.defaults.stale-if-error")
			.contains("enabled: false");
	}

	@Test
	void crossedBoundsAreTold(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.min-ttl=1h",
				"httpcache.defaults.max-ttl=1m");
		assertThat(output).contains("Property: httpcache.routes.users.min-ttl").contains("It is longer than `max-ttl`");
	}

	@Test
	void statusesThatAreNeverStoredAreTold(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.ttl-by-status.401=30s",
				"httpcache.routes.users.ttl-by-status[429]=-1");
		assertThat(output).contains("Property: httpcache.routes.users.ttl-by-status")
			.contains("Remove `401` from `ttl-by-status`")
			.contains("Remove `429` from `ttl-by-status`")
			.contains("for 3 reasons");
	}

	@Test
	void ignoredSecretsAreToldEverywhere(CapturedOutput output) {
		fails("httpcache.key.ignored-query-parameters=utm_source,api_key",
				"httpcache.routes.users.ignored-query-parameters[0]=access_token",
				"httpcache.routes.users.url=/users/*", "httpcache.key.secret-query-parameters=tenantCode",
				"httpcache.defaults.ignored-query-parameters=tenant-code");
		assertThat(output).contains("Property: httpcache.key.ignored-query-parameters")
			.contains("`api_key` looks like a secret")
			.contains("Property: httpcache.routes.users.ignored-query-parameters")
			.contains("`access_token` looks like a secret")
			.contains("`tenant-code` looks like a secret")
			.contains("for 3 reasons");
	}

	@Test
	void aPercentageThatIsNoneIsTold(CapturedOutput output) {
		fails("httpcache.defaults.ttl-jitter=10");
		assertThat(output).contains("Property: httpcache.defaults.ttl-jitter")
			.contains("Value: \"10\"")
			.contains("\"10\" has no percent sign: write 10%");
	}

	@Test
	void anUnreadableDurationIsToldWithTheForm(CapturedOutput output) {
		fails("httpcache.defaults.ttl=5 minutes");
		assertThat(output).contains("Property: httpcache.defaults.ttl")
			.contains("\"5 minutes\" is not a duration.")
			.contains("\"30s\", \"5m\"");
	}

	@Test
	void anUnreadableDurationOfAStatusIsToldWithTheForm(CapturedOutput output) {
		fails("httpcache.defaults.ttl-by-status.404=soon");
		assertThat(output).contains("Property: httpcache.defaults.ttl-by-status.404")
			.contains("\"soon\" is not a duration.");
	}

	@Test
	void anUnknownWordIsToldWithThoseThereAre(CapturedOutput output) {
		fails("httpcache.defaults.ignore=no-store,cookies");
		assertThat(output).contains("\"cookies\" is not a known value.")
			.contains("no-store, no-cache, private, must-revalidate");
	}

	@Test
	void aValueInPlaceOfASectionIsTold(CapturedOutput output) {
		fails("httpcache.routes.users=5m");
		assertThat(output).contains("Property: httpcache.routes.users")
			.contains("A single value cannot stand here.")
			.contains("\"httpcache.routes.users.url\"");
	}

	@Test
	void redisWithoutItsLibraryIsToldWithTheDependency(CapturedOutput output) {
		failsWithout("org.springframework.data.redis", "httpcache.store.type=redis");
		assertThat(output).contains("Property: httpcache.store.type")
			.contains("Value: \"redis\"")
			.contains("org.springframework.boot:spring-boot-starter-data-redis");
	}

	@Test
	void caffeineWithoutItsLibraryIsToldWithTheDependency(CapturedOutput output) {
		failsWithout("com.github.benmanes.caffeine");
		assertThat(output).contains("Property: httpcache.store.type")
			.contains("com.github.ben-manes.caffeine:caffeine")
			.doesNotContain("Value:");
	}

	@Test
	void redisWithoutItsDriverIsToldWithTheDependency(CapturedOutput output) {
		failsWithout("io.lettuce", "httpcache.store.type=redis");
		assertThat(output).contains("needs the driver Lettuce")
			.contains("org.springframework.boot:spring-boot-starter-data-redis");
	}

	@Test
	void aKeyPrefixThatScattersKeysIsTold(CapturedOutput output) {
		fails("httpcache.store.type=redis", "httpcache.store.redis.key-prefix=shop{}:");
		assertThat(output).contains("Property: httpcache.store.redis.key-prefix").contains("Leave the \"{}\" out.");
	}

	@Test
	void aKeyThatIsNoneIsToldWithoutShowingIt(CapturedOutput output) {
		fails("httpcache.store.type=redis", "httpcache.store.redis.encryption-keys=first:c2VjcmV0");
		assertThat(output).contains("Property: httpcache.store.redis.encryption-keys")
			.contains("openssl rand -base64 32")
			.doesNotContain("c2VjcmV0");
	}

	@Test
	void redisWithoutACircuitBreakerIsToldWithTheDependency(CapturedOutput output) {
		failsWithout("io.github.resilience4j", "httpcache.store.type=redis");
		assertThat(output).contains("io.github.resilience4j:resilience4j-circuitbreaker")
			.doesNotContain("spring-boot-starter-data-redis");
	}

	@Test
	void aNearCacheWithoutItsLibraryIsToldWithTheDependency(CapturedOutput output) {
		failsWithout("com.github.benmanes.caffeine", "httpcache.store.type=redis",
				"httpcache.store.near-cache.enabled=true");
		assertThat(output).contains("Property: httpcache.store.near-cache.enabled")
			.contains("com.github.ben-manes.caffeine:caffeine")
			.doesNotContain("The store is Caffeine");
	}

	@Test
	void whatCannotBeReadIsToldBeforeBootTellsItInJavaTypes() {
		assertThat(OrderUtils.getOrder(HttpCacheBindFailureAnalyzer.class)).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	@Test
	void anUnknownPartitionIsToldWithTheBeansThereAre(CapturedOutput output) {
		fails("httpcache.routes.users.url=/users/*", "httpcache.routes.users.partition=tennant");
		assertThat(output).contains("There is no partition resolver bean named \"tennant\".")
			.contains("There are: region, tenant.");
	}

	@Test
	void anUnknownWarmUpClientIsToldWithTheBeansThereAre(CapturedOutput output) {
		fails("httpcache.warm-up.clients.catalogCleint.urls=/products");
		assertThat(output)
			.contains("There is no RestClient, RestTemplate or WebClient bean and no group of HTTP interfaces "
					+ "named \"catalogCleint\".")
			.contains("Did you mean \"catalogClient\"? There are: catalogClient, ordersClient.");
	}

	@Test
	void warmUpUrlsNeedAHostAndAUrl(CapturedOutput output) {
		fails("httpcache.warm-up.urls[0]=/products", "httpcache.warm-up.urls[1].headers.X-A=b",
				"httpcache.warm-up.concurrency=0");
		assertThat(output).contains("The URL \"/products\" has no scheme and host")
			.contains("Property: httpcache.warm-up.urls[1].url")
			.contains("Property: httpcache.warm-up.concurrency");
	}

	@Test
	void anHttpInterfaceMadeByHandIsToldToNameItsClient(CapturedOutput output) {
		fails("httpcache.warm-up.clients.pricesService.urls=/prices");
		assertThat(output).contains("\"pricesService\" is an HTTP interface that was not made by @ImportHttpServices")
			.contains("Write the name of the RestClient or WebClient bean that it was made with. "
					+ "There are: catalogClient, ordersClient.");
	}

	@Test
	void aWarmUpFileIsThereAndHoldsWholeUrls(CapturedOutput output) {
		fails("httpcache.warm-up.file=classpath:nowhere.txt",
				"httpcache.warm-up.clients.catalogClient.file=classpath:nowhere.txt");
		assertThat(output).contains("Property: httpcache.warm-up.file")
			.contains("Property: httpcache.warm-up.clients[catalogClient].file")
			.contains("The file cannot be read");
		fails("httpcache.warm-up.file=classpath:warm-up-paths.txt");
		assertThat(output).contains("The URL \"/products\" has no scheme and host")
			.contains("The URL \"/feature-flags\" has no scheme and host");
	}

	@Test
	void whatIsFetchedInTheBackgroundCannotBeRequired(CapturedOutput output) {
		fails("httpcache.warm-up.required=true", "httpcache.warm-up.mode=background");
		assertThat(output).contains("Set \"httpcache.warm-up.mode\" to \"blocking\"");
	}

	@Test
	void crossedThresholdsAreTold(CapturedOutput output) {
		fails("httpcache.health.hit-rate-critical=70%");
		assertThat(output).contains("A hit rate below 70% would be critical and above 60% healthy");
	}

	@Test
	void theOriginInAFileIsTold(CapturedOutput output) {
		fails("spring.profiles.active=broken");
		assertThat(output).contains("Origin: class path resource [application-broken.yaml] - 4:12")
			.contains("Origin: class path resource [application-broken.yaml] - 6:38");
	}

	@Test
	void aNearCacheWithoutASharedStoreIsAWarning(CapturedOutput output) {
		application().run("--httpcache.store.near-cache.enabled=true").close();
		assertThat(output).contains("WARN")
			.contains("httpcache.store.near-cache.enabled: a near cache stands in front");
	}

	@Test
	void sharedModeThatIgnoresAuthorizationIsAWarning(CapturedOutput output) {
		application().run("--httpcache.mode=shared", "--httpcache.defaults.ignore=authorization").close();
		assertThat(output).contains("WARN").contains("httpcache.defaults.ignore: with \"httpcache.mode\"");
	}

	@Test
	void variablesThatKubernetesSetsForAServiceAreLeftAlone() {
		application()
			.initializers(HttpCachePropertiesTests.environmentVariables(
					Map.of("HTTPCACHE_PORT", "tcp://10.0.0.1:80", "HTTPCACHE_SERVICE_HOST", "10.0.0.1")))
			.run()
			.close();
	}

	@Test
	void aReplacedListLeavesNothingUnknown() {
		application().run("--spring.profiles.active=routes,slow").close();
	}

	private void fails(String... properties) {
		assertThatException().isThrownBy(() -> application().run(arguments(properties)));
	}

	private void failsWithout(String packageName, String... properties) {
		assertThatException().isThrownBy(
				() -> application().resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(packageName)))
					.run(arguments(properties)));
	}

	private String[] arguments(String... properties) {
		return List.of(properties).stream().map("--"::concat).toArray(String[]::new);
	}

	private SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(RoutesConfiguration.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(HttpCacheProperties.class)
	static class RoutesConfiguration {

		@Bean
		Routes routes(HttpCacheProperties properties, Environment environment, ResourceLoader resourceLoader) {
			return new RoutesFactory(ConfigurationPropertySources.get(environment), resourceLoader.getClassLoader(),
					List.of("tenant", "region"), new WarmUpCheck(() -> List.of("catalogClient", "ordersClient"),
							(name) -> name.equals("pricesService")))
				.create(properties);
		}

	}

}
