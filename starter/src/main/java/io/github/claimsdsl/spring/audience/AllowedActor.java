package io.github.claimsdsl.spring.audience;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The only party that may act for the subject of a token, as the claim {@code may_act} of
 * the token says (RFC 8693 section 4.4). Immutable.
 *
 * @param subject the party's {@code sub}
 * @param issuer the party's {@code iss}, or {@code null} if any issuer is allowed
 * @param client the identifier of the party's client, or {@code null} if any client is
 * allowed
 */
record AllowedActor(String subject, @Nullable String issuer, @Nullable String client) {

	static final String CLAIM = "may_act";

	/**
	 * Adds the issuer to the claim and makes it a {@link URL}. The server compares the
	 * issuer of the actor with it, as a URL, and would not find the actor otherwise.
	 * @param claims the claims of an access token
	 */
	static void complete(Map<String, Object> claims) {
		if (!(claims.get(CLAIM) instanceof Map<?, ?> stated)) {
			return;
		}
		Map<Object, Object> completed = new LinkedHashMap<>(stated);
		Object issuer = Objects.requireNonNullElse(completed.get(JwtClaimNames.ISS),
				claims.getOrDefault(JwtClaimNames.ISS, ""));
		completed.put(JwtClaimNames.ISS, url(issuer));
		claims.put(CLAIM, completed);
	}

	private static Object url(Object issuer) {
		try {
			return (issuer instanceof String text) ? URI.create(text).toURL() : issuer;
		}
		catch (MalformedURLException | IllegalArgumentException ex) {
			return issuer;
		}
	}

	/**
	 * Refuses the exchange of a token that does not allow the actor. A token without the
	 * claim allows every actor.
	 * @param subject the subject token
	 * @param actor the actor token, or {@code null} if there is none
	 * @param requester the client that asks for the exchange
	 */
	static void check(ExchangedToken subject, @Nullable ExchangedToken actor, RegisteredClient requester) {
		Object claim = subject.claims().get(CLAIM);
		if (claim == null) {
			return;
		}
		AllowedActor allowed = of(claim);
		if (actor == null) {
			throw refused("may_act of the subject token requires an actor token, but the request has none");
		}
		allowed.checkIdentity(actor.claims());
		allowed.checkClient(actor, requester);
	}

	private static AllowedActor of(Object claim) {
		if (claim instanceof Map<?, ?> stated && stated.get(JwtClaimNames.SUB) instanceof String subject
				&& !subject.isBlank()) {
			return new AllowedActor(subject, text(stated.get(JwtClaimNames.ISS)),
					text(stated.get(OAuth2ParameterNames.CLIENT_ID)));
		}
		throw refused("may_act of the subject token is not an object with a text 'sub', so it allows nobody");
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	/**
	 * Compares issuers as text, because two {@link URL}s with different hosts can be
	 * equal.
	 */
	private void checkIdentity(Map<String, Object> actor) {
		if (!this.subject.equals(actor.get(JwtClaimNames.SUB))
				|| (this.issuer != null && !this.issuer.equals(text(actor.get(JwtClaimNames.ISS))))) {
			throw refused("may_act of the subject token names another actor");
		}
	}

	private void checkClient(ExchangedToken actor, RegisteredClient requester) {
		Object client = requester.getId().equals(actor.client()) ? requester.getClientId()
				: actor.claims().get(OAuth2ParameterNames.CLIENT_ID);
		if (this.client != null && !this.client.equals(client)) {
			throw refused("may_act of the subject token names another client than that of the actor token");
		}
	}

	private static RefusedException refused(String reason) {
		return AudienceError.ACTOR_NOT_ALLOWED.exception(reason);
	}

}
