package io.github.claimsdsl.spring.token;

import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.TokenGrant;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Decides what userinfo and introspection answer about a token. Each request is decided
 * anew, with a freshly loaded user. Thread-safe.
 */
public final class AnswerDecisions {

	private final TokenDecisions decisions;

	AnswerDecisions(TokenDecisions decisions) {
		this.decisions = decisions;
	}

	/**
	 * Returns whether there is anything to decide for a type of answers.
	 * @param type the type of the answers
	 * @return {@code true} if a rule applies to them
	 */
	public boolean areNeeded(TokenType type) {
		return this.decisions.policies().types().contains(type);
	}

	/**
	 * Returns whether a decision may change a type of answers.
	 * @param type the type of the answers
	 * @return {@code true} if an enforced rule applies to them
	 */
	public boolean areEnforced(TokenType type) {
		return this.decisions.isEnforcing() && this.decisions.policies().enforcedTypes().contains(type);
	}

	/**
	 * Returns the audiences of an access token.
	 * @param token the token
	 * @return the identifier of the declared audience, or else the values of {@code aud}
	 * without the client and the userinfo endpoint; empty if the token is for no API
	 * @throws OAuth2AuthenticationException {@code server_error} if the token was saved
	 * without its claims
	 */
	public List<String> audiences(AnsweredToken token) {
		try {
			TokenGrant grant = this.decisions.audiences().saved(token.context());
			return (grant.audienceId() != null) ? List.of(grant.audienceId()) : grant.kept();
		}
		catch (RefusedException ex) {
			this.decisions.refused(token.context(), ex);
			if (this.decisions.isEnforcing()) {
				throw ex;
			}
			return List.of();
		}
	}

	/**
	 * Decides an answer.
	 * @param token the token that the answer is about
	 * @param answer the answer of the server or of a custom mapper
	 * @return the answer with the claims of the rules; unchanged if decisions are only
	 * reported
	 * @throws OAuth2AuthenticationException {@code invalid_token} if a rule or the source
	 * of the user refuses; {@code server_error} if a rule fails or the answer is too
	 * large; {@code temporarily_unavailable} if a store cannot be reached
	 */
	public Map<String, Object> decide(AnsweredToken token, Map<String, Object> answer) {
		return refusing(token, answer, () -> decided(token, answer));
	}

	/**
	 * Decides only whether an answer is refused. Use it for a client that may not see the
	 * claims of rules.
	 * @param token the token that the answer is about
	 * @param answer the answer of the server
	 * @return the unchanged answer
	 * @throws OAuth2AuthenticationException as {@link #decide}
	 */
	public Map<String, Object> decideRefusal(AnsweredToken token, Map<String, Object> answer) {
		return refusing(token, answer, () -> {
			ClaimDecision decision = this.decisions.decideRefusal(anew(token, new LinkedHashMap<>(answer)));
			decision.refusal().ifPresent(PolicyCustomizer::refuse);
			return answer;
		});
	}

	/**
	 * Returns the request that rules would decide on. Nothing is decided and the user is
	 * not loaded.
	 */
	public TokenRequest read(AnsweredToken token) {
		return request(token, grant(token), new LinkedHashMap<>());
	}

	/** Makes an answer. */
	private interface Answer {

		Map<String, Object> get();

	}

	private Map<String, Object> refusing(AnsweredToken token, Map<String, Object> unchanged, Answer answer) {
		try {
			return answer.get();
		}
		catch (RefusedException ex) {
			return refused(token, unchanged, ofAnswer(ex));
		}
		catch (OAuth2AuthenticationException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			return refused(token, unchanged,
					PolicyCustomizer.failed("The answer cannot be built.", "building the answer", Object.class, ex));
		}
	}

	private Map<String, Object> refused(AnsweredToken token, Map<String, Object> unchanged, RefusedException refusal) {
		this.decisions.refused(token.context(), refusal);
		if (this.decisions.isEnforcing()) {
			throw refusal;
		}
		return unchanged;
	}

	/**
	 * Converts the refusal of a user to {@code invalid_token}, because the token of a
	 * user who may not get tokens is not valid.
	 */
	private static RefusedException ofAnswer(RefusedException refusal) {
		OAuth2Error error = refusal.getError();
		if (!OAuth2ErrorCodes.INVALID_GRANT.equals(error.getErrorCode())) {
			return refusal;
		}
		return new RefusedException(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, error.getDescription(), null),
				refusal.reason());
	}

	private Map<String, Object> decided(AnsweredToken token, Map<String, Object> answer) {
		Map<String, Object> claims = new LinkedHashMap<>(answer);
		TokenRequest request = anew(token, claims);
		ClaimDecision decision = this.decisions.decide(request);
		decision.refusal().ifPresent(PolicyCustomizer::refuse);
		if (!this.decisions.isEnforcing()) {
			return answer;
		}
		decision.claims().forEach((name, value) -> claims.put(name, numericDate(value)));
		if (!decision.claims().isEmpty()) {
			this.decisions.size().check(TokenFormat.OPAQUE, claims, decision, request);
		}
		return claims;
	}

	/**
	 * Returns the request that rules decide on. Claims that the rules decide anew are
	 * first removed from the answer.
	 */
	private TokenRequest anew(AnsweredToken token, Map<String, Object> claims) {
		TokenGrant grant = grant(token);
		TokenRequest request = request(token, grant, claims);
		return claims.keySet().removeAll(decidedAnew(token, claims, request)) ? request(token, grant, claims) : request;
	}

	/** Converts a date to a number, as in a JWT (RFC 7519 section 2). */
	private static Object numericDate(Object value) {
		return (value instanceof Date date) ? (Object) date.toInstant().getEpochSecond() : value;
	}

	/**
	 * Returns the names of the claims that the server copied from a token, that rules had
	 * written to the token, and that rules write to the answer too. The new value must
	 * replace the older one.
	 */
	private Set<String> decidedAnew(AnsweredToken token, Map<String, Object> answer, TokenRequest request) {
		ClaimPolicySet policies = this.decisions.policies();
		Set<String> names = new HashSet<>();
		answer.forEach((name, value) -> {
			if (isCopied(value, token.copied().get(name)) && policies.writes(token.type(), name, request)
					&& policies.writes(token.source(), name, request)) {
				names.add(name);
			}
		});
		names.removeAll(SavedCustomizerClaims.of(token.context().getAuthorization(), token.source()));
		return names;
	}

	private static boolean isCopied(Object value, @Nullable Object saved) {
		return saved != null && (value.equals(saved) || value.equals(numericDate(saved)));
	}

	private TokenGrant grant(AnsweredToken token) {
		return token.type().isForApi() ? this.decisions.audiences().saved(token.context())
				: TokenGrant.of(token.context().getAuthorizedScopes());
	}

	private TokenRequest request(AnsweredToken token, TokenGrant grant, Map<String, Object> answer) {
		TokenRequest request = this.decisions.request(token.context(), token.format(), grant,
				new TokenRequestReader.Claims(token.claims(), answer));
		@Nullable Object principal = token.context().getPrincipal();
		if (principal == null && request.subject() == Subject.USER && this.decisions.policies().selects(request)) {
			throw new RefusedException(
					new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, "The user of the token is not known.", null),
					"the authorization was saved without its user. Save it with the attribute java.security.Principal");
		}
		return request;
	}

}
