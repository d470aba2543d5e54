package io.github.claimsdsl.spring;

import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Makes the two customizers that Spring Authorization Server calls. Immutable.
 */
public final class TokenCustomizers {

	private final AudienceTokens audiences;

	private final ClaimPolicyEnforcer policies;

	private final TokenSizeLimit size;

	/**
	 * Creates the customizers' common part.
	 * @param policies the policies
	 * @param audiences the declared audiences
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @param enforcing whether decisions are carried out; else they are only logged
	 * @param size how large JWTs may be
	 * @param listeners who hears of decisions
	 */
	public TokenCustomizers(ClaimPolicySet policies, Audiences audiences, ConfigurableListableBeanFactory beanFactory,
			LoginAttributes attributes, boolean enforcing, TokenSizeLimit size, DecisionListeners listeners) {
		this.size = size;
		this.audiences = new AudienceTokens(audiences);
		TokenUsers users = new TokenUsers(new UserSources(beanFactory, attributes).get(), attributes);
		this.policies = new ClaimPolicyEnforcer(policies,
				new TokenRequestReader(this.audiences, !audiences.isEmpty(), users), enforcing, listeners);
	}

	/**
	 * Creates the customizer of JWTs.
	 * @param others the team's own customizers, in order
	 * @return the customizer
	 */
	public OAuth2TokenCustomizer<JwtEncodingContext> jwt(List<OAuth2TokenCustomizer<JwtEncodingContext>> others) {
		return new PolicyJwtCustomizer(this.audiences, others, this.policies, this.size);
	}

	/**
	 * Creates the customizer of opaque tokens.
	 * @param others the team's own customizers, in order
	 * @return the customizer
	 */
	public OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque(
			List<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>> others) {
		return new PolicyOpaqueCustomizer(this.audiences, others, this.policies);
	}

}
