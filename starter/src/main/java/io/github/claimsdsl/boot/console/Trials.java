package io.github.claimsdsl.boot.console;

import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * Tries an expression as the only rule of a policy. So its issues are those that would
 * stop the start, and its value is the one that a claim would have.
 */
final class Trials {

	private static final String CLAIM = "urn:claims-dsl:console";

	private final ClaimPolicySet policies;

	private final TokenPreview preview;

	private final EvaluationAudit audit;

	Trials(ClaimPolicySet policies, TokenPreview preview, EvaluationAudit audit) {
		this.policies = policies;
		this.preview = preview;
		this.audit = audit;
	}

	/** Returns the issues of an expression. Checking does not read any user's data. */
	List<Issue> check(String expression, TokenType type) {
		try {
			compile(expression, type);
			return List.of();
		}
		catch (ClaimPolicyException ex) {
			return ex.issues();
		}
	}

	/** Returns whether an expression is valid as the value of a rule. */
	boolean isValid(String expression, TokenType type) {
		return check(expression, type).isEmpty();
	}

	/**
	 * Evaluates an expression for a token and records who evaluated it.
	 * @param user the user to evaluate it for, or {@code null} to load the token's user
	 */
	Trial run(String expression, PreviewRequest token, @Nullable Object user, String reader) {
		ClaimPolicySet trial;
		try {
			trial = compile(expression, token.tokenType());
		}
		catch (ClaimPolicyException ex) {
			return new Trial(ex.issues(), null, null, null);
		}
		TokenPreview.Asked asked = (user != null) ? this.preview.ask(token, user) : this.preview.ask(token);
		TokenRequest request = asked.request();
		if (request == null) {
			return new Trial(List.of(), null, null, asked.token());
		}
		this.audit.evaluated(reader, expression, request);
		try {
			return trial(trial.evaluate(request));
		}
		catch (AuthenticationException ex) {
			return new Trial(List.of(), null, null, asked.token());
		}
	}

	private ClaimPolicySet compile(String expression, TokenType type) {
		ClaimPolicy.Builder policy = ClaimPolicy.named("console").tokenType(type);
		if (type.isForApi()) {
			policy.audience(Selector.ANY_AUDIENCE);
		}
		policy.claim(RuleDefinition.builder(CLAIM, new RuleValue.Expression(expression))
			.declaration(Declaration.inJava("expression"))
			.build());
		return ClaimPolicySet.of(List.of(policy.build()), this.policies.language());
	}

	private static Trial trial(ClaimDecision decision) {
		Object value = decision.claims().get(CLAIM);
		return new Trial(List.of(), decision.outcomes().get(0), (value != null) ? json(value) : null, null);
	}

	/** Returns a value as it is in a token, where a time is a number. */
	private static String json(Object value) {
		return TokenSection.json(new JWTClaimsSet.Builder().claim(CLAIM, value).build().toJSONObject().get(CLAIM));
	}

}
