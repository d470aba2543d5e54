package io.github.claimsdsl.servers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.claimsdsl.servers.DenialRules.Form;
import io.github.claimsdsl.servers.DenialRules.Policy;
import io.github.claimsdsl.servers.Setting.Behavior;
import io.github.claimsdsl.servers.Setting.Customizing;
import io.github.claimsdsl.servers.Setting.Found;
import io.github.claimsdsl.servers.TokenCase.Grant;

/**
 * Draws what clients ask for, and how users, rules and customizers then behave.
 *
 * @param grants the grants that the server has
 * @param clients the clients
 * @param idTokens whether there are ID tokens
 * @param audiences whether an audience is declared
 * @param rules what is known of the rules
 */
record DrawnTokens(Set<Grant> grants, List<String> clients, boolean idTokens, boolean audiences,
		List<KnownRule> rules) {

	TokenCase draw(long seed, Grant grant) {
		Draw draw = new Draw(seed);
		List<Grant> grants = grants(draw, grant);
		String client = draw.of(this.clients);
		boolean api = this.audiences && !client.equals(TokenCase.OUTSIDE) && draw.once(2);
		boolean openid = this.idTokens && grants.get(0).canHaveIdToken() && grant != Grant.TOKEN_EXCHANGE
				&& draw.once(2);
		Set<Form> forms = draw.few(List.of(Form.values()));
		Set<String> scopes = forms.stream().map(Form::scope).collect(Collectors.toSet());
		if (draw.once(2)) {
			scopes.addAll(draw.few(DrawnPolicies.SCOPES));
		}
		return new TokenCase(seed, grants, client, api, scopes, openid, setting(draw, forms, scopes));
	}

	private List<Grant> grants(Draw draw, Grant grant) {
		List<Grant> before = grant.before().stream().filter(this.grants::contains).toList();
		return before.isEmpty() ? List.of(grant) : List.of(draw.of(before), grant);
	}

	private Setting setting(Draw draw, Set<Form> forms, Set<String> scopes) {
		Found found = draw.once(4) ? draw.one(Found.UNKNOWN, Found.DISABLED, Found.FAILS) : Found.YES;
		return new Setting(found, person(draw), behaviors(draw, forms), customizing(draw), draw.half(claims(scopes)));
	}

	private static Person person(Draw draw) {
		return new Person("alice", draw.one(true, false, false, null), draw.one(12, 40, 40, null),
				draw.one("gold", "gold", "silver", "", null), draw.one(true, true, false),
				draw.one(1d, 9d, Double.NaN));
	}

	private static Customizing customizing(Draw draw) {
		if (draw.once(10)) {
			return draw.one(Customizing.FAILS, Customizing.FAILS_WITH_OAUTH_ERROR, Customizing.DENIES,
					Customizing.DENIES_ACCESS);
		}
		return draw.one(Customizing.NOTHING, Customizing.NOTHING, Customizing.SETS, Customizing.SETS_NULL,
				Customizing.SETS_EMPTY, Customizing.REMOVES);
	}

	/** The claims of rules that the scopes select. */
	private List<String> claims(Set<String> scopes) {
		return this.rules.stream()
			.filter((rule) -> !rule.claim().isEmpty()
					&& rule.selectors().get("scope").stream().anyMatch(scopes::contains))
			.map(KnownRule::claim)
			.toList();
	}

	/** Some of those asked for, and of those that are not. */
	private static Map<DenialRules.Id, Behavior> behaviors(Draw draw, Set<Form> forms) {
		Map<DenialRules.Id, Behavior> behaviors = new HashMap<>();
		for (Policy policy : Policy.values()) {
			for (Form form : Form.values()) {
				if (draw.once(forms.contains(form) ? 14 : 4)) {
					behaviors.put(new DenialRules.Id(policy, form), draw.one(Behavior.values()));
				}
			}
		}
		return behaviors;
	}

}
