package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;

/**
 * Policies and tokens over a small universe, from a seed.
 */
final class RandomPolicies {

	private static final List<String> AUDIENCES = List.of("A", "B", "C");

	private static final List<String> GRANT_TYPES = List.of("password", "authorization_code", "client_credentials");

	private static final List<String> CLIENTS = List.of("app", "web", "cli");

	private static final List<String> SCOPES = List.of("read", "write");

	/** Tokens more often than answers. */
	private static final List<TokenType> TYPES = List.of(TokenType.ACCESS_TOKEN, TokenType.ACCESS_TOKEN,
			TokenType.ID_TOKEN, TokenType.USERINFO, TokenType.INTROSPECTION);

	private final Random random;

	RandomPolicies(long seed) {
		this.random = random(seed);
	}

	/** The first draws of {@link Random} are alike for seeds that are near each other. */
	static Random random(long seed) {
		return new Random(seed * 0x9E3779B97F4A7C15L);
	}

	/** Policies whose rules mostly differ in order, so that many of them compile. */
	List<ClaimPolicy> policies(int count, int orders) {
		List<ClaimPolicy> policies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			policies.add(policy("p" + i, orders));
		}
		return policies;
	}

	private ClaimPolicy policy(String name, int orders) {
		ClaimPolicy.Builder policy = ClaimPolicy.named(name).order(this.random.nextInt(orders));
		List<TokenType> types = some(TYPES);
		policy.tokenType(types.toArray(TokenType[]::new));
		boolean forApi = types.stream().anyMatch(TokenType::isForApi);
		if (forApi) {
			boolean any = !types.stream().allMatch(TokenType::isForApi) || chance();
			List<String> audiences = any ? List.of("any") : some(AUDIENCES);
			policy.select(Dimension.AUDIENCE, audiences);
		}
		List<String> grantTypes = chance() ? some(forApi ? GRANT_TYPES : GRANT_TYPES.subList(0, 2)) : List.of();
		if (!grantTypes.isEmpty()) {
			policy.select(Dimension.GRANT_TYPE, grantTypes);
		}
		if (grantTypes.isEmpty() || (grantTypes.contains("client_credentials") && grantTypes.size() > 1)) {
			select(policy, Dimension.SUBJECT, List.of("user", "client"));
		}
		select(policy, Dimension.CLIENT, CLIENTS);
		select(policy, Dimension.SCOPE, SCOPES);
		if (types.stream().allMatch(TokenType::isToken)) {
			select(policy, Dimension.ISSUANCE, List.of("initial", "refresh"));
		}
		policy.when(chance() ? "client.id != 'cli'" : null);
		for (String claim : some(List.of("x", "y"))) {
			policy.claim(rule(name, claim));
		}
		if (chance()) {
			policy.deny(DenialDefinition.of("deny[0]", "request.scopes contains 'write' && client.id == 'cli'", null));
		}
		return policy.build();
	}

	private RuleDefinition rule(String policy, String claim) {
		int kind = this.random.nextInt(6);
		Tokens.Rule rule = switch (kind) {
			case 0 -> Tokens.rule(claim, false, (request) -> null);
			case 1 -> Tokens.rule(claim, "user.tier");
			case 2 -> Tokens.rule(claim, false, (request) -> {
				throw new IllegalStateException();
			}).omitOnError();
			default -> Tokens.rule(claim, "'" + policy + "'");
		};
		return rule.build();
	}

	private void select(ClaimPolicy.Builder policy, Dimension dimension, List<String> values) {
		if (chance()) {
			policy.select(dimension, some(values));
		}
	}

	private boolean chance() {
		return this.random.nextInt(3) == 0;
	}

	private <T> List<T> some(List<T> values) {
		Set<T> some = new LinkedHashSet<>();
		int count = 1 + this.random.nextInt(values.size());
		for (int i = 0; i < count; i++) {
			some.add(values.get(this.random.nextInt(values.size())));
		}
		return List.copyOf(some);
	}

	/** Up to three audiences. No policy names "other". */
	List<String> audiences() {
		List<String> audiences = new ArrayList<>(and(AUDIENCES, "other"));
		Collections.shuffle(audiences, this.random);
		return audiences.subList(0, this.random.nextInt(4));
	}

	/** A token without an audience. */
	TokenRequest.Builder token() {
		return TokenRequest.of(Client.of(one(CLIENTS)), one(GRANT_TYPES))
			.scopes(Set.of(one(SCOPES)))
			.issuance(one(List.of(Issuance.values())))
			.subject(one(List.of(Subject.values())))
			.tokenType(one(List.of(TokenType.values())));
	}

	private <T> T one(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** Every token of the universe. */
	static List<TokenRequest> universe() {
		List<TokenRequest> tokens = new ArrayList<>();
		for (String grantType : and(GRANT_TYPES, "urn:other")) {
			for (String client : and(CLIENTS, "other")) {
				for (Set<String> scopes : List.of(Set.<String>of(), Set.of("read"), Set.of("write"),
						Set.of("read", "write"))) {
					for (Issuance issuance : Issuance.values()) {
						for (Subject subject : Subject.values()) {
							TokenRequest.Builder token = TokenRequest.of(Client.of(client), grantType)
								.scopes(scopes)
								.issuance(issuance)
								.subject(subject)
								.user(Tokens.User.ALICE);
							for (String audience : and(AUDIENCES, "other")) {
								tokens.add(token.audience(audience).build());
							}
							tokens.add(token.audience(null).build());
							tokens.add(token.audience("A").tokenType(TokenType.ID_TOKEN).build());
							if (issuance == Issuance.INITIAL) {
								tokens.add(token.tokenType(TokenType.USERINFO).build());
								token.tokenType(TokenType.INTROSPECTION);
								and(AUDIENCES, "other")
									.forEach((audience) -> tokens.add(token.audience(audience).build()));
								tokens.add(token.audience(null).build());
							}
						}
					}
				}
			}
		}
		return tokens;
	}

	private static List<String> and(List<String> values, String other) {
		List<String> all = new ArrayList<>(values);
		all.add(other);
		return all;
	}

}
