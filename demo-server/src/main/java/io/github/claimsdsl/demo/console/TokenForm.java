package io.github.claimsdsl.demo.console;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.PreviewRequest;

/**
 * The part of the forms that says which token is meant.
 *
 * @param client the client identifier
 * @param grantType the grant type
 * @param issuance the issuance
 * @param user the name of the user, empty for the client alone
 * @param audience the audience, empty for none
 * @param scopes the scopes
 */
record TokenForm(String client, String grantType, Issuance issuance, String user, String audience, Set<String> scopes) {

	/**
	 * Completes what was sent: a field that was not is {@code null}.
	 */
	TokenForm {
		client = Objects.requireNonNullElse(client, "");
		grantType = Objects.requireNonNullElse(grantType, "");
		issuance = Objects.requireNonNullElse(issuance, Issuance.INITIAL);
		user = Objects.requireNonNullElse(user, "");
		audience = Objects.requireNonNullElse(audience, "");
		scopes = Objects.requireNonNullElse(scopes, Set.of());
	}

	/** What stands in the form at first: the first of each list, for a user. */
	static TokenForm first(Choices choices, String user) {
		return new TokenForm(first(choices.clients().stream().map(ClientChoice::id)),
				first(choices.clients().stream().limit(1).flatMap((client) -> client.grantTypes().stream())),
				Issuance.INITIAL, user, first(choices.audiences().stream()), Set.of(OidcScopes.OPENID));
	}

	private static String first(Stream<String> values) {
		return values.findFirst().orElse("");
	}

	PreviewRequest preview(TokenType tokenType) {
		return new PreviewRequest(this.client, this.grantType, this.issuance, userOrNull(), audienceOrNull(),
				this.scopes, tokenType);
	}

	/** The grant type, of a URN its last part. */
	public String grantName() {
		return this.grantType.substring(this.grantType.lastIndexOf(':') + 1);
	}

	@Nullable String userOrNull() {
		return this.user.isEmpty() ? null : this.user;
	}

	@Nullable String audienceOrNull() {
		return this.audience.isEmpty() ? null : this.audience;
	}

}
