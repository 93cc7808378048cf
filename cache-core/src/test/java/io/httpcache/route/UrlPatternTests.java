package io.httpcache.route;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrlPatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# scheme
			https://api.example.com/config      | https://api.example.com/config           | true
			https://api.example.com/config      | http://api.example.com/config            | false
			HTTPS://api.example.com/config      | https://api.example.com/config           | true
			https://api.example.com/config      | HTTPS://api.example.com/config           | true
			api.example.com/config              | https://api.example.com/config           | true
			api.example.com/config              | http://api.example.com/config            | true
			api.example.com/config              | ftp://api.example.com/config             | false
			api.example.com/config              | //api.example.com/config                 | false
			https:///config                     | https://any.example.com/config           | true
			https:///config                     | http://any.example.com/config            | false
			# host
			api.example.com/**                  | https://api.example.com/a/b              | true
			API.Example.com/**                  | https://api.example.COM/a                | true
			api.example.com/**                  | https://www.api.example.com/a            | false
			api.example.com/**                  | https://example.com/a                    | false
			*.example.com/**                    | https://a.example.com/x                  | true
			*.example.com/**                    | https://a.b.example.com/x                | true
			*.Example.com/**                    | https://A.example.com/x                  | true
			*.example.com/**                    | https://example.com/x                    | false
			*.example.com/**                    | https://badexample.com/x                 | false
			*.example.com/**                    | https://a.example.com.evil.org/x         | false
			/config                             | https://one.example.com/config           | true
			/config                             | http://two.example.com:8080/config       | true
			[::1]/x                             | http://[::1]/x                           | true
			[::1]:8080/x                        | http://[::1]:8080/x                      | true
			[2001:DB8::1]/x                     | http://[2001:db8::1]/x                   | true
			127.0.0.1/x                         | http://127.0.0.1/x                       | true
			my_service/x                        | http://my_service/x                      | true
			my_service:8080/x                   | http://my_service:8080/x                 | true
			my_service:8080/x                   | http://my_service:8081/x                 | false
			my_service:80/x                     | http://my_service/x                      | true
			api.example.com/x                   | http://user:pw@api.example.com/x         | true
			my_service/x                        | http://user:pw@my_service/x              | true
			# port
			api.example.com/x                   | https://api.example.com:8443/x           | true
			api.example.com:8443/x              | https://api.example.com:8443/x           | true
			api.example.com:8443/x              | https://api.example.com/x                | false
			https://api.example.com:443/x       | https://api.example.com/x                | true
			https://api.example.com/x           | https://api.example.com:443/x            | true
			http://api.example.com:80/x         | http://api.example.com/x                 | true
			api.example.com:443/x               | http://api.example.com/x                 | false
			api.example.com:80/x                | https://api.example.com/x                | false
			# path
			/                                   | http://h                                 | true
			/                                   | http://h/                                | true
			/                                   | http://h?q=1                             | true
			/                                   | http://h/x                               | false
			/**                                 | http://h                                 | true
			/users/*                            | http://h/users/1                         | true
			/users/*                            | http://h/users                           | false
			/users/*                            | http://h/users/1/orders                  | false
			/users/**                           | http://h/users                           | true
			/users/**                           | http://h/users/1/orders                  | true
			/users/{id}                         | http://h/users/7                         | true
			/users/{id}                         | http://h/users/                          | false
			/users/{id}/orders                  | http://h/users/7/orders                  | true
			/users/{id:\\d+}                    | http://h/users/7                         | true
			/users/{id:\\d+}                    | http://h/users/seven                     | false
			/users/{id:\\d{2}}                  | http://h/users/77                        | true
			/users/{id:a?b}                     | http://h/users/b                         | true
			/users/{id:a?b}?q=1                 | http://h/users/ab?q=1                    | true
			/users/{id:a?b}?q=1                 | http://h/users/ab                        | false
			/files/{name:.*#.*}                 | http://h/files/a%23b                     | true
			/users                              | http://h/users/                          | false
			/users/                             | http://h/users                           | false
			/Users                              | http://h/users                           | false
			/users                              | http://h/users;v=1                       | true
			/a%20b                              | http://h/a%20b                           | true
			/gr%C3%B6sse                        | http://h/gr%C3%B6sse                     | true
			/größe                              | http://h/gr%C3%B6%C3%9Fe                 | true
			/a%25b                              | http://h/a%25b                           | true
			/a%3Bb                              | http://h/a%3Bb                           | true
			/%75sers                            | http://h/users                           | true
			/users                              | http://h/%75sers                         | true
			/v*/x                               | http://h/v2/x                            | true
			/**/x                               | http://h/a/b/x                           | true
			/{*rest}                            | http://h/a/b                             | true
			# query
			/search?q=a                         | http://h/search?q=a                      | true
			/search?q=a                         | http://h/search?q=b                      | false
			/search?q=a                         | http://h/search?q=a&p=1                  | false
			/search?q=a                         | http://h/search                          | false
			/search                             | http://h/search?q=a                      | true
			/search?q=a?b                       | http://h/search?q=a?b                    | true
			/search?q=%20                       | http://h/search?q=%20                    | true
			/search?q=*                         | http://h/search?q=abc                    | false
			/search?q={x}                       | http://h/search?q=abc                    | false
			/search?                            | http://h/search?                         | true
			/search?                            | http://h/search                          | false
			/search?u=http://x/y                | http://h/search?u=http://x/y             | true
			h/search?q=a                        | http://h/search?q=a#top                  | true
			# no URL that a client sends
			/**                                 | users                                    | false
			/**                                 | /users                                   | false
			/**                                 | mailto:a@example.com                     | false
			/**                                 | file:///etc/hosts                        | false
			/**                                 | 'http://h/a b'                           | false
			/**                                 | http://h/%zz                             | false
			/**                                 | ''                                       | false
			""")
	void matches(String pattern, String uri, boolean matches) {
		assertThat(UrlPattern.parse(pattern).matches(uri)).isEqualTo(matches);
	}

	@Test
	void aRegularExpressionThatOverflowsTheStackMatchesNothing() {
		UrlPattern pattern = UrlPattern.parse("/{id:(?:a|b)*}");
		assertThat(pattern.matches(URI.create("http://h/" + "ab".repeat(200_000)))).isFalse();
	}

	@Test
	void isShownAsItWasWritten() {
		assertThat(UrlPattern.parse("API.example.com/a%20b")).hasToString("API.example.com/a%20b")
			.isEqualTo(UrlPattern.parse("API.example.com/a%20b"));
	}

}
