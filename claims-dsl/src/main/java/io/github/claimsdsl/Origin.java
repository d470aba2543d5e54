package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * Where a policy, a rule or a part of one was declared. Immutable.
 *
 * @param subject the name of what was declared: a property or a method, such as
 * {@code claims-dsl.policies.example-api.claims.email} or {@code ExampleApiClaims.email}
 * @param location the place in a file, or {@code null} if it is not known
 * @since 0.1.0
 */
public record Origin(String subject, @Nullable Location location) {

	/**
	 * Creates an origin without a location.
	 * @param subject what was declared
	 * @return the origin
	 */
	public static Origin of(String subject) {
		return new Origin(subject, null);
	}

	/**
	 * Returns the subject, followed by the location in brackets if it is known.
	 */
	@Override
	public String toString() {
		return (this.location != null) ? this.subject + " [" + this.location + "]" : this.subject;
	}

	/**
	 * A place in a file or in another source of configuration. Immutable.
	 *
	 * @param source the name of the file, such as {@code application.yml}, or of the
	 * other source
	 * @param line the line, from 1, or 0 for the source as a whole
	 * @param column the column, from 1, or 0 for the source as a whole
	 */
	public record Location(String source, int line, int column) {

		/**
		 * Creates a location in a source that has no lines.
		 * @param source the name of the source
		 * @return the location
		 */
		public static Location of(String source) {
			return new Location(source, 0, 0);
		}

		/**
		 * Returns the location, such as {@code application.yml:12:16}.
		 */
		@Override
		public String toString() {
			return (this.line > 0) ? this.source + ":" + this.line + ":" + this.column : this.source;
		}

	}

}
