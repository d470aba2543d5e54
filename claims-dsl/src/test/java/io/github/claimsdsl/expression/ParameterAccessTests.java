package io.github.claimsdsl.expression;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParameterAccessTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	@ParameterizedTest
	@ValueSource(strings = { "request.parameters", "(user.verified ? request : request).parameters",
			"(user.verified ? request : null).parameters['other']",
			"(user.verified ? request : request).parameters.get('tenant')",
			"(user.verified ? request : request).parameters.keySet()" })
	void compileWhenAllParametersAreReadInAnyWayThenIssue(String source) {
		assertThat(this.language.compile(source, TestData.ORIGIN).issues()).first()
			.extracting("code")
			.isEqualTo("all-parameters");
	}

}
