package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * Where a policy, a rule or a part of one was declared.
 *
 * @param subject what was declared: a property name or a method, such as
 * {@code claims-dsl.policies.example-api.claims.email} or {@code ExampleApiClaims.email}
 * @param location the place in a file, such as {@code application.yml:12:16}, or
 * {@code null} if it is not known
 */
public record Origin(String subject, @Nullable String location) {

	/**
	 * Creates an origin without a location.
	 * @param subject what was declared
	 * @return the origin
	 */
	public static Origin of(String subject) {
		return new Origin(subject, null);
	}

	/**
	 * Returns the subject and, in brackets, the location.
	 */
	@Override
	public String toString() {
		return (this.location != null) ? this.subject + " [" + this.location + "]" : this.subject;
	}

}
