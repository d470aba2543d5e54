package io.github.claimsdsl.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.claimsdsl.servers.KnownRule.Condition;
import io.github.claimsdsl.servers.KnownRule.Kind;
import io.github.claimsdsl.servers.KnownRule.Verdict;
import io.github.claimsdsl.servers.Setting.Behavior;

/**
 * What is known of the {@link Denials}: their policies, the forms of their methods, and
 * when they hold.
 */
final class DenialRules {

	private DenialRules() {
	}

	/** A rule in Java: a method, inherited by a policy. */
	record Id(Policy policy, Form form) {

		String claim() {
			return Denials.NAMESPACE + this.policy.name().toLowerCase(Locale.ROOT) + "/" + this.form.scope();
		}

	}

	/** The methods of a policy, and how they say that a token is refused. */
	enum Form {

		RETURNS(Kind.DENIAL), RETURNS_OBJECT(Kind.DENIAL), THROWS(Kind.DENIAL), TAKES_CLIENT(Kind.DENIAL),
		TAKES_USER(Kind.DENIAL), OF_ACTIVE(Kind.DENIAL), OF_SCORE(Kind.DENIAL), CLAIM(Kind.LENIENT_CLAIM),
		CLAIM_OF_USER(Kind.LENIENT_CLAIM), STRICT_CLAIM(Kind.CLAIM), REQUIRED(Kind.REQUIRED),
		REQUIRED_OF_USER(Kind.REQUIRED);

		final Kind kind;

		Form(Kind kind) {
			this.kind = kind;
		}

		String scope() {
			return name().toLowerCase(Locale.ROOT);
		}

		List<Condition> guards() {
			return switch (this) {
				case OF_ACTIVE -> List.of(Condition.ACTIVE);
				case OF_SCORE -> List.of(Condition.SCORE);
				case STRICT_CLAIM -> List.of(Condition.ADULT);
				default -> List.of();
			};
		}

		Condition body(Id id) {
			boolean needsUser = this == TAKES_USER || this == CLAIM_OF_USER || this == REQUIRED_OF_USER;
			return new Condition("", needsUser, (token) -> verdict(token.setting(), token.setting().of(id)));
		}

		private Verdict verdict(Setting setting, Behavior behavior) {
			return switch (behavior) {
				case PASSES -> (this == REQUIRED_OF_USER) ? Verdict.absent(setting.person().tier()) : Verdict.NO;
				case DENIES, DENIES_WRAPPED, DENIES_WITH_UNKNOWN_ERROR -> Verdict.YES;
				case FAILS, FAILS_CHECKED, FAILS_WITH_ERROR -> Verdict.FAILS;
				case RETURNS_NULL ->
					(this == RETURNS_OBJECT || this.kind == Kind.REQUIRED) ? Verdict.ABSENT : Verdict.NO;
				case RETURNS_EMPTY -> (this.kind == Kind.REQUIRED) ? Verdict.ABSENT : Verdict.NO;
			};
		}

	}

	/** The policies, and what they select. */
	enum Policy {

		EVERY(Map.of()), OF_API(Map.of("audience", Set.of(Policies.API))),
		OF_CODES(Map.of("grant-type", Set.of("authorization_code"))),
		OF_MACHINES(Map.of("grant-type", Set.of("client_credentials", "device_code"))),
		OF_EXCHANGES(Map.of("grant-type", Set.of("token_exchange"))),
		OF_PASSWORDS(Map.of("grant-type", Set.of("password"))), REFRESHED(Map.of("issuance", Set.of("refresh"))),
		INITIAL(Map.of("issuance", Set.of("initial"))), OF_USERS(Map.of("subject", Set.of("user"))),
		OF_CLIENTS(Map.of("subject", Set.of("client"))), OF_ID_TOKENS(Map.of("token-type", Set.of("id_token"))),
		OF_BOTH(Map.of("token-type", Set.of("access_token", "id_token"))),
		OF_OPAQUE(Map.of("client", Set.of(TokenCase.OPAQUE))),
		OF_GOLD(Map.of("subject", Set.of("user"), "client", Set.of(TokenCase.JWT))),
		OF_BLOCKED(Map.of("subject", Set.of("user"), "client", Set.of(TokenCase.JWT))), REPORTED(Map.of());

		private final Map<String, Set<String>> selectors;

		Policy(Map<String, Set<String>> selectors) {
			this.selectors = selectors;
		}

		private List<Condition> guards() {
			return switch (this) {
				case OF_GOLD -> List.of(Condition.GOLD);
				case OF_BLOCKED -> List.of(Condition.BLOCKED);
				default -> List.of();
			};
		}

		KnownRule rule(Form form) {
			Id id = new Id(this, form);
			Map<String, Set<String>> selected = new LinkedHashMap<>(this.selectors);
			selected.put("scope", Set.of(form.scope()));
			List<Condition> guards = new ArrayList<>(guards());
			guards.addAll(form.guards());
			return new KnownRule(id.toString(), form.kind, this == REPORTED, selected, guards, form.body(id),
					(form.kind == Kind.DENIAL) ? "" : id.claim());
		}

	}

	/** What is known of all rules in Java. */
	static List<KnownRule> known(boolean audiences) {
		List<KnownRule> known = new ArrayList<>();
		for (Policy policy : Policy.values()) {
			if (audiences || policy != Policy.OF_API) {
				for (Form form : Form.values()) {
					known.add(policy.rule(form));
				}
			}
		}
		return known;
	}

}
