package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Tokens of every kind, and what is decided for them.
 *
 * @param requests the tokens
 */
record TokenGrid(List<TokenRequest> requests) {

	/**
	 * A user of the application.
	 *
	 * @param username the name
	 * @param email the e-mail address
	 * @param emailVerified whether it was verified
	 * @param roles the roles
	 * @param tier the tier, or {@code null}
	 * @param department the department, or {@code null}
	 * @param locked whether the user may not log in
	 */
	record AppUser(String username, String email, boolean emailVerified, Set<String> roles, @Nullable String tier,
			@Nullable String department, boolean locked) {
	}

	/** Users of the application. */
	static final List<?> USERS = List.of(
			new AppUser("alice", "alice@example.com", true, Set.of("user", "admin"), "platinum", "engineering", false),
			new AppUser("carol", "carol@example.com", false, Set.of("user"), null, null, true));

	/** Users who log in elsewhere. */
	static final List<?> ATTRIBUTES = List.of(Map.of("groups", Set.of("staff"), "level", 5), Map.of("level", 1));

	static TokenGrid of(Random random, int size, Collection<String> audiences, Collection<String> clients,
			Collection<String> scopes, List<?> users) {
		List<@Nullable String> anyAudience = new ArrayList<>(audiences);
		anyAudience.add(null);
		List<String> anyClient = new ArrayList<>(clients);
		anyClient.add("unknown-app");
		List<String> anyScope = new ArrayList<>(scopes);
		anyScope.add("email");
		List<TokenRequest> requests = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			String grantType = pick(random, List.of("password", "authorization_code", "client_credentials",
					"urn:ietf:params:oauth:grant-type:company", "urn:ietf:params:oauth:grant-type:token-exchange"));
			TokenRequest.Builder request = TokenRequest.of(Client.of(pick(random, anyClient)), grantType)
				.audience(pick(random, anyAudience))
				.tokenType(pick(random,
						List.of(TokenType.ACCESS_TOKEN, TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN, TokenType.USERINFO,
								TokenType.INTROSPECTION)))
				.issuance(pick(random, List.of(Issuance.values())))
				.scopes(Set.copyOf(anyScope.stream().filter((scope) -> random.nextInt(3) > 0).toList()));
			if (random.nextInt(4) > 0) {
				request.user(pick(random, users));
			}
			requests.add(request.build());
		}
		return new TokenGrid(requests);
	}

	private static <T extends @Nullable Object> T pick(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	/** What is decided for each token. */
	List<String> decide(ClaimPolicySet policies) {
		return this.requests.stream().map((request) -> describe(policies.evaluate(request))).toList();
	}

	private static String describe(ClaimDecision decision) {
		StringBuilder text = new StringBuilder();
		text.append(new TreeMap<>(decision.claims())).append(' ').append(decision.refusal());
		decision.outcomes()
			.forEach((outcome) -> text.append('\n').append(outcome.rule()).append(' ').append(outcome.status()));
		decision.reported().ifPresent((reported) -> text.append("\nreported ").append(describe(reported)));
		return text.toString();
	}

	/**
	 * Finds a token that a policy decides although its selectors do not match, or the
	 * other way round.
	 * @param policy the policy alone
	 * @param selectors the values of its selectors, by the uniform name of the property
	 * @return the token, or {@code null} if there is none
	 */
	@Nullable TokenRequest wronglySelected(ClaimPolicySet policy, Map<String, List<String>> selectors) {
		return this.requests.stream()
			.filter((request) -> isSelected(policy.evaluate(request)) != matches(request, selectors))
			.findFirst()
			.orElse(null);
	}

	private static boolean isSelected(ClaimDecision decision) {
		return !decision.outcomes().isEmpty() || decision.reported().isPresent();
	}

	private static boolean matches(TokenRequest request, Map<String, List<String>> selectors) {
		List<String> audiences = selectors.get("audience");
		return (audiences == null || audiences.contains("any") || audiences.contains(request.audience()))
				&& matches(selectors.get("granttype"), Set.of(request.grantType()))
				&& matches(selectors.get("client"), Set.of(request.client().id()))
				&& matches(selectors.get("scope"), request.scopes())
				&& matches(selectors.getOrDefault("tokentype", List.of("access_token")),
						Set.of(request.tokenType().value()))
				&& matches(selectors.get("issuance"), Set.of(request.issuance().value()))
				&& matches(selectors.get("subject"), Set.of(request.subject().value()));
	}

	private static boolean matches(@Nullable List<String> stated, Collection<String> values) {
		return stated == null || !Collections.disjoint(stated, values);
	}

}
