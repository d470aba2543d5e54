package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.DenyProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;

/**
 * Turns bound properties into policy definitions.
 */
final class PolicyPropertiesReader {

	private final PropertyOrigins origins;

	private final Issues issues;

	PolicyPropertiesReader(PropertyOrigins origins, Issues issues) {
		this.origins = origins;
		this.issues = issues;
	}

	List<ClaimPolicy> policies(Map<String, PolicyProperties> policies) {
		return policies.entrySet()
			.stream()
			.filter((entry) -> !isMisplaced(ClaimsDslProperties.PREFIX + ".policies." + entry.getKey()))
			.map((entry) -> policy(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * Returns whether a part of a policy that stands where a policy should be is
	 * reported.
	 */
	private boolean isMisplaced(String property) {
		return this.issues.inOrder()
			.stream()
			.anyMatch((issue) -> issue.code().equals("entries") && issue.origin().subject().equals(property));
	}

	/** Returns whether an issue says which key the author meant. */
	private boolean isMeant(Origin origin, String help) {
		return this.issues.inOrder()
			.stream()
			.filter((issue) -> issue.origin().subject().startsWith(origin.subject() + "."))
			.anyMatch((issue) -> issue.help() != null && issue.help().startsWith(help));
	}

	private ClaimPolicy policy(String name, PolicyProperties properties) {
		PropertyDeclaration declaration = new PropertyDeclaration(this.origins,
				ClaimsDslProperties.PREFIX + ".policies." + name);
		ClaimPolicy.Builder policy = ClaimPolicy.named(name)
			.declaration(declaration)
			.namespace(properties.namespace())
			.order(properties.order())
			.mode(properties.mode())
			.when(properties.when());
		properties.selectors().forEach(policy::select);
		properties.claims().forEach((claim, value) -> claim(policy, declaration.claim(claim), claim, value));
		properties.deny().forEach((key, denial) -> {
			String entry = ClaimsDslProperties.entry("deny", key);
			deny(policy, declaration.part(entry), entry, denial);
		});
		return policy.build();
	}

	private void claim(ClaimPolicy.Builder policy, Declaration declaration, String name, ClaimProperties claim) {
		if (claim.value() == null) {
			if (!isMeant(declaration.origin(), "Write value: ")) {
				this.issues.add("claim-value", declaration.origin(), "the claim has no value",
						"Add value: with an expression.");
			}
			return;
		}
		policy.claim(RuleDefinition.builder(name, new RuleValue.Expression(claim.value()))
			.declaration(declaration)
			.when(claim.when())
			.required(claim.required())
			.error(error(declaration.origin(), claim.error(), claim.errorDescription()))
			.onError(claim.onError())
			.order(claim.order())
			.build());
	}

	private void deny(ClaimPolicy.Builder policy, Declaration declaration, String name, DenyProperties deny) {
		if (deny.when() == null) {
			if (!isMeant(declaration.origin(), "Did you mean 'when'?")) {
				this.issues.add("deny-condition", declaration.origin(), "the deny rule has no condition",
						"Add when: with an expression.");
			}
			return;
		}
		policy.deny(DenialDefinition.builder(name, new RuleValue.Expression(deny.when()))
			.declaration(declaration)
			.error(error(declaration.origin(), deny.error(), deny.description()))
			.build());
	}

	private @Nullable OAuthError error(Origin origin, @Nullable String code, @Nullable String description) {
		if (code != null && code.isBlank()) {
			this.issues.add("unknown-error", origin, "the error is empty",
					"State a registered OAuth error, or leave it out for the default.");
		}
		if (code == null && description == null) {
			return null;
		}
		return new OAuthError((code != null) ? code : "", description);
	}

}
