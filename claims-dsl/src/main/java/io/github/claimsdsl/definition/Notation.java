package io.github.claimsdsl.definition;

import java.util.Locale;

/**
 * How the author of a policy writes an attribute, so that messages can say what to write.
 *
 * @since 0.1.0
 */
public enum Notation {

	/** A key of a YAML file: {@code audience: any}. */
	YAML {
		@Override
		public String of(String attribute, String value) {
			return attribute + ": " + value;
		}
	},

	/** An attribute of an annotation: {@code audience = "any"}. */
	ANNOTATION {
		@Override
		public String of(String attribute, String value) {
			return camelCase(attribute) + " = " + literal(attribute, value);
		}
	},

	/** A call of a builder: {@code audience("any")}. */
	JAVA {
		@Override
		public String of(String attribute, String value) {
			return camelCase(attribute) + "(" + literal(attribute, value) + ")";
		}
	};

	/**
	 * Returns an attribute and its value as the author writes them.
	 * @param attribute the attribute, by the name of its property, such as
	 * {@code grant-type}
	 * @param value the value, as a property states it
	 * @return the text, such as {@code audience = "any"}
	 */
	public abstract String of(String attribute, String value);

	/**
	 * Returns the name of an attribute as the author writes it.
	 * @param attribute the attribute, by the name of its property, such as
	 * {@code grant-type}
	 * @return the name, such as {@code grantType}
	 */
	public String of(String attribute) {
		return (this == YAML) ? attribute : camelCase(attribute);
	}

	private static String literal(String attribute, String value) {
		return switch (attribute) {
			case "required" -> value;
			case "issuance" -> "Issuance." + constant(value);
			case "on-error" -> "OnError." + constant(value);
			case "token-type" -> "TokenType." + constant(value);
			default -> '"' + value + '"';
		};
	}

	private static String constant(String value) {
		return value.toUpperCase(Locale.ROOT).replace('-', '_');
	}

	private static String camelCase(String attribute) {
		StringBuilder name = new StringBuilder();
		for (String word : attribute.split("-")) {
			name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
		}
		return name.toString();
	}

}
