package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;

/**
 * The same policies decide the same for tokens and for answers.
 */
class TokenTypeParityTests {

	private static final int RUNS = 150;

	@Test
	void evaluateWhenOnlyTheTokenTypeDiffersThenDecidesTheSame() {
		int refused = 0;
		int written = 0;
		for (int seed = 0; seed < RUNS; seed++) {
			Map<TokenType, ClaimPolicySet> sets = sets(new RandomPolicies(seed).policies(6, 100));
			if (sets.isEmpty()) {
				continue;
			}
			RandomPolicies random = new RandomPolicies(seed + RUNS);
			for (int i = 0; i < 40; i++) {
				TokenRequest.Builder token = random.token().user(Tokens.User.ALICE);
				ClaimDecision access = decide(sets, TokenType.ACCESS_TOKEN, token);
				for (TokenType type : TokenType.values()) {
					assertSame(decide(sets, type, token), access, type);
				}
				refused += access.refusal().isPresent() ? 1 : 0;
				written += access.claims().isEmpty() ? 0 : 1;
			}
		}
		assertThat(refused).isGreaterThan(RUNS);
		assertThat(written).isGreaterThan(RUNS);
	}

	private static ClaimDecision decide(Map<TokenType, ClaimPolicySet> sets, TokenType type,
			TokenRequest.Builder token) {
		return sets.get(type).evaluate(token.tokenType(type).build());
	}

	private static void assertSame(ClaimDecision decision, ClaimDecision access, TokenType type) {
		assertThat(decision.claims()).isEqualTo(access.claims());
		assertThat(decision.outcomes()).isEqualTo(access.outcomes());
		assertThat(decision.refusal().map(OAuthError::code))
			.isEqualTo(access.refusal().map((error) -> type.isToken() ? error.code() : answered(error.code())));
	}

	private static String answered(String code) {
		return code.equals("server_error") ? code : "invalid_token";
	}

	/** The policies for each type; none if they cannot be compiled. */
	private static Map<TokenType, ClaimPolicySet> sets(List<ClaimPolicy> policies) {
		Map<TokenType, ClaimPolicySet> sets = new EnumMap<>(TokenType.class);
		try {
			for (TokenType type : TokenType.values()) {
				List<ClaimPolicy> own = new ArrayList<>();
				policies.forEach((policy) -> own.add(forType(policy, type)));
				sets.put(type, Tokens.compiler().compile(own));
			}
			return sets;
		}
		catch (ClaimPolicyException ex) {
			return Map.of();
		}
	}

	/** A copy for one type, without what only some types have. */
	private static ClaimPolicy forType(ClaimPolicy policy, TokenType type) {
		Selector selector = Selector.NONE.with(Dimension.TOKEN_TYPE, List.of(type.value()));
		for (Dimension dimension : List.of(Dimension.CLIENT, Dimension.SCOPE, Dimension.SUBJECT)) {
			if (policy.selector().states(dimension)) {
				selector = selector.with(dimension, policy.selector().statements(dimension).get(0));
			}
		}
		if (type.isForApi()) {
			selector = selector.with(Dimension.AUDIENCE, List.of("any"));
		}
		return new ClaimPolicy(policy.name(), policy.declaration(), selector, policy.namespace(), policy.order(),
				policy.mode(), policy.when(), policy.claims(), policy.denials());
	}

}
