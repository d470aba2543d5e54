package io.github.claimsdsl.boot.console;

import io.github.claimsdsl.TokenRequest;

/**
 * Records who evaluated which expression for whom.
 */
@FunctionalInterface
interface EvaluationAudit {

	/** Where there are no audit events. */
	EvaluationAudit NONE = (reader, expression, request) -> {
	};

	void evaluated(String reader, String expression, TokenRequest request);

}
