package io.github.claimsdsl.spring;

import java.util.List;
import java.util.function.UnaryOperator;

import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.spring.audience.AudienceTokens;

/**
 * The customizer of opaque tokens: as {@link PolicyJwtCustomizer}.
 */
final class PolicyOpaqueCustomizer implements OAuth2TokenCustomizer<OAuth2TokenClaimsContext> {

	private final AudienceTokens audiences;

	private final List<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>> others;

	private final ClaimPolicyEnforcer policies;

	PolicyOpaqueCustomizer(AudienceTokens audiences, List<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>> others,
			ClaimPolicyEnforcer policies) {
		this.audiences = audiences;
		this.others = List.copyOf(others);
		this.policies = policies;
	}

	/** The same with others and heard by others, for a preview. */
	PolicyOpaqueCustomizer with(UnaryOperator<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>> others,
			DecisionListeners listeners) {
		return new PolicyOpaqueCustomizer(this.audiences, this.others.stream().map(others).toList(),
				this.policies.heardBy(listeners));
	}

	@Override
	public void customize(OAuth2TokenClaimsContext context) {
		this.policies.guard(context, () -> write(context));
	}

	private void write(OAuth2TokenClaimsContext context) {
		this.audiences.write(context);
		this.others.forEach((customizer) -> customizer.customize(context));
		context.getClaims().claims((claims) -> this.policies.apply(context, TokenFormat.OPAQUE, claims));
		this.audiences.verify(context);
	}

}
