package io.github.claimsdsl.spring;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;

/**
 * Warns of large JWTs and refuses larger ones, naming the largest claims. Sizes are of
 * the encoded token, in bytes, estimated before it is signed with the longest usual
 * header and signature. Immutable.
 *
 * @param warnAt the size from which the log warns
 * @param refuseAt the size above which the token is refused
 */
public record TokenSizeLimit(long warnAt, long refuseAt) {

	private static final Log logger = LogFactory.getLog(TokenSizeLimit.class);

	/** Header and RS256 signature, encoded. */
	private static final int ENVELOPE = 500;

	void check(OAuth2TokenContext token, Map<String, Object> claims, ClaimDecision decision) {
		long size = ENVELOPE + JsonSize.of(claims) * 4 / 3;
		if (size > this.refuseAt) {
			logger.error(LogMessage.format("Refused %s: %d bytes, the limit is %d; the largest claims: %s",
					ClaimPolicyEnforcer.describe(token), size, this.refuseAt, largest(claims, decision)));
			throw new OAuth2AuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, "The token would be too large", null));
		}
		if (size > this.warnAt) {
			logger.warn(LogMessage.format("Large %s: %d bytes; the largest claims: %s",
					ClaimPolicyEnforcer.describe(token), size, largest(claims, decision)));
		}
	}

	private static String largest(Map<String, Object> claims, ClaimDecision decision) {
		return claims.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((Map.Entry<String, Object> claim) -> -JsonSize.of(claim.getValue())))
			.limit(3)
			.map((claim) -> claim.getKey() + " (" + JsonSize.of(claim.getValue()) + " bytes, "
					+ writer(claim.getKey(), decision) + ")")
			.collect(Collectors.joining(", "));
	}

	private static String writer(String claim, ClaimDecision decision) {
		return decision.outcomes()
			.stream()
			.filter((outcome) -> outcome.status() == Status.APPLIED && outcome.claim().equals(claim))
			.map(RuleOutcome::rule)
			.findFirst()
			.map((rule) -> "rule " + rule)
			.orElse("no rule");
	}

}
