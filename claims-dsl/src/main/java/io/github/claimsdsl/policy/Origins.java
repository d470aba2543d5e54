package io.github.claimsdsl.policy;

import io.github.claimsdsl.Origin;

/**
 * Tells where the parts of a policy were declared.
 */
@FunctionalInterface
public interface Origins {

	/**
	 * Finds the origin of a part.
	 * @param part the part, relative to the policy, such as {@code audience},
	 * {@code when}, {@code claims.email} or {@code deny[0].when}; empty for the policy
	 * @return the origin
	 */
	Origin of(String part);

	/**
	 * Tells how the author writes the parts.
	 * @return the notation; Java if the implementation does not say
	 */
	default Notation notation() {
		return Notation.JAVA;
	}

	/**
	 * Creates origins that append the part to a subject.
	 * @param subject the policy, such as {@code claims-dsl.policies.example-api}
	 * @return the origins
	 */
	static Origins under(String subject) {
		return (part) -> Origin.of(part.isEmpty() ? subject : subject + "." + part);
	}

}
