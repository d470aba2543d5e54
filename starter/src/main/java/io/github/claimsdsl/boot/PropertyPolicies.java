package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.DenyProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimValue;
import io.github.claimsdsl.policy.DenyDefinition;
import io.github.claimsdsl.policy.Dimension;
import io.github.claimsdsl.policy.Notation;
import io.github.claimsdsl.policy.Origins;
import io.github.claimsdsl.policy.RuleDefinition;
import io.github.claimsdsl.policy.Selector;

/**
 * Turns bound properties into policy definitions.
 */
final class PropertyPolicies {

	private final PropertyOrigins origins;

	private final List<Issue> issues = new ArrayList<>();

	PropertyPolicies(PropertyOrigins origins) {
		this.origins = origins;
	}

	List<Issue> issues() {
		return this.issues;
	}

	List<ClaimPolicy> policies(Map<String, PolicyProperties> policies) {
		return policies.entrySet().stream().map((entry) -> policy(entry.getKey(), entry.getValue())).toList();
	}

	private ClaimPolicy policy(String name, PolicyProperties properties) {
		String prefix = ClaimsDslProperties.PREFIX + ".policies." + name;
		Origins parts = (part) -> this.origins.of(part.isEmpty() ? prefix : prefix + "." + part);
		ClaimPolicy.Builder policy = ClaimPolicy.named(name)
			.origins(new Yaml(parts))
			.namespace(properties.namespace())
			.order(properties.order())
			.mode(properties.mode())
			.when(properties.when());
		select(policy, Dimension.AUDIENCE, properties.audience());
		select(policy, Dimension.GRANT_TYPE, properties.grantType());
		select(policy, Dimension.CLIENT, properties.client());
		select(policy, Dimension.SCOPE, properties.scope());
		select(policy, Dimension.TOKEN_TYPE, properties.tokenType());
		select(policy, Dimension.ISSUANCE, properties.issuance());
		select(policy, Dimension.SUBJECT, properties.subject());
		properties.claims().forEach((claim, value) -> claim(policy, parts, claim, value));
		properties.deny().forEach((key, denial) -> deny(policy, parts, ClaimsDslProperties.entry("deny", key), denial));
		return policy.build();
	}

	private static void select(ClaimPolicy.Builder policy, Dimension dimension, @Nullable List<String> values) {
		if (values != null) {
			policy.select(dimension, values);
		}
	}

	private void claim(ClaimPolicy.Builder policy, Origins parts, String name, ClaimProperties claim) {
		String part = "claims." + name;
		if (claim.value() == null) {
			this.issues.add(new Issue("claim-value", parts.of(bracketed(part)), "the claim has no value",
					"Add value: with an expression.", null));
			return;
		}
		policy.claim(new RuleDefinition(part, name, new ClaimValue.Expression(claim.value()),
				Stream.ofNullable(claim.when()).toList(), claim.required(),
				error(parts.of(bracketed(part)), claim.error(), claim.errorDescription()), claim.onError(),
				claim.order(), Selector.NONE));
	}

	private void deny(ClaimPolicy.Builder policy, Origins parts, String part, DenyProperties deny) {
		if (deny.when() == null) {
			this.issues.add(new Issue("deny-condition", parts.of(part), "the deny rule has no condition",
					"Add when: with an expression.", null));
			return;
		}
		policy.deny(new DenyDefinition(part, deny.when(), error(parts.of(part), deny.error(), deny.description())));
	}

	private @Nullable OAuthError error(Origin origin, @Nullable String code, @Nullable String description) {
		if (code != null && code.isBlank()) {
			this.issues.add(new Issue("unknown-error", origin, "the error is empty",
					"State a registered OAuth error, or leave it out for the default.", null));
		}
		if (code == null && description == null) {
			return null;
		}
		return new OAuthError((code != null) ? code : "", description);
	}

	/**
	 * Origins of parts that are written in YAML, or as properties.
	 *
	 * @param parts finds them by the names of properties
	 */
	private record Yaml(Origins parts) implements Origins {

		@Override
		public Origin of(String part) {
			return this.parts.of(bracketed(part));
		}

		@Override
		public Notation notation() {
			return Notation.YAML;
		}

	}

	/** Puts the name of a claim in brackets where a property name needs them. */
	private static String bracketed(String part) {
		if (!part.startsWith("claims.")) {
			return part;
		}
		String claim = part.substring("claims.".length());
		String name = claim.endsWith(".when") ? claim.substring(0, claim.length() - ".when".length()) : claim;
		String rest = claim.substring(name.length());
		return "claims" + (name.matches("[a-z0-9-]+") ? "." + name : "[" + name + "]") + rest;
	}

}
