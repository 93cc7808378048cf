package io.httpcache.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.httpcache.route.RouteSettings.HeuristicSettings;
import io.httpcache.route.RouteValidator.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RouteValidatorTests {

	private final RouteValidator validator = new RouteValidator(SecretNames.DEFAULT);

	@ParameterizedTest(name = "{1} {2}")
	@MethodSource
	void refuses(UnaryOperator<RouteSettingsBuilder> setting, String field, String value, String message,
			String action) {
		List<Problem> problems = this.validator.validate("users", settings(setting), RouteSettings.NONE);
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem.routeName()).isEqualTo("users");
			assertThat(problem.field()).isEqualTo(field);
			assertThat(problem.value()).isEqualTo(value);
			assertThat(problem.message()).contains(message);
			assertThat(problem.action()).contains(action);
		});
	}

	static Stream<Arguments> refuses() {
		Duration minus = Duration.ofSeconds(-1);
		String never = "`-1` as never is another library's word";
		String disable = "write `enabled: false` to switch the cache off for these URLs";
		return Stream.of(refusal((it) -> it.url(null), "url", "", "no URL pattern", "write `url:"),
				refusal((it) -> it.url(" "), "url", " ", "no URL pattern", "write `url:"),
				refusal((it) -> it.url("h"), "url", "h", "there is no `/`", "`h/**`"),
				refusal((it) -> it.ttl(minus), "ttl", "PT-1S", never, disable),
				refusal((it) -> it.defaultTtl(minus), "default-ttl", "PT-1S", never, disable),
				refusal((it) -> it.minTtl(minus), "min-ttl", "PT-1S", never, disable),
				refusal((it) -> it.maxTtl(minus), "max-ttl", "PT-1S", never, disable),
				refusal((it) -> it.staleIfError(minus), "stale-if-error", "PT-1S", never, "`0s`"),
				refusal((it) -> it.staleWhileRevalidate(minus), "stale-while-revalidate", "PT-1S", never, "`0s`"),
				refusal((it) -> it.softTimeout(minus), "soft-timeout", "PT-1S", never, "`0s`"),
				refusal((it) -> it.heuristic(new HeuristicSettings(null, null, minus)), "heuristic.max", "PT-1S", never,
						"`0s`"),
				refusal((it) -> it.ttlByStatus(Map.of(404, minus)), "ttl-by-status.404", "PT-1S", never, "`0s`"),
				status(401), status(403), status(407), status(408), status(425), status(429), noStatus(100),
				noStatus(199), noStatus(600), noStatus(-1),
				refusal((it) -> it.minTtl(Duration.ofMinutes(2)).maxTtl(Duration.ofMinutes(1)), "min-ttl", "PT2M",
						"longer than `max-ttl` (PT1M)", "the shorter of the two"),
				refusal((it) -> it.errorStatuses(Set.of(200)), "error-statuses", "200", "not an error", "400 to 599"),
				refusal((it) -> it.errorStatuses(Set.of(600)), "error-statuses", "600", "not an error", "400 to 599"),
				refusal((it) -> it.ttlJitter(-0.1), "ttl-jitter", "-0.1", "0 % and 100 %", "`10%`"),
				refusal((it) -> it.ttlJitter(1.1), "ttl-jitter", "1.1", "0 % and 100 %", "`10%`"),
				refusal((it) -> it.ttlJitter(Double.NaN), "ttl-jitter", "NaN", "0 % and 100 %", "`10%`"),
				refusal((it) -> it.refreshAhead(80.0), "refresh-ahead", "80.0", "0 % and 100 %", "`80%`"),
				refusal((it) -> it.heuristic(new HeuristicSettings(null, 10.0, null)), "heuristic.fraction", "10.0",
						"between 0 and 1", "`0.1`"),
				refusal((it) -> it.maxVariants(0), "max-variants", "0", "room for one", "1 or more"),
				refusal((it) -> it.maxEntrySize(-1L), "max-entry-size", "-1", "negative", "`1MB`"),
				refusal((it) -> it.methods(Set.of("GTE")), "methods", "GTE", "`GTE`", "GET, HEAD, POST"),
				refusal((it) -> it.methods(Set.of("PUT")), "methods", "PUT", "`PUT`", "GET, HEAD, POST"),
				refusal((it) -> it.methods(Set.of("")), "methods", "", "``", "GET, HEAD, POST"),
				refusal((it) -> it.methods(Set.of("GET, HEAD")), "methods", "GET, HEAD", "`GET, HEAD`", "GET"),
				refusal((it) -> it.tags(Set.of(" ")), "tags", " ", "blank", "remove it"),
				refusal((it) -> it.evicts(List.of("")), "evicts", "", "blank", "remove it"),
				refusal((it) -> it.evicts(List.of("users", "/a/**/b")), "evicts", "/a/**/b", "PathPattern", "`**`"),
				refusal((it) -> it.varyBy(List.of("X Tenant")), "vary-by", "X Tenant", "header field",
						"Accept-Language"),
				refusal((it) -> it.targetedFields(List.of("")), "targeted-fields", "", "header field",
						"Accept-Language"),
				refusal((it) -> it.partition(""), "partition", "", "blank", "`caller`"),
				refusal((it) -> it.ignoredQueryParameters(Set.of("")), "ignored-query-parameters", "", "blank",
						"remove it"),
				refusal((it) -> it.ignoredQueryParameters(Set.of("utm_source", "API-Key")), "ignored-query-parameters",
						"API-Key", "looks like a secret", "stays part of the key"));
	}

	@ParameterizedTest
	@MethodSource
	void accepts(UnaryOperator<RouteSettingsBuilder> setting) {
		assertThat(this.validator.validate("users", settings(setting), RouteSettings.NONE)).isEmpty();
	}

	static Stream<UnaryOperator<RouteSettingsBuilder>> accepts() {
		return Stream.of((it) -> it, (it) -> it.ttl(Duration.ZERO),
				(it) -> it.minTtl(Duration.ofMinutes(1)).maxTtl(Duration.ofMinutes(1)),
				(it) -> it.minTtl(Duration.ofMinutes(1)).maxTtl(Duration.ZERO),
				(it) -> it.ttlByStatus(Map.of(200, Duration.ZERO, 404, Duration.ofSeconds(1), 599, Duration.ZERO)),
				(it) -> it.ttlJitter(0.0).refreshAhead(1.0), (it) -> it.methods(Set.of("get", "POST", "QUERY")),
				(it) -> it.evicts(List.of("users", "/users/**")), (it) -> it.maxVariants(1).maxEntrySize(0L),
				(it) -> it.ignoredQueryParameters(Set.of("utm_source", "page")),
				(it) -> it.errorStatuses(Set.of(404, 500)), (it) -> it.tags(Set.of()).methods(Set.of()));
	}

	@Test
	void boundsAreComparedAfterInheritance() {
		RouteSettings defaults = RouteSettings.builder().maxTtl(Duration.ofMinutes(1)).build();
		assertThat(this.validator.validate("users", settings((it) -> it.minTtl(Duration.ofMinutes(2))), defaults))
			.extracting(Problem::field)
			.containsExactly("min-ttl");
		assertThat(this.validator.validate("users",
				settings((it) -> it.minTtl(Duration.ofMinutes(2)).maxTtl(Duration.ZERO)), defaults))
			.isEmpty();
	}

	@Test
	void whatTheDefaultsGetWrongIsReportedOnceAndThere() {
		RouteSettings defaults = RouteSettings.builder()
			.ttl(Duration.ofSeconds(-1))
			.minTtl(Duration.ofMinutes(2))
			.maxTtl(Duration.ofMinutes(1))
			.build();
		assertThat(this.validator.validate(Map.of("users", settings((it) -> it)), defaults))
			.extracting(Problem::routeName, Problem::field)
			.containsExactly(tuple("default", "ttl"), tuple("default", "min-ttl"));
	}

	@Test
	void allProblemsAreReportedAtOnce() {
		Map<String, RouteSettings> routes = new LinkedHashMap<>();
		routes.put("one", settings((it) -> it.ttl(Duration.ofSeconds(-1)).maxVariants(0)));
		routes.put("two", RouteSettings.NONE);
		assertThat(this.validator.validate(routes, RouteSettings.NONE)).extracting(Problem::field)
			.containsExactly("ttl", "max-variants", "url");
	}

	@Test
	void theDefaultsHaveNoUrl() {
		assertThat(this.validator.validateDefaults(RouteSettings.builder().url("/x").build()))
			.extracting(Problem::field)
			.containsExactly("url");
	}

	@Test
	void noRouteTakesTheNameOfTheFallback() {
		assertThat(this.validator.validate("default", settings((it) -> it), RouteSettings.NONE))
			.extracting(Problem::message)
			.containsExactly("the name `default` stands for URLs that no route matches");
	}

	@Test
	void furtherSecretNamesAreConfigurable() {
		RouteSettings settings = settings((it) -> it.ignoredQueryParameters(Set.of("customerNo")));
		assertThat(
				new RouteValidator(SecretNames.of(Set.of("customer_no"))).validate("x", settings, RouteSettings.NONE))
			.extracting(Problem::value)
			.containsExactly("customerNo");
	}

	private static Arguments status(int status) {
		return refusal((it) -> it.ttlByStatus(Map.of(status, Duration.ofSeconds(1))), "ttl-by-status",
				String.valueOf(status), "never stored", "remove `" + status + "`");
	}

	private static Arguments noStatus(int status) {
		return refusal((it) -> it.ttlByStatus(Map.of(status, Duration.ofSeconds(1))), "ttl-by-status",
				String.valueOf(status), "not the status of an answer", "200 to 599");
	}

	private static Arguments refusal(UnaryOperator<RouteSettingsBuilder> setting, String field, String value,
			String message, String action) {
		return arguments(setting, field, value, message, action);
	}

	private static RouteSettings settings(UnaryOperator<RouteSettingsBuilder> setting) {
		return setting.apply(RouteSettings.builder().url("api.example.com/users/*")).build();
	}

}
