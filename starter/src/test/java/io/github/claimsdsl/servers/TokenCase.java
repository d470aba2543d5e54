package io.github.claimsdsl.servers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.claimsdsl.servers.KnownRule.Token;
import io.github.claimsdsl.servers.Setting.Behavior;

/**
 * A token that a client asks for, drawn from a seed.
 *
 * @param seed the seed
 * @param grants the grant, after the one that gives it a token to refresh or exchange
 * @param client the client
 * @param api whether the token is for the declared audience
 * @param scopes the scopes, {@code openid} left out
 * @param openid whether an ID token is asked for too
 * @param setting how users, rules and customizers behave at the last grant
 */
record TokenCase(long seed, List<Grant> grants, String client, boolean api, Set<String> scopes, boolean openid,
		Setting setting) {

	static final String JWT = "drawn";

	static final String OPAQUE = "drawn-opaque";

	/** May not ask for the declared audience. */
	static final String OUTSIDE = "drawn-outside";

	/** The grants, as policies call them. */
	enum Grant {

		CLIENT_CREDENTIALS, AUTHORIZATION_CODE, DEVICE_CODE, PASSWORD, TOKEN_EXCHANGE, REFRESH;

		boolean canHaveIdToken() {
			return this == AUTHORIZATION_CODE || this == PASSWORD;
		}

		/** What can come before; none if nothing has to. */
		List<Grant> before() {
			return switch (this) {
				case REFRESH -> List.of(AUTHORIZATION_CODE, AUTHORIZATION_CODE, DEVICE_CODE);
				case TOKEN_EXCHANGE -> List.of(AUTHORIZATION_CODE, DEVICE_CODE, PASSWORD);
				default -> List.of();
			};
		}

		String policyName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** The seed, and what matters for the scopes asked for. */
	@Override
	public String toString() {
		Map<DenialRules.Id, Behavior> rules = new HashMap<>(this.setting.rules());
		rules.keySet().removeIf((rule) -> !this.scopes.contains(rule.form().scope()));
		return "seed " + this.seed + ": " + this.grants + " of " + this.client + (this.api ? " for the API, " : ", ")
				+ this.scopes + (this.openid ? " and openid, user " : ", user ") + this.setting.found() + " "
				+ this.setting.person() + ", customizer " + this.setting.customizing() + ", rules in Java " + rules;
	}

	Grant grant() {
		return this.grants.get(this.grants.size() - 1);
	}

	/** Whether a grant gives an ID token too. */
	boolean hasIdToken(Grant grant) {
		return this.openid && (grant.canHaveIdToken() || grant == Grant.REFRESH);
	}

	/** The scopes of a request. */
	Set<String> scopes(Grant grant) {
		Set<String> all = new HashSet<>(this.scopes);
		if (hasIdToken(grant)) {
			all.add("openid");
		}
		return all;
	}

	Setting setting(Grant grant) {
		return (grant == grant()) ? this.setting : Setting.CALM;
	}

	/** The tokens that a grant is to give. */
	List<Token> tokens(Grant grant, String accessTokenFormat) {
		List<Token> tokens = new ArrayList<>();
		tokens.add(token(grant, "access_token", accessTokenFormat));
		if (hasIdToken(grant)) {
			tokens.add(token(grant, "id_token", "jwt"));
		}
		return tokens;
	}

	private Token token(Grant grant, String type, String format) {
		Grant first = this.grants.get(0);
		boolean user = first != Grant.CLIENT_CREDENTIALS;
		Map<String, Set<String>> facts = new HashMap<>();
		facts.put("grant-type", Set.of(((grant == Grant.REFRESH) ? first : grant).policyName()));
		facts.put("issuance", Set.of((grant == Grant.REFRESH) ? "refresh" : "initial"));
		facts.put("subject", Set.of(user ? "user" : "client"));
		facts.put("audience", (this.api && type.equals("access_token")) ? Set.of(Policies.API) : Set.of());
		facts.put("client", Set.of(this.client));
		facts.put("scope", scopes(grant));
		facts.put("token-type", Set.of(type));
		facts.put("token-format", Set.of(format));
		return new Token(facts, user, setting(grant));
	}

}
