package io.httpcache.route;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class RoutesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://api.example.com/users/7        | api.example.com/users/7
			https://api.example.com/users/8        | api.example.com/users/{id}
			https://api.example.com/users/8/x      | api.example.com/**
			https://api.example.com/search?q=1     | api.example.com/search?q=1
			https://api.example.com/search?q=2     | api.example.com/search
			https://API.example.com/search         | api.example.com/search
			https://www.example.com/users/7        | *.example.com/**
			https://a.eu.example.com/users/7       | *.eu.example.com/users/*
			https://a.eu.example.com/orders        | *.example.com/**
			https://example.com/health             | /health
			https://a.eu.example.com/health        | *.example.com/**
			https://example.com/other              | default
			http://localhost:8080/health           | /health
			mailto:someone@example.com             | default
			relative/health                        | default
			""")
	void theMostSpecificMatches(String uri, String expected) {
		List<Route> list = new ArrayList<>(List.of(route("api.example.com/users/7"),
				route("api.example.com/users/{id}"), route("api.example.com/**"), route("api.example.com/search?q=1"),
				route("api.example.com/search"), route("*.example.com/**"), route("*.eu.example.com/users/*"),
				route("/health")));
		for (int seed = 0; seed < 10; seed++) {
			Collections.shuffle(list, new Random(seed));
			Routes routes = Routes.of(list, Route.DEFAULT);
			assertThat(routes.match(URI.create(uri)).name()).isEqualTo(expected);
			assertThat(routes.match(URI.create(uri)).name()).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.com/x                 | a.com/x
			a.com/x                 | A.COM/x
			a.com/%78               | a.com/x
			https://a.com:443/x?q=1 | https://a.com:443/x?q=1
			a.com/a/{x}             | a.com/a/{y}
			/a/{x}/{y}              | /a/{y}/{z}
			/{x:\\d{5}-\\d{7}}      | /{y:\\d{5}-\\d{7}}
			/u/{id:\\d+}            | /u/{name}
			/u/{id:[0-9]+}          | /u/{name:[12]}
			/a/*                    | /*/b
			/a*                     | /*a
			/{*all}                 | /{*rest}
			/a/{*all}               | /a/{*rest}
			/v{x}/a                 | /v{y}/a
			/{x}b/c                 | /a{x}/c
			*.a.com/**              | *.a.com/**
			/a%3B*                  | /*%3Ba
			""")
	void twoThatMatchTheSameUrlAreRefused(String first, String second) {
		assertThatExceptionOfType(AmbiguousRoutesException.class).isThrownBy(() -> routes(first, second))
			.withMessageContaining("equally specific")
			.withMessageContaining("`order`")
			.satisfies((ex) -> assertThat(List.of(ex.getFirst().name(), ex.getSecond().name()))
				.containsExactlyInAnyOrder("first", "second"));
	}

	@Test
	void theRefusalShowsAPathThatBothMatch() {
		assertThatExceptionOfType(AmbiguousRoutesException.class).isThrownBy(() -> routes("/a/*", "/*/b"))
			.withMessage("Routes \"second\" (/*/b) and \"first\" (/a/*) are equally specific and both match the path "
					+ "/a/b; give one of them a smaller `order`");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.com/x/*               | b.com/x/*
			*.aa.com/x              | *.bb.com/x
			a.com/users/xx          | a.com/items/xx
			a.com/users/*           | a.com/items/*
			a.com/users/**          | a.com/items/**
			a.com/users/{id}        | a.com/items/{id}
			a.com/users/{id:\\d+}   | a.com/users/{name:[a-z]+}
			a.com/abc               | a.com/a/b
			a.com/{x}/a             | a.com/{x}/b
			a.com/a*b               | a.com/a*c
			a.com/x?q=1             | a.com/x?q=2
			a.com:81/x              | a.com:82/x
			http://a.com/x          | https://a.com/x
			https://a.com/x         | a.com/x
			a.com:81/x              | a.com/x
			a.com/users/*           | a.com/users/{id}
			a.com/Users             | a.com/users
			""")
	void twoThatCannotMeetOrAreOrderedAreFine(String first, String second) {
		assertThat(names(routes(first, second))).isEqualTo(names(routes(second, first))).hasSize(3);
	}

	@Test
	void orderSettlesATie() {
		Route late = route("late", "/users/{id}", 1);
		Route early = route("early", "/users/{name}", -1);
		Routes routes = Routes.of(List.of(late, early), Route.DEFAULT);
		assertThat(routes.match(URI.create("http://h/users/1"))).isEqualTo(early);
		assertThat(routes.all()).containsExactly(early, late, Route.DEFAULT);
	}

	@Test
	void orderDoesNotOverruleHostPathOrQuery() {
		Route specific = route("specific", "h/users/1", 100);
		Route general = route("general", "h/users/*", -100);
		assertThat(Routes.of(List.of(general, specific), Route.DEFAULT).match(URI.create("http://h/users/1")))
			.isEqualTo(specific);
	}

	@Test
	void orderComesBeforePortAndScheme() {
		Route port = route("port", "h:80/x", 2);
		Route any = route("any", "h/x", 1);
		assertThat(Routes.of(List.of(port, any), Route.DEFAULT).match(URI.create("http://h/x"))).isEqualTo(any);
	}

	@Test
	void aPortComesBeforeNoneWhenOrderSaysNothing() {
		Route port = route("port", "h:80/x", 0);
		Route any = route("any", "h/x", 0);
		Routes routes = Routes.of(List.of(any, port), Route.DEFAULT);
		assertThat(routes.match(URI.create("http://h/x"))).isEqualTo(port);
		assertThat(routes.match(URI.create("http://h:81/x"))).isEqualTo(any);
	}

	@Test
	void aRouteWithoutPatternIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Routes.of(List.of(Route.DEFAULT), Route.DEFAULT))
			.withMessageContaining("no URL pattern");
	}

	@Test
	void explainsEveryRouteInOrder() {
		Routes routes = Routes.of(List.of(route("https://a.com/users/7"), route("a.com:81/users/{id}"),
				route("a.com/x?q=1"), route("b.com/users/7"), route("a.com/users/*"), route("/**"), route("/y")),
				Route.DEFAULT);
		assertThat(routes.explain(URI.create("http://a.com/users/7")))
			.extracting((match) -> match.route().name(), RouteMatch::matched, RouteMatch::reason)
			.containsExactlyInAnyOrder(tuple("https://a.com/users/7", false, "scheme differs"),
					tuple("a.com:81/users/{id}", false, "port differs"), tuple("a.com/x?q=1", false, "path differs"),
					tuple("b.com/users/7", false, "host differs"), tuple("a.com/users/*", true, null),
					tuple("/y", false, "path differs"), tuple("/**", false, "a more specific route matched"),
					tuple("default", false, "a more specific route matched"));
		assertThat(routes.explain(URI.create("http://a.com/x?q=2"))).first()
			.satisfies((match) -> assertThat(match.reason()).isNotNull());
		assertThat(routes.explain(URI.create("http://a.com/x?q=2"))).extracting(RouteMatch::reason)
			.contains("query differs");
	}

	@Test
	void explainsThatNothingMatchesByTheFallback() {
		Routes routes = Routes.of(List.of(route("a.com/x")), Route.DEFAULT);
		assertThat(routes.explain(URI.create("http://b.com/x"))).containsExactly(
				new RouteMatch(routes.all().get(0), false, "host differs"), new RouteMatch(Route.DEFAULT, true, null));
		assertThat(routes.explain(URI.create("x"))).containsExactly(
				new RouteMatch(routes.all().get(0), false, "no absolute http or https URI"),
				new RouteMatch(Route.DEFAULT, true, null));
	}

	@Test
	void explainAgreesWithMatch() {
		Routes routes = Routes.of(List.of(route("a.com/**"), route("*.com/x"), route("/{id}")), Route.DEFAULT);
		for (String uri : List.of("http://a.com/x", "http://b.com/x", "http://b.com/y", "http://b.com/y/z")) {
			assertThat(routes.explain(URI.create(uri))).filteredOn(RouteMatch::matched)
				.singleElement()
				.satisfies((match) -> assertThat(match.route()).isEqualTo(routes.match(URI.create(uri))));
		}
	}

	@Test
	void findsARouteByName() {
		Route route = route("a.com/x");
		Routes routes = Routes.of(List.of(route), Route.DEFAULT);
		assertThat(routes.byName("a.com/x")).contains(route);
		assertThat(routes.byName("default")).contains(Route.DEFAULT);
		assertThat(routes.byName("other")).isEmpty();
	}

	@Test
	void remembersABoundedNumberOfUrisOfBoundedLength() {
		Routes routes = Routes.of(List.of(route("/users/*")), Route.DEFAULT);
		IntStream.range(0, 3 * Routes.REMEMBERED_URIS + 5)
			.forEach((i) -> assertThat(routes.match(URI.create("http://h/users/" + i)).name()).isEqualTo("/users/*"));
		assertThat(routes.remembered()).isPositive().isLessThanOrEqualTo(Routes.REMEMBERED_URIS);
		int before = routes.remembered();
		assertThat(routes.match(URI.create("http://h/users/" + "x".repeat(Routes.LONGEST_REMEMBERED_URI))).name())
			.isEqualTo("/users/*");
		assertThat(routes.remembered()).isEqualTo(before);
	}

	@Test
	void remembersNothingWithoutRoutes() {
		Routes routes = Routes.of(List.of(), Route.DEFAULT);
		assertThat(routes.match(URI.create("http://h/users/1"))).isSameAs(Route.DEFAULT);
		assertThat(routes.remembered()).isZero();
	}

	private static Routes routes(String first, String second) {
		return Routes.of(List.of(route("first", first, 0), route("second", second, 0)), Route.DEFAULT);
	}

	private static List<String> names(Routes routes) {
		return routes.all().stream().map((route) -> String.valueOf(route.pattern())).toList();
	}

	private static Route route(String pattern) {
		return route(pattern, pattern, 0);
	}

	private static Route route(String name, String pattern, int order) {
		return RouteSettings.builder().url(pattern).order(order).build().toRoute(name);
	}

}
