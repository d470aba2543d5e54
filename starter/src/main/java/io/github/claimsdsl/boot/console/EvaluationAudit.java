package io.github.claimsdsl.boot.console;

import io.github.claimsdsl.TokenRequest;

/**
 * Publishes who evaluated which expression, and for which user and client.
 */
interface EvaluationAudit {

	/** Publishes nothing. It is used where there are no audit events. */
	EvaluationAudit NONE = new EvaluationAudit() {

		@Override
		public void evaluated(String reader, String expression, TokenRequest request) {
		}

		@Override
		public boolean isRecorded() {
			return false;
		}

	};

	void evaluated(String reader, String expression, TokenRequest request);

	/** Returns whether something records previews and evaluations. */
	boolean isRecorded();

}
