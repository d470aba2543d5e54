package io.github.claimsdsl.boot.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.spring.preview.PreviewedToken;

/**
 * The result of trying an expression.
 *
 * @param issues the issues of the expression. Empty if it can be evaluated
 * @param outcome the outcome of a rule with the expression, or {@code null} if it was not
 * evaluated
 * @param value the value of the claim, as JSON, or {@code null} if there is none
 * @param missing the preview that says why there is no token to evaluate the expression
 * for, or {@code null} if there is one
 */
record Trial(List<Issue> issues, @Nullable RuleOutcome outcome, @Nullable String value,
		@Nullable PreviewedToken missing) {
}
