package io.github.claimsdsl.policy;

import io.github.claimsdsl.Origin;

/**
 * Where the selectors of a policy or of one of its rules are stated.
 *
 * @param origins where the parts of the policy were declared
 * @param part the rule, or empty for the policy itself
 */
record Place(Origins origins, String part) {

	Origin of(Dimension dimension) {
		return this.origins.of(this.part.isEmpty() ? dimension.property() : this.part + "." + dimension.property());
	}

	Notation notation() {
		return this.origins.notation();
	}

}
