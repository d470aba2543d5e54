package io.github.claimsdsl.boot.console;

import io.github.claimsdsl.TokenRequest;

/**
 * Records who evaluated which expression, and for which user and client.
 */
@FunctionalInterface
interface EvaluationAudit {

	/** Records nothing. It is used where there are no audit events. */
	EvaluationAudit NONE = (reader, expression, request) -> {
	};

	void evaluated(String reader, String expression, TokenRequest request);

}
