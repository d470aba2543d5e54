package io.github.claimsdsl.boot;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.Notation;

/**
 * A declaration in YAML or properties.
 *
 * @param origins finds where properties are declared
 * @param property the property, such as {@code claims-dsl.policies.example-api}
 */
record PropertyDeclaration(PropertyOrigins origins, String property) implements Declaration {

	@Override
	public Origin origin() {
		return this.origins.of(this.property);
	}

	@Override
	public Origin of(String attribute) {
		return this.origins.of(this.property + "." + attribute);
	}

	@Override
	public Notation notation() {
		return Notation.YAML;
	}

	PropertyDeclaration part(String part) {
		return new PropertyDeclaration(this.origins, this.property + "." + part);
	}

	/**
	 * Returns the declaration of a claim, with its name in brackets where a property name
	 * needs them.
	 */
	PropertyDeclaration claim(String name) {
		return new PropertyDeclaration(this.origins,
				this.property + ".claims" + (name.matches("[a-z0-9-]+") ? "." + name : "[" + name + "]"));
	}

}
