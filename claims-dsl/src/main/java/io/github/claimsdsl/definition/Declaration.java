package io.github.claimsdsl.definition;

import java.util.function.UnaryOperator;

import io.github.claimsdsl.Origin;

/**
 * Where a policy, a claim or a denial was declared, and how its author writes.
 * Implementations are immutable.
 *
 * @since 0.1.0
 */
public interface Declaration {

	/**
	 * Returns where it was declared.
	 * @return the origin
	 */
	Origin origin();

	/**
	 * Returns where one of its attributes was declared.
	 * @param attribute the attribute, as a property is named, such as {@code grant-type}
	 * @return the origin
	 */
	Origin of(String attribute);

	/**
	 * Tells how the author writes attributes, so that messages can say what to write.
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
	 * Declares something in Java.
	 * @param subject what it is, such as {@code example-api.email}
	 * @return the declaration
	 */
	static Declaration inJava(String subject) {
		return new Stated(Origin.of(subject), Notation.JAVA, (attribute) -> subject + "." + attribute);
	}

	/**
	 * A declaration whose attributes have no locations of their own.
	 *
	 * @param origin where it stands
	 * @param notation how its author writes
	 * @param naming names an attribute
	 */
	record Stated(Origin origin, Notation notation, UnaryOperator<String> naming) implements Declaration {

		@Override
		public Origin of(String attribute) {
			return new Origin(this.naming.apply(attribute), this.origin.location());
		}

	}

}
