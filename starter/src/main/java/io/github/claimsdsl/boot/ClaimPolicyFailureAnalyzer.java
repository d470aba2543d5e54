package io.github.claimsdsl.boot;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;

/**
 * Reports every issue of the claim policies in one start-up failure.
 */
final class ClaimPolicyFailureAnalyzer extends AbstractFailureAnalyzer<ClaimPolicyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ClaimPolicyException cause) {
		int count = cause.issues().size();
		String issues = cause.issues().stream().map(Issue::toString).collect(Collectors.joining("\n\n"));
		String description = ((count == 1) ? "A claim policy cannot work:"
				: count + " things are wrong with the claim policies:") + "\n\n" + issues;
		return new FailureAnalysis(description,
				"Fix " + ((count == 1) ? "it" : "them")
						+ " as described above: the application does not start with a policy that cannot work. "
						+ cause.explanation(),
				cause);
	}

}
