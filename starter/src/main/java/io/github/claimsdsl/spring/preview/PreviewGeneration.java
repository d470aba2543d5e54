package io.github.claimsdsl.spring.preview;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.token.AnswerDecisions;
import io.github.claimsdsl.spring.token.AnsweredToken;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.NotPreviewableException;
import io.github.claimsdsl.spring.token.PolicyCustomizer;
import io.github.claimsdsl.spring.token.TokenRequestReader;

/**
 * Generates one previewed token. Not thread-safe.
 */
final class PreviewGeneration implements ClaimDecisionListener {

	/**
	 * The claims that the server's own mapper copies for each scope (OpenID Connect Core
	 * 1.0 section 5.4).
	 */
	private static final Map<String, List<String>> COPIED = Map.of(OidcScopes.EMAIL,
			List.of(StandardClaimNames.EMAIL, StandardClaimNames.EMAIL_VERIFIED), OidcScopes.PHONE,
			List.of(StandardClaimNames.PHONE_NUMBER, StandardClaimNames.PHONE_NUMBER_VERIFIED), OidcScopes.ADDRESS,
			List.of(StandardClaimNames.ADDRESS), OidcScopes.PROFILE,
			List.of(StandardClaimNames.NAME, StandardClaimNames.FAMILY_NAME, StandardClaimNames.GIVEN_NAME,
					StandardClaimNames.MIDDLE_NAME, StandardClaimNames.NICKNAME, StandardClaimNames.PREFERRED_USERNAME,
					StandardClaimNames.PROFILE, StandardClaimNames.PICTURE, StandardClaimNames.WEBSITE,
					StandardClaimNames.GENDER, StandardClaimNames.BIRTHDATE, StandardClaimNames.ZONEINFO,
					StandardClaimNames.LOCALE, StandardClaimNames.UPDATED_AT));

	private final ClaimPolicySet policies;

	private final OAuth2TokenGenerator<OAuth2Token> generator;

	private final AnswerDecisions answers;

	private final UnpreviewableRules unpreviewable;

	private final PreviewEncoder encoder;

	private final Consumer<TokenRequest> seen;

	private @Nullable ClaimExplanation explanation;

	private boolean reported;

	PreviewGeneration(ClaimPolicySet policies, PreviewEncoder encoder, PolicyCustomizer<JwtEncodingContext> jwt,
			PolicyCustomizer<OAuth2TokenClaimsContext> opaque, Consumer<TokenRequest> seen) {
		this.policies = policies;
		this.seen = seen;
		this.unpreviewable = UnpreviewableRules.of(policies);
		this.encoder = encoder;
		DecisionListeners listeners = DecisionListeners.only(this);
		this.answers = jwt.answers(listeners);
		JwtGenerator jwts = new JwtGenerator(encoder);
		jwts.setJwtCustomizer(jwt.preview(PreviewGeneration::watched, listeners));
		OAuth2AccessTokenGenerator opaqueTokens = new OAuth2AccessTokenGenerator();
		opaqueTokens.setAccessTokenCustomizer(opaque.preview(PreviewGeneration::watched, listeners));
		this.generator = new DelegatingOAuth2TokenGenerator(jwts, opaqueTokens);
	}

	@Override
	public void decided(TokenRequest request, ClaimDecision decision) {
		this.seen.accept(request);
		this.reported = shown(decision) != decision;
		this.explanation = this.policies.explain(request, shown(decision));
	}

	/**
	 * Returns the decision to show. If decisions are only reported, it is the reported
	 * one.
	 */
	private static ClaimDecision shown(ClaimDecision decision) {
		return decision.outcomes().isEmpty() ? decision.reported().orElse(decision) : decision;
	}

	PreviewedToken generate(OAuth2TokenContext context) {
		try {
			OAuth2Token token = this.generator.generate(context);
			return (token instanceof ClaimAccessor accessor) ? issued(token, accessor, context) : PreviewedToken
				.none(Outcome.NOT_ISSUED, null, "the server has no generator for such a token", null);
		}
		catch (OAuth2AuthenticationException ex) {
			return refused(ex);
		}
	}

