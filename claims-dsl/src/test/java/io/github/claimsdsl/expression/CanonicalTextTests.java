package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CanonicalText}.
 */
class CanonicalTextTests {

	/** Parentheses that the canonical text adds count as levels and nodes. */
	private static final Limits WIDE = new Limits(10_000, 100, 1_000, 100, 100);

	private static Node parse(String source) {
		try {
			return Trees.bare(Parser.parse(source, WIDE).tree());
		}
		catch (SyntaxException ex) {
			throw new AssertionError(source, ex);
		}
	}

	private static void assertSameTree(String source) {
		Node tree = parse(source);
		String canonical = CanonicalText.of(tree);
		assertThat(parse(canonical)).as("%s as %s", source, canonical).isEqualTo(tree);
		assertThat(CanonicalText.of(parse(canonical))).isEqualTo(canonical);
		assertThat(canonical).doesNotContainPattern("\\p{Cntrl}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			user.email=="a" | user.email == 'a'
			((user.email)) ==  ( 'it\\'s' ) | user.email == 'it\\'s'
			"it's" | 'it\\'s'
			user.?a.b["k"][0] | user.a.b['k'][0]
			user . a [ i+1 ] | user.a[i + 1]
			(a.trim()).length( ) | a.trim().length()
			!(a) | !a
			!(a==b) | !(a == b)
			!((!a)) | !!a
			(a&&b)&&!(c) | a && b && !c
			a && (b && c) | a && (b && c)
			(a==b)==(c==d) | a == b == (c == d)
			(a<b)==true | a < b == true
			(a)?('x'):((b)?1:2) | a ? 'x' : b ? 1 : 2
			(a?b:c)?1:2 | (a ? b : c) ? 1 : 2
			(a+(b-1)) | a + (b - 1)
			(a+b)-1 | a + b - 1
			(a*(b+c))%d/e | a * (b + c) % d / e
			(a - -1) | a - -1
			- -a | -(-a)
			-(a+b) | -(a + b)
			-(a).b() | -a.b()
			(-1).abs() | (-1).abs()
			-1.abs() | -1.abs()
			('a'+b).length() | ('a' + b).length()
			(a?b:c).d | (a ? b : c).d
			lower( f( a ,((b)==c)) ) | lower(f(a, b == c))
			['x' ,(a)] | ['x', a]
			[ : ] | [:]
			["k":1.50,'l':[]] | ['k': 1.5, 'l': []]
			['k':1] [ 'k' ] | ['k': 1]['k']
			( $.a  in (b) ) | ($.a in b)
			((a?b:c in (d) if (e&&f))) | (a ? b : c in d if e && f)
			(($ in $.a) in b)[0] | (($ in $.a) in b)[0]
			a==empty | a == empty
			0.00000010 | 0.0000001
			12345678901234.0 | 12345678901234.0
			3000000000 | 3000000000
			-0.0 | -0.0
			'\\n\\u0000' | '\\u000a\\u0000'
			a   contains   true | a contains true
			a~='b' | a ~= 'b'
			""")
	void ofWhenSpelledOtherwiseThenOneText(String source, String canonical) {
		assertThat(CanonicalText.of(parse(source))).isEqualTo(canonical);
		assertSameTree(source);
	}

	@Test
	void ofWhenGeneratedThenParsesBackToTheSameTree() {
		for (int seed = 0; seed < 5_000; seed++) {
			ExpressionGenerator generator = new ExpressionGenerator(seed);
			Node tree = generator.tree();
			assertThat(parse(CanonicalText.of(tree))).isEqualTo(tree);
			assertSameTree(generator.spelled(tree));
		}
	}

	@Test
	void ofWhenCorpusThenParsesBackToTheSameTree() {
		List<String> sources = Corpus.legitimate().stream().map((line) -> line.split(" => ")[0]).toList();
		assertThat(sources).hasSizeGreaterThan(150);
		sources.forEach(CanonicalTextTests::assertSameTree);
	}

	@Test
	void canonicalWhenCompiledThenIndependentOfSpelling() {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Person.class));
		ClaimExpression expression = Objects.requireNonNull(
				language.compileCondition("user.email=='a'\n||(user.verified)", TestData.ORIGIN).expression());
		assertThat(expression.canonical()).isEqualTo("user.email == 'a' || user.verified");
		assertThat(expression.source()).contains("\n");
	}

}
