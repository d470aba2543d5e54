package io.github.claimsdsl.spring.audience;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JoseHeaderNames;

import io.github.claimsdsl.definition.DeclaredAudience;

/**
 * An API that access tokens are issued for. Immutable and thread-safe.
 *
 * @param id the identifier that clients ask for and that APIs find in {@code aud}: an
 * absolute URI without fragment (RFC 8707 section 2), compared exactly
 * @param clients the clients that may ask for it
 * @param scopes the scopes that the API defines; the OpenID Connect scopes are allowed
 * without being listed
 * @param apiClients the clients that the API itself uses; they may introspect and
 * exchange its tokens
 * @param tokenProfile the form of its JWT access tokens
 * @param signingAlgorithm the JWS algorithm of its JWT access tokens, such as
 * {@code ES256}, or {@code null} for the server's default
 * @param defaultFor the clients that get this audience when they ask for none
 * @param issuers the issuers that issue tokens for it; all issuers if empty
 * @since 0.1.0
 */
public record Audience(String id, ClientSelector clients, Set<String> scopes, ClientSelector apiClients,
		TokenProfile tokenProfile, @Nullable String signingAlgorithm, ClientSelector defaultFor, Set<String> issuers) {

	/**
	 * The scopes of OpenID Connect Core 1.0 sections 5.4 and 11. They are allowed at
	 * every audience, because they ask for data of the user and not for access to an API.
	 */
	static final Set<String> OIDC_SCOPES = Set.of("openid", "profile", "email", "address", "phone", "offline_access");

	/**
	 * Creates the audience, with copies of the sets in their order. The values are not
	 * checked here: {@link Audiences#check} checks all audiences together.
	 */
	public Audience {
		scopes = copy(scopes);
		issuers = copy(issuers);
	}

	/**
	 * Creates an audience that all issuers issue tokens for. Its clients are given by
	 * their identifiers.
	 * @param id the identifier
	 * @param clients the identifiers of the clients that may ask for it
	 * @param scopes the scopes it defines
	 * @param apiClients the identifiers of the clients that are the API
	 * @param tokenProfile the form of its JWT access tokens
	 * @param signingAlgorithm the JWS algorithm, or {@code null} for the default
	 * @param defaultFor the identifiers of the clients that get it when they ask for none
	 */
	public Audience(String id, Set<String> clients, Set<String> scopes, Set<String> apiClients,
			TokenProfile tokenProfile, @Nullable String signingAlgorithm, Set<String> defaultFor) {
		this(id, ClientSelector.of(clients), scopes, ClientSelector.of(apiClients), tokenProfile, signingAlgorithm,
				ClientSelector.of(defaultFor), Set.of());
	}

	/**
	 * Returns whether each scope is defined by this audience or is an OpenID Connect
	 * scope.
	 */
	boolean defines(Collection<String> requested) {
		for (String scope : requested) {
			if (!this.scopes.contains(scope) && !OIDC_SCOPES.contains(scope)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether the issuer issues tokens for this audience.
	 */
	boolean isOf(@Nullable String issuer) {
		return this.issuers.isEmpty() || (issuer != null && this.issuers.contains(issuer));
	}

	/**
	 * Returns whether at least one issuer issues tokens for both audiences.
	 */
	boolean sharesIssuer(Audience other) {
		return this.issuers.isEmpty() || other.issuers.isEmpty()
				|| this.issuers.stream().anyMatch(other.issuers::contains);
	}

	DeclaredAudience declared() {
		Set<String> all = new LinkedHashSet<>(this.scopes);
		all.addAll(OIDC_SCOPES);
		return new DeclaredAudience(this.id, knownClients(), all, this.issuers.isEmpty() ? null : this.issuers,
				!this.apiClients.isNone());
	}

	/**
	 * Returns the identifiers of the clients that may ask for it, or {@code null} if they
	 * cannot be known at start-up.
	 */
	private @Nullable Set<String> knownClients() {
		return (this.clients.isAny() || this.clients.condition() != null) ? null : this.clients.ids();
	}

	/**
	 * Returns the header parameters that its JWTs must have, by name.
	 */
	Map<String, String> header() {
		Map<String, String> header = new HashMap<>(2);
		if (this.signingAlgorithm != null) {
			header.put(JoseHeaderNames.ALG, this.signingAlgorithm);
		}
		if (this.tokenProfile == TokenProfile.RFC9068) {
			header.put(JoseHeaderNames.TYP, AudienceTokens.AT_JWT);
		}
		return header;
	}

	private static Set<String> copy(Set<String> values) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(values));
	}

}
