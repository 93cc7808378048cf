package io.httpcache.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderFieldsTests {

	static Stream<HeaderFields> views() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("Accept", "text/html");
		headers.add("X-Tenant", "a");
		headers.add("x-tenant", "b");
		headers.add("Authorization", "Bearer abc");
		return Stream.of(HeaderFields.ofRequest(headers), HeaderFields.ofResponse(headers),
				HeaderFields.ofResponse(HttpHeaders.readOnlyHttpHeaders(headers)));
	}

	@ParameterizedTest
	@MethodSource("views")
	void findsEveryLineInAnyCase(HeaderFields fields) {
		assertThat(fields.all("X-TENANT")).containsExactly("a", "b");
		assertThat(fields.first("x-tenant")).isEqualTo("a");
		assertThat(fields.first("authorization")).isEqualTo("Bearer abc");
		assertThat(fields.first("Cookie")).isNull();
		assertThat(fields.all("Cookie")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("views")
	void walksOverEveryLine(HeaderFields fields) {
		List<String> lines = new ArrayList<>();
		fields.forEach((name, value) -> lines.add(name.toLowerCase() + "=" + value));
		assertThat(lines).containsExactly("accept=text/html", "x-tenant=a", "x-tenant=b", "authorization=Bearer abc");
		List<String> names = new ArrayList<>();
		fields.forEachName((name) -> names.add(name.toLowerCase()));
		assertThat(names).containsExactly("accept", "x-tenant", "authorization");
	}

	@Test
	void aRequestOfCommonFieldsOnlyIsRead() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("Authorization", "Bearer abc");
		headers.add("User-Agent", "test");
		HeaderFields fields = HeaderFields.ofRequest(headers);
		assertThat(fields.first("Authorization")).isEqualTo("Bearer abc");
		assertThat(fields.first("User-Agent")).isEqualTo("test");
		assertThat(fields.first("Accept")).isNull();
		assertThat(HeaderFields.ofRequest(new HttpHeaders()).first("Accept")).isNull();
	}

	@Test
	void aMapThatTellsCaseApartHidesNoName() {
		LinkedMultiValueMap<String, String> map = new LinkedMultiValueMap<>();
		map.add("Accept", "a");
		map.add("AUTHORIZATION", "b");
		HeaderFields fields = HeaderFields.ofRequest(new HttpHeaders(map));
		List<String> names = new ArrayList<>();
		fields.forEachName(names::add);
		assertThat(names).containsExactly("Accept", "AUTHORIZATION");
		assertThat(fields.first("authorization")).isEqualTo("b");
	}

	@Test
	void aNameSpeltInSeveralWaysHasTheLinesOfAll() {
		LinkedMultiValueMap<String, String> map = new LinkedMultiValueMap<>();
		map.add("X-Tenant", "a");
		map.add("x-tenant", "b");
		assertThat(HeaderFields.ofRequest(new HttpHeaders(map)).all("X-TENANT")).containsExactly("a", "b");
	}

}
