package io.github.claimsdsl.spring.token;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Warns about large tokens and refuses tokens that are even larger. The message names the
 * largest claims. The size of a JWT is that of the encoded token. It is estimated before
 * the token is signed, with the longest usual header and signature. The size of an opaque
 * token is that of its claims as JSON. Immutable.
 *
 * @param warnAt the size in bytes above which a warning is logged
 * @param refuseAt the size in bytes above which the token is refused
 */
public record TokenSizeLimit(long warnAt, long refuseAt) {

	private static final Log logger = LogFactory.getLog(TokenSizeLimit.class);

	/** The size of an encoded header and RS256 signature, in bytes. */
	private static final int ENVELOPE = 500;

	/**
	 * Checks a token. The exact size is computed only if the token could be too large,
	 * because that looks at each character.
	 */
	void check(TokenFormat format, Map<String, Object> claims, ClaimDecision decision, TokenRequest request) {
		if (size(format, atMost(claims, decision)) <= Math.min(this.warnAt, this.refuseAt)) {
			return;
		}
		long size = size(format, JsonSize.of(claims));
		if (size > this.refuseAt) {
			throw new RefusedException(
					new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, "The token would be too large", null),
					size + " bytes, the limit is " + this.refuseAt
							+ " (claims-dsl.max-token-size); the largest claims: " + largest(claims, decision));
		}
		if (size > this.warnAt) {
			logger.warn(LogMessage.format("Large %s: %d bytes; the largest claims: %s",
					DecisionLog.describe(request).substring("the ".length()), size, largest(claims, decision)));
		}
	}

	private static long size(TokenFormat format, long json) {
		return (format == TokenFormat.JWT) ? ENVELOPE + json * 4 / 3 : json;
	}

	/**
	 * Returns an upper bound of the size of the claims, with which most tokens are small
	 * enough. The names of rules' claims have no control characters, so they count less.
	 */
	private static long atMost(Map<String, Object> claims, ClaimDecision decision) {
		long size = JsonSize.atMost(claims);
		List<RuleOutcome> outcomes = decision.outcomes();
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i).status() == Status.APPLIED) {
				size -= (JsonSize.LONGEST - JsonSize.LONGEST_VISIBLE) * outcomes.get(i).claim().length();
			}
		}
		return size;
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
