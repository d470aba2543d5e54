package io.github.claimsdsl.policy;

import java.util.List;
import java.util.Set;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;

/**
 * Resolves the names of claims and keeps rules from those the server and the standards
 * own.
 */
final class NameCheck {

	private final Set<String> owned;

	private final List<Issue> issues;

	NameCheck(Set<String> owned, List<Issue> issues) {
		this.owned = owned;
		this.issues = issues;
	}

	void checkOwned() {
		this.owned.stream()
			.filter((claim) -> !ProtectedClaims.OWNABLE.contains(claim))
			.forEach((claim) -> issue("owned-claim", Origin.of("claims-dsl.owned-claims"),
					"claim '" + claim + "' cannot be owned by policies",
					"Those that can: " + String.join(", ", ProtectedClaims.OWNABLE.stream().sorted().toList()) + "."));
	}

	/** Returns the name with its namespace. */
	static String finalName(ClaimPolicy policy, RuleDefinition rule) {
		boolean absolute = rule.claim().contains("://") || rule.claim().startsWith("urn:");
		return absolute ? rule.claim() : policy.namespace() + rule.claim();
	}

	void check(String written, String name, Set<TokenType> types, Origin origin) {
		if (written.isBlank() || !name.equals(name.strip()) || ClaimNames.hasInvisible(name)) {
			issue("claim-name", origin,
					"the name of the claim is blank, starts or ends with a space, or holds characters that cannot be seen",
					"Give it a name such as email or https://mydomain.com/claims/email.");
		}
		if (name.equals(ClaimValues.TYPE_KEY)) {
			issue("claim-name", origin, "'" + name + "' is what authorization stores mark types with",
					"Choose another name: a store could take the claim for a type.");
		}
		if (!this.owned.contains(name)) {
			types.stream().sorted().forEach((type) -> checkProtected(name, type, origin));
		}
	}

	private void checkProtected(String name, TokenType type, Origin origin) {
		String own = ProtectedClaims.OWNABLE.contains(name)
				? ", or name it under claims-dsl.owned-claims if your server owns it" : "";
		ProtectedClaims.named(type, name)
			.ifPresent((claim) -> issue("protected-claim", origin,
					"claim '" + claim + "' of the " + type.value() + " is protected ("
							+ ProtectedClaims.standard(type, claim) + ")" + alike(name, claim),
					"Choose another name, or set a namespace" + own + "."));
	}

	private static String alike(String name, String claim) {
		return name.equals(claim) ? "" : ", and this name looks like it";
	}

	private void issue(String code, Origin origin, String message, String help) {
		this.issues.add(new Issue(code, origin, message, help, null));
	}

}
