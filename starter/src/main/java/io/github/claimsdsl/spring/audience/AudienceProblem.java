package io.github.claimsdsl.spring.audience;

/**
 * One thing that is wrong with a declared audience: found at start-up, shown to its
 * author.
 *
 * @param index the position of the audience among those declared, from 0
 * @param id the identifier of the audience, as declared
 * @param property what is wrong, in the form it has as a configuration property:
 * {@code id}, {@code clients}, {@code scopes}, {@code api-clients},
 * {@code signing-algorithm} or {@code default-for}
 * @param message what is wrong and what was expected, as a phrase without a final full
 * stop
 */
public record AudienceProblem(int index, String id, String property, String message) {

	/**
	 * Returns the problem with its place, such as
	 * {@code audiences[0].id: 'api' is not an absolute URI}.
	 */
	@Override
	public String toString() {
		return "audiences[" + this.index + "]." + this.property + ": " + this.message;
	}

}
