package io.httpcache.route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnreadableUrlPatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                          | it is empty                        | https://api.example.com/users/*
			'  '                        | it is empty                        | https://api.example.com/users/*
			api.example.com             | there is no `/`                    | write `api.example.com/**` for all
			https://api.example.com     | there is no `/`                    | write `https://api.example.com/**`
			api.example.com:8080        | there is no `/`                    | write `api.example.com:8080/**`
			users                       | there is no `/`                    | `/users` for a path on every host
			api.example.com?q=1         | no `/` after the host              | write `api.example.com/?q=1`
			api.example.com?q=/x        | no `/` after the host              | write `api.example.com/?q=/x`
			api.example.com#top         | no `/` after the host              | write `api.example.com/`
			/a b                        | white space                        | write `%20`
			'h/a '                      | white space                        | remove it
			/{x:a b}                    | white space                        | in a regular expression
			http://                     | no host after the scheme           | `http://api.example.com/**`
			//api.example.com/x         | it starts with `//`                | write `api.example.com/x`
			ftp://h/x                   | `ftp` is neither http nor https    | leave the scheme out
			*://h/x                     | `*` is neither http nor https      | leave the scheme out
			http:/x                     | the port `` is not a number        | write for example `http:8080/path`
			h:/x                        | the port `` is not a number        | `h/path` to match any port
			h:*/x                       | the port `*` is not a number       | `h/path` to match any port
			h:0/x                       | the port `0` is not a number       | from 1 to 65535
			h:65536/x                   | the port `65536` is not a number   | from 1 to 65535
			h:-1/x                      | the port `-1` is not a number      | from 1 to 65535
			:8080/x                     | a port without a host              | localhost:8080/path
			::1/x                       | more than one colon                | `[::1]:8080/path`
			[::1/x                      | not an IPv6 address                | `[::1]/path`
			[1.2.3.4]/x                 | not an IPv6 address                | `[::1]/path`
			*/x                         | a wildcard in a host               | leave the host out to match every host
			*example.com/x              | a wildcard in a host               | `*.example.com/path`
			api.*.com/x                 | a wildcard in a host               | `*.example.com/path`
			*.*.com/x                   | a wildcard in a host               | `*.example.com/path`
			{tenant}.example.com/x      | a wildcard in a host               | `*.example.com/path`
			.example.com/x              | is not a host name                 | write `*.example.com`
			a..example.com/x            | is not a host name                 | single dots
			*./x                        | is not a host name                 | api.example.com/path
			bücher.example/x            | characters that are not ASCII      | xn--bcher-kva.example/path
			me:secret@h/x               | a user name or password            | leave out what stands before the `@`
			/a#top                      | `#` starts a fragment              | leave `#top` out
			/a?q=1#top                  | `#` starts a fragment              | leave `#top` out
			/a?q={#}                    | `#` starts a fragment              | leave `#}` out
			/a/**/b                     | is no PathPattern                  | `**` only as the first or the last
			/**/b/**                    | is no PathPattern                  | `**` only as the first or the last
			/{id                        | is no PathPattern                  | `{name}` or `{name:regex}`
			/id}                        | is no PathPattern                  | `{name}` or `{name:regex}`
			/{1}                        | is no PathPattern                  | `{name}` or `{name:regex}`
			/{id}/{id}                  | is no PathPattern                  | `{name}` or `{name:regex}`
			/{id:[}                     | is no PathPattern                  | `{name}` or `{name:regex}`
			/{id:(a)}                   | has a capture group                | write `(?:`
			/v{id:(a)}                  | has a capture group                | write `(?:`
					/{id:a/b}                   | is no PathPattern                  | `*` for one segment
			/a;v=1                      | matrix parameters                  | leave them out
			/a%2Fb                      | `%2F` cannot be compared           | a variable with a regular expression
			/a%2a                       | `%2a` cannot be compared           | a variable with a regular expression
			/a%zz                       | two hexadecimal digits             | write `%25`
			/a%2                        | two hexadecimal digits             | write `%25`
			""")
	void isRefusedWithWhatToWriteInstead(String pattern, String problem, String action) {
		assertThatExceptionOfType(InvalidUrlPatternException.class).isThrownBy(() -> UrlPattern.parse(pattern))
			.withMessageStartingWith("URL pattern \"")
			.satisfies((ex) -> {
				assertThat(ex.getProblem()).contains(problem);
				assertThat(ex.getMessage()).contains(action).endsWith(ex.getProblem() + "; " + ex.getAction());
			});
	}

	@Test
	void aPatternOfUnreasonableLengthIsRefusedWithoutRepeatingIt() {
		assertThatExceptionOfType(InvalidUrlPatternException.class)
			.isThrownBy(() -> UrlPattern.parse("/" + "a".repeat(3000)))
			.withMessageContaining("longer than 2048")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

	@Test
	void aPasswordIsNotRepeated() {
		assertThatExceptionOfType(InvalidUrlPatternException.class).isThrownBy(() -> UrlPattern.parse("me:hush@h/x"))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getPattern()).doesNotContain("hush"));
	}

}
