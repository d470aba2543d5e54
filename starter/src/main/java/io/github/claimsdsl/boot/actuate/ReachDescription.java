package io.github.claimsdsl.boot.actuate;

import java.util.List;
import java.util.Set;

import io.github.claimsdsl.policy.ClaimMatrix;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A row of the claim matrix as the endpoint shows it; {@code *} stands for any value.
 *
 * @param claim the final name of the claim
 * @param tokenType the token type
 * @param audience the API audience, or {@code (none)}
 * @param grantType the grant type
 * @param client the client identifier
 * @param scope a scope the token must have
 * @param issuance the issuance
 * @param subject the subject
 * @param rules the ids of the rules
 */
record ReachDescription(String claim, String tokenType, String audience, String grantType, String client, String scope,
		String issuance, String subject, Set<String> rules) {

	static List<ReachDescription> of(ClaimMatrix matrix) {
		return matrix.rows().entrySet().stream().map((row) -> of(row.getKey(), row.getValue())).toList();
	}

	private static ReachDescription of(ClaimReach reach, Set<String> rules) {
		return new ReachDescription(reach.claim(), reach.tokenType(), reach.audience(), reach.grantType(),
				reach.client(), reach.scope(), reach.issuance(), reach.subject(), rules);
	}

}
