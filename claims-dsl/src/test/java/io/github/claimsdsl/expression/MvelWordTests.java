package io.github.claimsdsl.expression;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mvel2.MVEL;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties whose names are words of MVEL mean the same here and there, or are refused.
 */
class MvelWordTests {

	private static final Words USER = new Words();

	@ParameterizedTest
	@ValueSource(strings = { "new", "in", "is", "if", "or", "and", "not", "empty", "nil", "null", "true", "this",
			"class", "contains", "instanceof", "isdef", "foreach", "for", "while", "do", "else", "def", "function",
			"var", "return", "with", "assert", "import", "switch", "untyped", "soundslike", "strsim", "proto", "until",
			"convertable_to", "system", "string", "length", "size", "values", "keySet" })
	void compileWhenPropertyIsWordOfMvelThenAgreesOrIsRefused(String word) throws Exception {
		for (String source : new String[] { "user." + word, "user." + word + " == 'x'", "'x' == user." + word,
				"user.verified && user." + word + " == '" + word + "'",
				"(user.verified) ? user." + word + " : 'none'" }) {
			ClaimExpression expression = ExpressionLanguage.of(Schema.forUser(Words.class))
				.compile(source, TestData.ORIGIN)
				.expression();
			if (expression != null) {
				agree(source, expression);
			}
		}
	}

	@Test
	void compileWhenPropertyIsPlainWordThenAccepted() {
		assertThat(ExpressionLanguage.of(Schema.forUser(Words.class))
			.compile("user.size == 'x' && user.length == 'x' && user.empty == 'x'", TestData.ORIGIN)
			.issues()).isEmpty();
	}

	private static void agree(String source, ClaimExpression expression) {
		TokenRequest request = TestData.request(USER);
		Map<String, Object> variables = TestData.variables(request);
		Object value = Objects.requireNonNull(expression.evaluate(request));
		assertThat(MVEL.eval(source, variables)).as(source).isEqualTo(value);
		assertThat(MVEL.executeExpression(MVEL.compileExpression(source), variables)).as(source).isEqualTo(value);
	}

	/**
	 * A bean with a getter for each word.
	 */
	public static final class Words {

		public boolean isVerified() {
			return true;
		}

		public String getNew() {
			return "new";
		}

		public String getIn() {
			return "in";
		}

		public String getIs() {
			return "is";
		}

		public String getIf() {
			return "if";
		}

		public String getOr() {
			return "or";
		}

		public String getAnd() {
			return "and";
		}

		public String getNot() {
			return "not";
		}

		public String getEmpty() {
			return "empty";
		}

		public String getNil() {
			return "nil";
		}

		public String getNull() {
			return "null";
		}

		public String getTrue() {
			return "true";
		}

		public String getThis() {
			return "this";
		}

		public String getContains() {
			return "contains";
		}

		public String getInstanceof() {
			return "instanceof";
		}

		public String getIsdef() {
			return "isdef";
		}

		public String getForeach() {
			return "foreach";
		}

		public String getFor() {
			return "for";
		}

		public String getWhile() {
			return "while";
		}

		public String getDo() {
			return "do";
		}

		public String getElse() {
			return "else";
		}

		public String getDef() {
			return "def";
		}

		public String getFunction() {
			return "function";
		}

		public String getVar() {
			return "var";
		}

		public String getReturn() {
			return "return";
		}

		public String getWith() {
			return "with";
		}

		public String getAssert() {
			return "assert";
		}

		public String getImport() {
			return "import";
		}

		public String getSwitch() {
			return "switch";
		}

		public String getUntyped() {
			return "untyped";
		}

		public String getSoundslike() {
			return "soundslike";
		}

		public String getStrsim() {
			return "strsim";
		}

		public String getProto() {
			return "proto";
		}

		public String getUntil() {
			return "until";
		}

		public String getConvertable_to() {
			return "convertable_to";
		}

		public String getSystem() {
			return "system";
		}

		public String getString() {
			return "string";
		}

		public String getLength() {
			return "length";
		}

		public String getSize() {
			return "size";
		}

		public String getValues() {
			return "values";
		}

		public String getKeySet() {
			return "keySet";
		}

	}

}
