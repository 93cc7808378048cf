package io.httpcache.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.httpcache.http.StructuredFields.DisplayString;
import io.httpcache.http.StructuredFields.InnerList;
import io.httpcache.http.StructuredFields.Item;
import io.httpcache.http.StructuredFields.Member;
import io.httpcache.http.StructuredFields.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StructuredFields}.
 */
class StructuredFieldsTests {

	@Test
	void bareItemsOfEveryTypeAreRead() {
		assertThat(bare("42")).isEqualTo(42L);
		assertThat(bare("-999999999999999")).isEqualTo(-999_999_999_999_999L);
		assertThat(bare("-0")).isEqualTo(0L);
		assertThat(bare("1.25")).isEqualTo(new BigDecimal("1.25"));
		assertThat(bare("-123456789012.125")).isEqualTo(new BigDecimal("-123456789012.125"));
		assertThat(bare("\"a \\\"b\\\\, c\"")).isEqualTo("a \"b\\, c");
		assertThat(bare("\"\"")).isEqualTo("");
		assertThat(bare("foo123/456:*")).isEqualTo(new Token("foo123/456:*"));
		assertThat(bare("*")).isEqualTo(new Token("*"));
		assertThat(bare("?1")).isEqualTo(true);
		assertThat(bare("?0")).isEqualTo(false);
		assertThat(bare(":aGVsbG8=:")).isEqualTo("hello".getBytes());
		assertThat(bare("::")).isEqualTo(new byte[0]);
		assertThat(bare("@1659578233")).isEqualTo(Instant.ofEpochSecond(1_659_578_233));
		assertThat(bare("%\"f%c3%bc %25\"")).isEqualTo(new DisplayString("f\u00fc %"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1234567890123456", "1.", "1.1234", "1234567890123.1", "-", "--1", ".1", "\"a", "\"a\\b\"",
			"\"a\\", "\"\u00e9\"", "\"\t\"", "?2", "?", ":a", ":a b:", ":=:", "@", "@1.5", "@x", "%a", "%\"%C3%BC\"",
			"%\"%c3\"", "%\"%g0\"", "%\"%4", "%\"a", "&", "a b", "a,", ",a", "a,,b", "a;", "a;B", "a;b=", "a; b;", "(",
			"(a", "(a,b)", "((a))", "(a\"b\")", "(a)b", "a\u00e9", "\ta", "1 ; a", "é" })
	void malformedListsAreRefused(String line) {
		assertThat(StructuredFields.parseList(List.of(line))).isNull();
		assertThat(StructuredFields.parseDictionary(List.of("k=" + line))).isNull();
	}

	@Test
	void listsHoldItemsAndInnerLists() {
		List<Member> members = StructuredFields
			.parseList(List.of("  httpcache; hit; ttl=42 ,\t( a \"b\";q=1 ); x=?0 ", "c"));
		assertThat(members).containsExactly(new Item(new Token("httpcache"), Map.of("hit", true, "ttl", 42L)),
				new InnerList(List.of(new Item(new Token("a"), Map.of()), new Item("b", Map.of("q", 1L))),
						Map.of("x", false)),
				new Item(new Token("c"), Map.of()));
		assertThat(StructuredFields.parseList(List.of())).isEmpty();
		assertThat(StructuredFields.parseList(List.of("()"))).containsExactly(new InnerList(List.of(), Map.of()));
	}

	@Test
	void dictionariesKeepTheLastOfAKey() {
		Map<String, Member> members = StructuredFields
			.parseDictionary(List.of("a=1, b;x, *c-d.e_f=(1), a=2;x=1;y;x=3", "g"));
		assertThat(members.keySet()).containsExactly("b", "*c-d.e_f", "a", "g");
		assertThat(members.get("a")).isEqualTo(new Item(2L, Map.of("y", true, "x", 3L)));
		assertThat(members.get("b")).isEqualTo(new Item(true, Map.of("x", true)));
		assertThat(StructuredFields.parseDictionary(List.of(" "))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "A=1", "1a=1", "a=", "a =1", "a= 1", "a,", "a b", "=1", "a=1 b=2" })
	void malformedDictionariesAreRefused(String line) {
		assertThat(StructuredFields.parseDictionary(List.of(line))).isNull();
	}

	@Test
	void sizesAreBounded() {
		assertThat(StructuredFields.parseList(List.of("a,".repeat(1023) + "a"))).hasSize(1024);
		assertThat(StructuredFields.parseList(List.of("a,".repeat(1024) + "a"))).isNull();
		assertThat(StructuredFields.parseList(List.of("(" + "a ".repeat(256) + ")"))).isNotNull();
		assertThat(StructuredFields.parseList(List.of("(" + "a ".repeat(257) + ")"))).isNull();
	}

	@Test
	void textIsWrittenSoThatItIsReadAgain() {
		assertThat(StructuredFields.serializeString("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
		assertThat(StructuredFields.serializeString("a\r\n\u00e9\u007f")).isEqualTo("\"a????\"");
		assertThat(StructuredFields.serializeKeyOrToken("httpcache")).isEqualTo("httpcache");
		assertThat(StructuredFields.serializeKeyOrToken("my cache")).isEqualTo("\"my cache\"");
		assertThat(StructuredFields.serializeKeyOrToken("1cache")).isEqualTo("\"1cache\"");
		assertThat(StructuredFields.serializeKeyOrToken("")).isEqualTo("\"\"");
		assertThat(StructuredFields.isToken("*a/b:c")).isTrue();
		assertThat(StructuredFields.isToken("a\u00e9")).isFalse();
		assertThat(StructuredFields.isToken("\u0141a")).isFalse();
	}

	private static Object bare(String line) {
		List<Member> members = StructuredFields.parseList(List.of(line));
		assertThat(members).hasSize(1);
		return ((Item) members.get(0)).bareItem();
	}

}
