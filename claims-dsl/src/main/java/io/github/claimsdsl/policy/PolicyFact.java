package io.github.claimsdsl.policy;

import java.util.Comparator;
import java.util.Locale;

import io.github.claimsdsl.definition.Dimension;

/**
 * A fact that a review of policies compares, such as the value of a rule or a client that
 * may ask for an audience. Immutable.
 *
 * @param kind what the fact is about
 * @param name the name of what the fact is about: the id of a rule or denial, the final
 * name of a claim, the identifier of an audience, or a property
 * @param aspect the aspect that the fact states
 * @param value the value of the aspect; one aspect can have several values, each in a
 * fact of its own
 * @since 0.1.0
 */
public record PolicyFact(Kind kind, String name, Aspect aspect, String value) implements Comparable<PolicyFact> {

	private static final Comparator<PolicyFact> ORDER = Comparator.comparing(PolicyFact::kind)
		.thenComparing(PolicyFact::name)
		.thenComparing(PolicyFact::aspect)
		.thenComparing(PolicyFact::value);

	@Override
	public int compareTo(PolicyFact other) {
		return ORDER.compare(this, other);
	}

	private static String dashed(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What a fact is about.
	 */
	public enum Kind {

		/** A property that affects all tokens. */
		PROPERTY,

		/** An audience that clients can ask for. */
		AUDIENCE,

		/** A claim, whichever rules write it. */
		CLAIM,

		/** A rule that writes a claim. */
		RULE,

		/** A rule that refuses tokens. */
		DENIAL;

		/**
		 * Returns the kind as a word.
		 */
		@Override
		public String toString() {
			return dashed(this);
		}

	}

	/**
	 * The aspects that facts can state. An aspect that a selector can limit has the name
	 * of its {@link Dimension}.
	 */
	public enum Aspect {

		/** The final name of a rule's claim. */
		CLAIM,

		/** The value: an expression, or {@code Java} and the name of the method. */
		VALUE,

		/** A condition. All conditions of a rule must be true. */
		WHEN,

		/** Whether the token is refused without the claim; stated only if it is. */
		REQUIRED,

		/** The OAuth error of a refusal, if one is stated. */
		ERROR,

		/** The description of that error, if one is stated. */
		ERROR_DESCRIPTION,

		/**
		 * What happens to the token if a rule fails; stated only if the token is not
		 * refused.
		 */
		ON_ERROR,

		/** The order, if it is not 0. */
		ORDER,

		/** The mode, if the rule is not enforced. */
		MODE,

		/** The tokens that a claim can reach, in words. */
		REACHES,

		/** A token type that a rule is for. */
		TOKEN_TYPE,

		/** An audience that a rule is for; {@code any} for every access token. */
		AUDIENCE,

		/** A grant type that a rule is for. */
		GRANT_TYPE,

		/** A client that a rule is for, or that may ask for an audience. */
		CLIENT,

		/** A scope that a rule is for, or that an audience defines. */
		SCOPE,

		/** The only issuance that a rule is for. */
		ISSUANCE,

		/** The only subject that a rule is for. */
		SUBJECT,

		/** An issuer whose tokens a rule is for. */
		ISSUER,

		/** A client that is the API of an audience itself. */
		API_CLIENT,

		/** A client that gets an audience by default, without asking for it. */
		DEFAULT_FOR,

		/** The token profile of an audience's JWT access tokens. */
		TOKEN_PROFILE,

		/** The signing algorithm of an audience's JWT access tokens, if one is stated. */
		SIGNING_ALGORITHM;

		/**
		 * Returns the aspect as a word, which is the name of the property that states it.
		 */
		@Override
		public String toString() {
			return dashed(this);
		}

	}

}
