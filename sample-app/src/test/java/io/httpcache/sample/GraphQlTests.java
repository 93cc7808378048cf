package io.httpcache.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import io.httpcache.CacheReason;
import io.httpcache.HttpCache;
import io.httpcache.testing.AutoConfigureHttpCache;

import static io.httpcache.testing.HttpCacheAssertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * The recipe for GraphQL over POST.
 */
@RestClientTest
@Import(GraphQlTests.GraphQlClient.class)
@TestPropertySource(properties = { "httpcache.routes.graphql.url=api.example.com/graphql",
		"httpcache.routes.graphql.methods=GET,HEAD,POST", "httpcache.routes.graphql.key-body=json",
		"httpcache.routes.graphql.default-ttl=30s", "httpcache.routes.graphql.tags=graphql" })
@AutoConfigureHttpCache
class GraphQlTests {

	private static final String QUERY = """
			{"query": "query Product($id: ID!) { product(id: $id) { name } }", "variables": {"id": 1}}""";

	private static final String REORDERED = """
			{"variables":{"id":1},"query":"query Product($id: ID!) { product(id: $id) { name } }"}""";

	private static final String MUTATION = """
			{"query": "mutation { rename(id: 1, name: \\"Cup\\") { name } }"}""";

	private static final String BOTH = """
			{"query": "query A { a } mutation B { b }", "operationName": "A"}""";

	private static final String ESCAPED = """
			{"query": "mut\\u0061tion { b }"}""";

	@Autowired
	private GraphQlClient client;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	private HttpCache cache;

	@Test
	void aQueryIsAnsweredFromTheCacheWhateverTheOrderOfItsMembers() {
		expect(ExpectedCount.once());
		assertThat(this.client.post(QUERY)).isCacheMiss().isStored();
		assertThat(this.client.post(QUERY)).isCacheHit();
		assertThat(this.client.post(REORDERED)).isCacheHit();
		assertThat(this.cache).hasEntry("/graphql").hasTags("graphql");
		this.server.verify();
	}

	@Test
	void otherVariablesAreAnotherQuestion() {
		expect(ExpectedCount.twice());
		this.client.post(QUERY);
		assertThat(this.client.post(QUERY.replace("\"id\": 1", "\"id\": 2"))).isCacheMiss();
	}

	@ParameterizedTest
	@ValueSource(strings = { MUTATION, BOTH, ESCAPED })
	void aMutationNeverHitsAndIsNotStoredHoweverItIsWritten(String mutation) {
		expect(ExpectedCount.twice());
		for (int i = 0; i < 2; i++) {
			assertThat(this.client.post(mutation)).hasReason(CacheReason.MUTATION).isNotStored();
		}
		assertThat(this.cache).isEmpty();
		this.server.verify();
	}

	@Test
	void theTagDropsWhatAMutationConcerns() {
		expect(ExpectedCount.twice());
		this.client.post(QUERY);
		this.cache.evictTag("graphql");
		assertThat(this.client.post(QUERY)).isCacheMiss();
	}

	private void expect(ExpectedCount count) {
		this.server.expect(count, requestTo("https://api.example.com/graphql"))
			.andRespond(withSuccess("{\"data\": {}}", MediaType.APPLICATION_JSON));
	}

	static class GraphQlClient {

		private final RestClient client;

		GraphQlClient(RestClient.Builder builder) {
			this.client = builder.build();
		}

		ResponseEntity<String> post(String body) {
			return this.client.post()
				.uri("https://api.example.com/graphql")
				.contentType(MediaType.APPLICATION_JSON)
				.body(body)
				.retrieve()
				.toEntity(String.class);
		}

	}

}
