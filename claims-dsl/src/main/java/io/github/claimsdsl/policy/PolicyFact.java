package io.github.claimsdsl.policy;

import java.util.Comparator;
import java.util.Locale;

import io.github.claimsdsl.definition.Dimension;

/**
 * One thing that a review of policies looks at, such as the value of a rule or a client
 * that may ask for an audience. Immutable.
 *
 * @param kind what the fact is about
 * @param name its name: the id of a rule or denial, the final name of a claim, the
 * identifier of an audience, a property
 * @param aspect which side of it
 * @param value what is so; a subject can have several facts of one aspect
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

		/** A property that is about all tokens. */
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
	 * The sides of a subject. Those that a selector can limit have the name of their
	 * {@link Dimension}.
	 */
	public enum Aspect {

		/** The final name of a rule's claim. */
		CLAIM,

		/** The value: an expression, or {@code Java} and where it was declared. */
		VALUE,

		/** A condition; all of them must hold. */
		WHEN,

		/** That the token is refused without the claim. */
		REQUIRED,

		/** The OAuth error of a refusal, where one is stated. */
		ERROR,

		/** The description of that error, where one is stated. */
		ERROR_DESCRIPTION,

		/** What becomes of the token when a rule fails, where it is not refused. */
		ON_ERROR,

		/** The order, where it is not 0. */
		ORDER,

		/** The mode, where the rule is not enforced. */
		MODE,

		/** Tokens that a claim can reach, in words. */
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

		/** A client that is the API itself. */
		API_CLIENT,

		/** A client that gets an audience unasked. */
		DEFAULT_FOR,

		/** The form of an audience's JWT access tokens. */
		TOKEN_PROFILE,

		/** The algorithm of an audience's JWT access tokens, where one is stated. */
		SIGNING_ALGORITHM;

		/**
		 * Returns the aspect as a word, as the property that states it is named.
		 */
		@Override
		public String toString() {
			return dashed(this);
		}

	}

}
