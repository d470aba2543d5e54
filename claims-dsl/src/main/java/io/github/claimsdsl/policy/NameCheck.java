package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.Set;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;

/**
 * Checks the names of claims. Rules cannot write the claims that the server and the
 * standards own, unless the team declares that it owns them.
 */
final class NameCheck {

	private final Set<String> owned;

	private final Origin origin;

	private final Issues issues;

	NameCheck(Set<String> owned, Origin origin, Issues issues) {
		this.owned = owned;
		this.origin = origin;
		this.issues = issues;
	}

	void checkOwned() {
		this.owned.stream()
			.filter((claim) -> !ProtectedClaims.OWNABLE.contains(claim))
			.forEach((claim) -> this.issues.add("owned-claim", this.origin, "policies cannot own claim '" + claim + "'",
					"Policies can own: " + String.join(", ", ProtectedClaims.OWNABLE.stream().sorted().toList())
							+ "."));
	}

	void check(String written, String name, TokenMatch match, Origin origin) {
		if (written.isBlank() || !name.equals(name.strip()) || ClaimNames.hasInvisible(name)) {
			this.issues.add("claim-name", origin,
					"the name of the claim is blank, starts or ends with a space, or holds characters that cannot be seen",
					"Give it a name such as email or https://mydomain.com/claims/email.");
		}
		if (name.equals(JsonValues.TYPE_KEY)) {
			this.issues.add("claim-name", origin, "authorization stores use the name '" + name + "' to mark types",
					"Choose another name: a store could take the claim for a type.");
		}
		if (!this.owned.contains(name)) {
			Arrays.stream(TokenType.values())
				.filter(match::isFor)
				.forEach((type) -> checkProtected(name, type, origin));
		}
	}

	private void checkProtected(String name, TokenType type, Origin origin) {
		boolean ownable = ProtectedClaims.OWNABLE.contains(name);
		ProtectedClaims.named(type, name)
			.ifPresent((claim) -> this.issues.add(ownable ? "ownable-claim" : "protected-claim", origin,
					"claim '" + claim + "' of the " + type.value() + " is protected ("
							+ ProtectedClaims.standard(type, claim) + ")" + alike(name, claim),
					"Choose another name, or set a namespace"
							+ (ownable ? ", or declare that your server owns it." : ".")));
	}

	private static String alike(String name, String claim) {
		return name.equals(claim) ? "" : ", and this name looks like it";
	}

}
