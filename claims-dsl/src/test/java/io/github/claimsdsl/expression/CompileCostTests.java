package io.github.claimsdsl.expression;

import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nested texts whose parts would take exponential time if a part were checked twice.
 */
class CompileCostTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA,
			new Limits(10_000, 100, 1_000, 65_536, 10_000), List.of());

	static List<String> nested() {
		return List.of("user.anything" + ".get('a')".repeat(90), "user.anything" + "['a']".repeat(90),
				"(".repeat(90) + "user.verified" + " || user.verified) && user.verified".repeat(90),
				"null.contains(".repeat(90) + "'a'" + ")".repeat(90),
				"(".repeat(45) + "$ in ".repeat(45) + "user.roles" + ")".repeat(45),
				"user.verified ? 1 : ".repeat(90) + "2", "coalesce(" + "user.tier, ".repeat(450) + "'a')",
				"(".repeat(90) + "user.tier contains 'a'" + " ? user.tier : 'b') contains 'c'".repeat(90),
				"(".repeat(90) + "user.tier" + " || 'a')".repeat(90), "!".repeat(99) + "user.tier",
				"(".repeat(90) + "1" + " in user.roles)".repeat(90),
				"(".repeat(90) + "user.level" + " between 1 and 2)".repeat(90),
				"(1 < ".repeat(90) + "user.level" + " < 2)".repeat(90),
				"user.roles.map(a -> ".repeat(90) + "a" + ")".repeat(90), "user.roles" + "[-1]".repeat(90),
				"!(user.verified ? user.groups : 0)", "(user.verified ? user.groups : 0) ? 1 : 2",
				"[" + "1, ".repeat(1_000) + "1]", "['k' : " + "1, 'k' : ".repeat(1_000) + "1]");
	}

	@ParameterizedTest
	@MethodSource("nested")
	@Timeout(10)
	void compileWhenNestedThenEnds(String source) {
		ExpressionLanguage.Compilation value = this.language.compile(source, TestData.ORIGIN);
		assertThat(value.expression() == null).isEqualTo(!value.issues().isEmpty());
		ExpressionLanguage.Compilation denial = this.language.compileDenial(source, TestData.ORIGIN, List.of());
		assertThat(denial.expression() == null).isEqualTo(!denial.issues().isEmpty());
	}

}