	/**
	 * Previews what userinfo would answer, with the claims that the server's own mapper
	 * copies.
	 * @param token the token that is presented
	 * @param idToken the claims of the ID token
	 */
	PreviewedToken userInfo(AnsweredToken token, Map<String, Object> idToken) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put(JwtClaimNames.SUB, token.principalName());
		for (String scope : token.context().getAuthorizedScopes()) {
			COPIED.getOrDefault(scope, List.of())
				.stream()
				.filter(idToken::containsKey)
				.forEach((claim) -> answer.put(claim, idToken.get(claim)));
		}
		try {
			return shown(this.answers.decide(token, answer), new LinkedHashMap<>());
		}
		catch (OAuth2AuthenticationException ex) {
			return refused(ex);
		}
	}

	/**
	 * Previews what introspection would answer.
	 * @param token the token that is introspected
	 * @param introspected the preview of that token
	 * @param seen whether some client may see the claims of introspection rules
	 */
	PreviewedToken introspection(AnsweredToken token, PreviewedToken introspected, boolean seen) {
		Map<String, Object> answer = introspected(token, introspected.claims());
		try {
			return shown(seen ? this.answers.decide(token, answer) : this.answers.decideRefusal(token, answer),
					new LinkedHashMap<>(introspected.notPreviewable()));
		}
		catch (OAuth2AuthenticationException ex) {
			return refused(ex);
		}
	}

	/** Returns what the server itself answers (RFC 7662 section 2.2). */
	private static Map<String, Object> introspected(AnsweredToken token, Map<String, Object> claims) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put(OAuth2TokenIntrospectionClaimNames.ACTIVE, true);
		answer.putAll(claims);
		answer.computeIfPresent(JwtClaimNames.AUD,
				(name, value) -> (value instanceof Collection<?>) ? value : List.of(value));
		answer.put(OAuth2TokenIntrospectionClaimNames.CLIENT_ID, token.context().getRegisteredClient().getClientId());
		answer.put(OAuth2TokenIntrospectionClaimNames.TOKEN_TYPE, OAuth2AccessToken.TokenType.BEARER.getValue());
		if (!token.context().getAuthorizedScopes().isEmpty()) {
			answer.put(OAuth2TokenIntrospectionClaimNames.SCOPE,
					String.join(" ", token.context().getAuthorizedScopes()));
		}
		return answer;
	}

	/**
	 * Wraps a customizer of the application. If the customizer needs a real request, the
	 * token cannot be previewed.
	 */
	private static <C extends OAuth2TokenContext> OAuth2TokenCustomizer<C> watched(
			OAuth2TokenCustomizer<C> customizer) {
		return (context) -> {
			if (reads(customizer, context)) {
				throw new NotPreviewableException("the customizer " + customizer.getClass().getName()
						+ " reads the authorization, which exists only when a token is issued");
			}
		};
	}

	private static <C extends OAuth2TokenContext> boolean reads(OAuth2TokenCustomizer<C> customizer, C context) {
		OAuth2Authorization authorization = context.getAuthorization();
		try {
			if (authorization instanceof PreviewAuthorization made) {
				return made.isReadBy(() -> customizer.customize(context));
			}
			customizer.customize(context);
			return false;
		}
		catch (OAuth2AuthenticationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new NotPreviewableException("the customizer " + customizer.getClass().getName()
					+ " failed without a real request, with " + ex.getClass().getName());
		}
	}

	private PreviewedToken refused(OAuth2AuthenticationException ex) {
		if (this.explanation != null && this.explanation.decision().refusal().isPresent()) {
			Optional<String> unpreviewable = this.unpreviewable.sparing(outcomes());
			if (unpreviewable.isPresent()) {
				return notPreviewable(unpreviewable.get());
			}
			return PreviewedToken.none(Outcome.REFUSED, TokenPreview.error(ex),
					"rule " + lastRule(this.explanation.decision()) + " refuses the token", this.explanation);
		}
		return PreviewedToken.none(Outcome.REFUSED, TokenPreview.error(ex), "the token would be refused",
				this.explanation);
	}

	private PreviewedToken notPreviewable(String rule) {
		return PreviewedToken.none(Outcome.NOT_PREVIEWABLE, null, UnpreviewableRules.reason(rule), this.explanation);
	}

	private static String lastRule(ClaimDecision decision) {
		return decision.outcomes().get(decision.outcomes().size() - 1).rule();
	}

	private PreviewedToken issued(OAuth2Token token, ClaimAccessor accessor, OAuth2TokenContext context) {
		Map<String, String> hidden = hidden(context);
		hidden.keySet().removeAll(accessor.getClaims().keySet());
		PreviewedToken shown = shown(PreviewEncoder.decoded(accessor.getClaims()), hidden);
		if (!(token instanceof Jwt jwt) || shown.outcome() != Outcome.ISSUED) {
			return shown;
		}
		hidden.putAll(shown.notPreviewable());
		if (!jwt.getHeaders().containsKey(JoseHeaderNames.KID)) {
			hidden.put(JoseHeaderNames.KID, "the key is chosen when the token is signed");
		}
		return new PreviewedToken(Outcome.ISSUED, null, null, jwt.getHeaders(), shown.claims(), this.explanation,
				hidden, this.encoder.size(jwt.getHeaders(), shown.claims()));
	}

	/** Returns the preview without the claims that only a real request determines. */
	private PreviewedToken shown(Map<String, Object> decided, Map<String, String> hidden) {
		Optional<String> refusing = this.unpreviewable.refusing(outcomes());
		if (refusing.isPresent() && !this.reported) {
			return notPreviewable(refusing.get());
		}
		Map<String, Object> claims = new LinkedHashMap<>(decided);
		this.unpreviewable.in(outcomes()).forEach((outcome) -> {
			claims.remove(outcome.claim());
			hidden.put(outcome.claim(), UnpreviewableRules.reason(outcome.rule()));
		});
		return new PreviewedToken(Outcome.ISSUED, null, null, Map.of(), claims, this.explanation, hidden, null);
	}

	/** Returns the outcomes of the rules; none if there is no decision. */
	private List<RuleOutcome> outcomes() {
		return (this.explanation != null) ? this.explanation.decision().outcomes() : List.of();
	}

	/**
	 * Returns the claims that Spring Authorization Server takes from a real request, by
	 * name, and why each is not shown.
	 */
	private static Map<String, String> hidden(OAuth2TokenContext context) {
		Map<String, String> hidden = new LinkedHashMap<>();
		boolean access = TokenRequestReader.tokenType(context) == TokenType.ACCESS_TOKEN;
		if (access) {
			hidden.put("cnf", "only if the request has a DPoP proof or a client certificate");
		}
		if (!(context.getPrincipal() instanceof OAuth2ClientAuthenticationToken)) {
			hidden.put("auth_time", "set at login");
			hidden.put(access ? "amr" : "sid", "set at login");
		}
		if (!access) {
			hidden.put("nonce", "set by the request");
		}
		if (AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())) {
			hidden.put("act", "only if the request has an actor token");
		}
		return hidden;
	}

}
