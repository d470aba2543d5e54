package io.github.claimsdsl.spring.token;

import java.util.List;

import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.parameter.TokenParameters;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Makes the two customizers that Spring Authorization Server calls, and the decisions
 * about answers of userinfo and introspection. Immutable.
 */
public final class TokenCustomizers {

	private final TokenDecisions decisions;

	/**
	 * Creates the common part of the customizers.
	 * @param policies the policies
	 * @param audiences decides and writes the audiences of tokens
	 * @param parameters the request parameters that rules may read
	 * @param users finds the users of tokens
	 * @param size the size limit of tokens
	 * @param listeners the listeners to notify of decisions
	 * @param refusals reports other refusals, and knows whether decisions are enforced
	 */
	public TokenCustomizers(ClaimPolicySet policies, AudienceTokens audiences, NamedParameters parameters,
			UserSources users, TokenSizeLimit size, DecisionListeners listeners, RefusalLog refusals) {
		this.decisions = new TokenDecisions(policies, audiences, new TokenParameters(parameters, refusals),
				new TokenRequestReader(audiences.areDeclared(), users.users()), size, listeners, refusals);
	}

	/**
	 * Creates the customizer of JWTs.
	 * @param others the application's own customizers, in order
	 * @return the customizer
	 */
	public OAuth2TokenCustomizer<JwtEncodingContext> jwt(List<OAuth2TokenCustomizer<JwtEncodingContext>> others) {
		return new PolicyCustomizer<>(TokenForm.JWT, others, this.decisions);
	}

	TokenDecisions decisions() {
		return this.decisions;
	}

	/**
	 * Creates the decisions about answers of userinfo and introspection.
	 * @return the decisions
	 */
	public AnswerDecisions answers() {
		return new AnswerDecisions(this.decisions);
	}

	/**
	 * Creates the customizer of opaque tokens.
	 * @param others the application's own customizers, in order
	 * @return the customizer
	 */
	public OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque(
			List<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>> others) {
		return new PolicyCustomizer<>(TokenForm.OPAQUE, others, this.decisions);
	}

}
