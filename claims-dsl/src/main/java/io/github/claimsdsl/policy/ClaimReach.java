package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * A claim and tokens it can reach, as far as selectors tell. Immutable.
 *
 * @param claim the final name of the claim
 * @param tokenType the token type
 * @param audience the API audience, {@link #NO_AUDIENCE}, or {@link #ANY} where no
 * audiences are declared
 * @param grantType the grant type, or {@link #ANY}
 * @param client the client identifier, or {@link #ANY}
 * @param scope a scope the token must have, or {@link #ANY}
 * @param issuance the issuance, or {@link #ANY}
 * @param subject the subject, or {@link #ANY}
 */
public record ClaimReach(String claim, String tokenType, String audience, String grantType, String client, String scope,
		String issuance, String subject) implements Comparable<ClaimReach> {

	/** Any value. */
	public static final String ANY = "*";

	/** The audience of tokens for no API, as ID tokens are. */
	public static final String NO_AUDIENCE = "(none)";

	private static final Comparator<ClaimReach> ORDER = Comparator.comparing(ClaimReach::claim)
		.thenComparing(ClaimReach::tokenType)
		.thenComparing(ClaimReach::audience)
		.thenComparing(ClaimReach::grantType)
		.thenComparing(ClaimReach::client)
		.thenComparing(ClaimReach::scope)
		.thenComparing(ClaimReach::issuance)
		.thenComparing(ClaimReach::subject);

	@Override
	public int compareTo(ClaimReach other) {
		return ORDER.compare(this, other);
	}

	/** This and all that have {@link #ANY} in place of some values. */
	List<ClaimReach> generalisations() {
		List<ClaimReach> generalisations = new ArrayList<>();
		for (String audience : orAny(this.audience)) {
			for (String grantType : orAny(this.grantType)) {
				for (String client : orAny(this.client)) {
					for (String scope : orAny(this.scope)) {
						for (String issuance : orAny(this.issuance)) {
							for (String subject : orAny(this.subject)) {
								generalisations.add(new ClaimReach(this.claim, this.tokenType, audience, grantType,
										client, scope, issuance, subject));
							}
						}
					}
				}
			}
		}
		return generalisations;
	}

	private static List<String> orAny(String value) {
		return value.equals(ANY) ? List.of(ANY) : List.of(value, ANY);
	}

	/** The same on initial and on refreshed tokens. */
	List<ClaimReach> issuances() {
		return List.of(withIssuance(Issuance.INITIAL.value()), withIssuance(Issuance.REFRESH.value()));
	}

	private ClaimReach withIssuance(String issuance) {
		return new ClaimReach(this.claim, this.tokenType, this.audience, this.grantType, this.client, this.scope,
				issuance, this.subject);
	}

	/** The same on tokens for a user and for a client. */
	List<ClaimReach> subjects() {
		return List.of(withSubject(Subject.USER.value()), withSubject(Subject.CLIENT.value()));
	}

	private ClaimReach withSubject(String subject) {
		return new ClaimReach(this.claim, this.tokenType, this.audience, this.grantType, this.client, this.scope,
				this.issuance, subject);
	}

	List<String> values() {
		return List.of(this.claim, this.tokenType, this.audience, this.grantType, this.client, this.scope,
				this.issuance, this.subject);
	}

	/**
	 * Returns the tokens in words, such as
	 * {@code audience https://api.example.com for client_credentials}.
	 */
	@Override
	public String toString() {
		return target() + " for " + (this.grantType.equals(ANY) ? "any grant type" : this.grantType)
				+ (this.client.equals(ANY) ? "" : " by client " + this.client)
				+ (this.scope.equals(ANY) ? "" : " with scope " + this.scope)
				+ (this.issuance.equals(ANY) ? "" : ", " + this.issuance + " tokens only")
				+ (this.subject.equals(ANY) ? "" : ", subject " + this.subject + " only");
	}

	private String target() {
		if (this.tokenType.equals(TokenType.ID_TOKEN.value())) {
			return "ID tokens";
		}
		return switch (this.audience) {
			case ANY -> "any audience";
			case NO_AUDIENCE -> "access tokens without an audience";
			default -> "audience " + this.audience;
		};
	}

}
