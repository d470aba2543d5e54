package io.github.claimsdsl.spring.server;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.UserInfoEndpoint;

/**
 * Finds declared audiences that do not fit the server. A server that allows several
 * issuers is not checked, because it has keys and URLs only while it answers a request.
 */
final class ServerCheck {

	private final AuthorizationServerSettings settings;

	private final RegisteredClientRepository clients;

	private final @Nullable JWKSource<SecurityContext> keys;

	ServerCheck(AuthorizationServerSettings settings, RegisteredClientRepository clients,
			@Nullable JWKSource<SecurityContext> keys) {
		this.settings = settings;
		this.clients = clients;
		this.keys = keys;
	}

	Issues check(Audiences audiences) {
		Issues issues = new Issues();
		if (this.settings.isMultipleIssuersAllowed()) {
			return issues;
		}
		int index = 0;
		for (Audience audience : audiences.all()) {
			Declaration declaration = Declaration.inJava("claims-dsl.audiences[" + index + "]");
			if (isUserInfo(audience)) {
				issues.add("audience", declaration.of("id"), "'" + audience.id()
						+ "' is the userinfo endpoint, so its tokens would look like tokens without an audience. Choose another id",
						null);
			}
			if (isClient(audience)) {
				issues.add("audience", declaration.of("id"), "'" + audience.id()
						+ "' is also the identifier of a client, so the API would accept all tokens of that client. Rename one of them",
						null);
			}
			String algorithm = audience.signingAlgorithm();
			if (algorithm != null && lacksKey(JWSAlgorithm.parse(algorithm))) {
				issues.add("audience", declaration.of("signing-algorithm"), "there is no key for '" + algorithm
						+ "' in the JWKSource bean: add one, or choose an algorithm that has one", null);
			}
			index++;
		}
		return issues;
	}

	private boolean isUserInfo(Audience audience) {
		String issuer = this.settings.getIssuer();
		return issuer != null && UserInfoEndpoint.of(issuer, this.settings).equals(audience.id());
	}

	/**
	 * Returns whether a client has the identifier of an audience. A client that cannot be
	 * read now or is added later is refused when it asks for a token.
	 */
	private boolean isClient(Audience audience) {
		try {
			return this.clients.findByClientId(audience.id()) != null;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns whether there is no key for an algorithm. Keys that cannot be read now may
	 * be readable when a token is signed.
	 */
	private boolean lacksKey(JWSAlgorithm algorithm) {
		try {
			return this.keys != null && this.keys.get(new JWKSelector(signing(algorithm)), null).isEmpty();
		}
		catch (KeySourceException | RuntimeException ex) {
			return false;
		}
	}

	private static JWKMatcher signing(JWSAlgorithm algorithm) {
		JWKMatcher.Builder matcher = new JWKMatcher.Builder().keyType(KeyType.forAlgorithm(algorithm))
			.keyUses(KeyUse.SIGNATURE, null)
			.algorithms(algorithm, null);
		return JWSAlgorithm.Family.EC.contains(algorithm) ? matcher.curves(Curve.forJWSAlgorithm(algorithm)).build()
				: matcher.build();
	}

}
