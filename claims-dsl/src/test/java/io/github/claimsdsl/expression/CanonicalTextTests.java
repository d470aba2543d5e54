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
			return bare(Parser.parse(source, WIDE));
		}
		catch (SyntaxException ex) {
			throw new AssertionError(source, ex);
		}
	}

	/** The tree without parentheses and positions. */
	private static Node bare(Node node) {
		if (node instanceof Node.Group group) {
			return bare(group.inner());
		}
		if (node instanceof Node.Literal literal) {
			return new Node.Literal(literal.value(), 0);
		}
		if (node instanceof Node.Path path) {
			return new Node.Path(path.root(), path.steps().stream().map(CanonicalTextTests::bare).toList(), 0);
		}
		if (node instanceof Node.Call call) {
			return new Node.Call(call.function(), bare(call.arguments()), 0);
		}
		if (node instanceof Node.ListOf list) {
			return new Node.ListOf(bare(list.elements()), 0);
		}
		if (node instanceof Node.MapOf map) {
			return new Node.MapOf(map.keys(), bare(map.values()), 0);
		}
		if (node instanceof Node.Not not) {
			return new Node.Not(bare(not.operand()), 0);
		}
		if (node instanceof Node.Logical logical) {
			return new Node.Logical(logical.operator(), bare(logical.operands()), 0);
		}
		if (node instanceof Node.Comparison of) {
			return new Node.Comparison(of.operator(), bare(of.left()), bare(of.right()), 0);
		}
		if (node instanceof Node.Arithmetic of) {
			return new Node.Arithmetic(of.operator(), bare(of.left()), bare(of.right()), 0);
		}
		Node.Conditional of = (Node.Conditional) node;
		return new Node.Conditional(bare(of.condition()), bare(of.then()), bare(of.otherwise()), 0);
	}

	private static List<Node> bare(List<Node> nodes) {
		return nodes.stream().map(CanonicalTextTests::bare).toList();
	}

	private static Node.Step bare(Node.Step step) {
		if (step instanceof Node.Property property) {
			return new Node.Property(property.name(), property.nullSafe(), 0);
		}
		return (step instanceof Node.Key key) ? new Node.Key(key.key(), 0)
				: new Node.Index(((Node.Index) step).index(), 0);
	}

	private static void assertSameTree(String source) {
		Node tree = parse(source);
		String canonical = CanonicalText.of(tree);
		assertThat(parse(canonical)).as("%s as %s", source, canonical).isEqualTo(tree);
		assertThat(CanonicalText.of(parse(canonical))).isEqualTo(canonical);
		assertThat(canonical).doesNotContainPattern("\\p{Cntrl}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
			user.email=="a" ~ user.email == 'a'
			((user.email)) ==  ( 'it\\'s' ) ~ user.email == 'it\\'s'
			"it's" ~ 'it\\'s'
			user.?a.b["k"][0] ~ user.?a.b['k'][0]
			a&&b||!(c) ~ (a && b) || !(c)
			(a||b)&&(c==1) ~ (a || b) && c == 1
			a && (b && c) ~ a && (b && c)
			(a)?('x'):((b)?1:2) ~ (a) ? 'x' : ((b) ? 1 : 2)
			(a+(b-1)) ~ (a + (b - 1))
			(a - -1) ~ (a - -1)
			lower( f( a ,((b)==c)) ) ~ lower(f(a, b == c))
			['x' ,(a)] ~ ['x', a]
			[ : ] ~ [:]
			["k":1.50,'l':[]] ~ ['k' : 1.5, 'l' : []]
			0.00000010 ~ 0.0000001
			12345678901234.0 ~ 12345678901234.0
			-0.0 ~ -0.0
			'\\n\\u0000' ~ '\\u000a\\u0000'
			a   contains   true ~ a contains true
			""")
	void ofWhenSpelledOtherwiseThenOneText(String source, String canonical) {
		assertThat(CanonicalText.of(parse(source))).isEqualTo(canonical);
		assertSameTree(source);
	}

	@Test
	void ofWhenGeneratedThenParsesBackToTheSameTree() {
		for (int seed = 0; seed < 5_000; seed++) {
			assertSameTree(new ExpressionGenerator(seed).next());
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
