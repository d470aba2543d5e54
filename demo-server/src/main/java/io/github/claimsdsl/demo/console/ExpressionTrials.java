package io.github.claimsdsl.demo.console;

import java.security.Principal;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.UserSource;

/**
 * Tries an expression as the only rule of a policy: what is wrong with it is what would
 * stop the start, and its value is what the claim would have.
 */
@ConditionalOnClaimsDsl
@Component
final class ExpressionTrials {

	private static final String CLAIM = "value";

	private final ClaimPolicySet policies;

	private final UserSource<AppUser> users;

	private final ApplicationEventPublisher events;

	ExpressionTrials(ClaimPolicySet policies, UserSource<AppUser> users, ApplicationEventPublisher events) {
		this.policies = policies;
		this.users = users;
		this.events = events;
	}

	/** Tries an expression for a token; whoever reads a user's data is recorded. */
	Trial run(String expression, TokenRequest request, Principal reader) {
		try {
			ClaimPolicySet trial = compile(expression, request.tokenType());
			this.events.publishEvent(new AuditApplicationEvent(reader.getName(), "EXPRESSION_EVALUATED",
					"expression=" + expression, "client=" + request.client().id(),
					"user=" + (request.hasUser() ? request.principalName() : "")));
			return trial(trial.evaluate(request));
		}
		catch (ClaimPolicyException ex) {
			return new Trial(ex.issues(), null, null, false);
		}
		catch (AuthenticationException ex) {
			return new Trial(List.of(), null, null, true);
		}
	}

	private ClaimPolicySet compile(String expression, TokenType tokenType) {
		ClaimPolicy.Builder policy = ClaimPolicy.named("console").tokenType(tokenType);
		if (tokenType.isForApi()) {
			policy.audience(Selector.ANY_AUDIENCE);
		}
		policy.claim(RuleDefinition.builder(CLAIM, new RuleValue.Expression(expression))
			.declaration(Declaration.inJava("expression"))
			.build());
		return ClaimPolicySet.of(List.of(policy.build()), this.policies.language());
	}

	private static Trial trial(ClaimDecision decision) {
		Object value = decision.claims().get(CLAIM);
		return new Trial(List.of(), decision.outcomes().get(0), (value != null) ? json(value) : null, false);
	}

	/** The value as it is in a token, where a time is a number. */
	private static String json(Object value) {
		Object encoded = new JWTClaimsSet.Builder().claim(CLAIM, value).build().toJSONObject().get(CLAIM);
		return JsonMapper.shared().writeValueAsString(encoded);
	}

	/** The token that a form means. */
	TokenRequest request(TokenForm form, TokenType tokenType, RegisteredClient client) {
		boolean access = tokenType.isForApi();
		boolean opaque = tokenType != TokenType.ID_TOKEN
				&& OAuth2TokenFormat.REFERENCE.equals(client.getTokenSettings().getAccessTokenFormat());
		String user = form.userOrNull();
		return TokenRequest.of(ClientReader.read(client), form.grantType())
			.tokenType(tokenType)
			.tokenFormat(opaque ? TokenFormat.OPAQUE : TokenFormat.JWT)
			.issuance(form.issuance())
			.audience(access ? form.audienceOrNull() : null)
			.scopes(form.scopes())
			.principalName((user != null) ? user : client.getClientId())
			.userSupplier((user != null) ? () -> this.users.loadUser(user) : null)
			.build();
	}

}
