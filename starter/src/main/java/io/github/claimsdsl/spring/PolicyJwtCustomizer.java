package io.github.claimsdsl.spring;

import java.util.List;
import java.util.function.UnaryOperator;

import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.spring.audience.AudienceTokens;

/**
 * The customizer of JWTs: audiences first, then the team's own customizers in order, then
 * the policies; what was granted is verified last.
 */
final class PolicyJwtCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

	private final AudienceTokens audiences;

	private final List<OAuth2TokenCustomizer<JwtEncodingContext>> others;

	private final ClaimPolicyEnforcer policies;

	private final TokenSizeLimit size;

	PolicyJwtCustomizer(AudienceTokens audiences, List<OAuth2TokenCustomizer<JwtEncodingContext>> others,
			ClaimPolicyEnforcer policies, TokenSizeLimit size) {
		this.audiences = audiences;
		this.others = List.copyOf(others);
		this.policies = policies;
		this.size = size;
	}

	/** The same with others and heard by others, for a preview. */
	PolicyJwtCustomizer with(UnaryOperator<OAuth2TokenCustomizer<JwtEncodingContext>> others,
			DecisionListeners listeners) {
		return new PolicyJwtCustomizer(this.audiences, this.others.stream().map(others).toList(),
				this.policies.heardBy(listeners), this.size);
	}

	@Override
	public void customize(JwtEncodingContext context) {
		this.policies.guard(context, () -> write(context));
	}

	private void write(JwtEncodingContext context) {
		this.audiences.write(context);
		this.others.forEach((customizer) -> customizer.customize(context));
		context.getClaims().claims((claims) -> {
			ClaimDecision decision = this.policies.apply(context, TokenFormat.JWT, claims);
			this.size.check(context, claims, decision);
		});
		this.audiences.verify(context);
	}

}
