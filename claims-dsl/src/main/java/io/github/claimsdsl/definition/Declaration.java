package io.github.claimsdsl.definition;

import java.util.function.UnaryOperator;

import io.github.claimsdsl.Origin;

/**
 * Where a policy, a claim or a denial was declared, and in which notation. Messages use
 * it to say where an issue is and what to write. Implementations are immutable.
 *
 * @since 0.1.0
 */
public interface Declaration {

	/**
	 * Returns where the policy, claim or denial was declared.
	 * @return the origin
	 */
	Origin origin();

	/**
	 * Returns where an attribute was declared.
	 * @param attribute the attribute, by the name of its property, such as
	 * {@code grant-type}
	 * @return the origin
	 */
	Origin of(String attribute);

	/**
	 * Returns how the author writes attributes, so that messages can say what to write.
	 * @return the notation
	 */
	Notation notation();

	/**
	 * Returns where a dimension of the selector was stated.
	 * @param dimension the dimension
	 * @return the origin
	 */
	default Origin of(Dimension dimension) {
		return of(dimension.property());
	}

	/**
	 * Creates the declaration of something that was declared in Java code.
	 * @param subject the name of what was declared, such as {@code example-api.email}
	 * @return the declaration
	 */
	static Declaration inJava(String subject) {
		return new Stated(Origin.of(subject), Notation.JAVA, (attribute) -> subject + "." + attribute);
	}

	/**
	 * A declaration whose attributes have no locations of their own, so that they have
	 * the location of the whole.
	 *
	 * @param origin where the policy, claim or denial was declared
	 * @param notation how the author writes attributes
	 * @param naming returns the full name of an attribute
	 */
	record Stated(Origin origin, Notation notation, UnaryOperator<String> naming) implements Declaration {

		@Override
		public Origin of(String attribute) {
			return new Origin(this.naming.apply(attribute), this.origin.location());
		}

	}

}
