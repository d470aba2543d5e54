package io.github.claimsdsl.boot.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.spring.preview.PreviewedToken;

/**
 * What became of an expression that was tried.
 *
 * @param issues what is wrong with it; empty if it can be evaluated
 * @param outcome what would become of a rule with it, or {@code null} if it was not
 * evaluated
 * @param value the value of its claim, as JSON, or {@code null} if there is none
 * @param missing why there is no token to evaluate it for, or {@code null} if there is
 */
record Trial(List<Issue> issues, @Nullable RuleOutcome outcome, @Nullable String value,
		@Nullable PreviewedToken missing) {
}
