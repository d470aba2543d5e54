package io.github.claimsdsl.spring.preview;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.token.AnsweredToken;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.NotPreviewableException;
import io.github.claimsdsl.spring.token.PolicyCustomizer;
import io.github.claimsdsl.spring.token.TokenCustomizers;

/**
 * Shows the token that a client would get, or what userinfo or introspection would answer
 * about it. It uses the same customizers, policies and audiences as the server, but does
 * not sign or save anything. Claims that depend on a real request are not guessed: the
 * preview names them and says why it does not show them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenPreview {

	private final ClaimPolicySet policies;

	private final Server server;

	private final PreviewContexts contexts;

	private final PreviewChecks checks;

	private final PreviewEncoder encoder;

	private final PolicyCustomizer<JwtEncodingContext> jwt;

	private final PolicyCustomizer<OAuth2TokenClaimsContext> opaque;

	private final @Nullable String obstacle;

	private final @Nullable String userObstacle;

	private final DecisionListeners listeners;

	/**
	 * Creates a preview.
	 * @param policies the policies
	 * @param audiences decides the audiences of tokens
	 * @param server the server's clients, settings, keys and users
	 * @param jwt the customizer of JWTs, made by {@link TokenCustomizers}
	 * @param opaque the customizer of opaque tokens, made by {@link TokenCustomizers}
	 * @param userObstacle why no token of a user can be previewed, or {@code null} if
	 * such tokens can be previewed
	 * @param listeners the listeners to notify of each preview
	 * @param obstacle why no token at all can be previewed, or {@code null} if tokens can
	 * be previewed
	 * @throws IllegalArgumentException if a customizer was not made by
	 * {@link TokenCustomizers}
	 */
	public TokenPreview(ClaimPolicySet policies, AudienceTokens audiences, Server server,
			OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque,
			@Nullable String userObstacle, DecisionListeners listeners, @Nullable String obstacle) {
		this.policies = policies;
		this.server = server;
		this.contexts = new PreviewContexts(audiences, server.settings(), server.issuers());
		this.checks = new PreviewChecks(server.clients(), server.users());
		this.encoder = new PreviewEncoder(server.keys());
		this.jwt = own(jwt);
		this.opaque = own(opaque);
		this.userObstacle = userObstacle;
		this.listeners = listeners;
		this.obstacle = obstacle;
	}

	/**
	 * Returns a preview of the same server with other policies, for example with a change
	 * that is under review.
	 * @param policies the policies
	 * @param audiences decides the audiences of tokens
	 * @param customizers decide by those policies and audiences
	 * @return the preview
	 */
	public TokenPreview with(ClaimPolicySet policies, AudienceTokens audiences, TokenCustomizers customizers) {
		return new TokenPreview(policies, audiences, this.server, this.jwt.with(customizers),
				this.opaque.with(customizers), this.userObstacle, this.listeners, this.obstacle);
	}

	@SuppressWarnings("unchecked")
	private static <C extends OAuth2TokenContext> PolicyCustomizer<C> own(OAuth2TokenCustomizer<C> bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		if (((target != null) ? target : bean) instanceof PolicyCustomizer<?> own) {
			return (PolicyCustomizer<C>) own;
		}
		throw new IllegalArgumentException("the token customizers are not those of Claims DSL");
	}

	/**
	 * The parts of the authorization server that a preview needs.
	 *
	 * @param clients the clients
	 * @param settings the settings
	 * @param keys the signing keys, or {@code null} if they are not known
	 * @param users loads users to check that they may log in, or {@code null} to skip
	 * that check
	 * @param issuers the issuers that the server answers for
	 */
	public record Server(RegisteredClientRepository clients, AuthorizationServerSettings settings,
			@Nullable JWKSource<SecurityContext> keys, @Nullable UserDetailsService users, Issuers issuers) {
	}

	/**
	 * Previews a token.
	 * @param request the token
	 * @return what the token would be, or why it would not be issued
	 * @throws IllegalArgumentException if the client is unknown, if the grant type needs
	 * a user and none is named, or if it has no user and one is named
	 */
	public PreviewedToken preview(PreviewRequest request) {
		this.listeners.tell((listener) -> listener.previewRequested(request));
		return preview(request, (seen) -> {
		});
	}

	/**
	 * Previews a token and also returns the request that the policies decided on, for
	 * example to try an expression on it. No listener is notified of this preview. A
	 * caller that shows data from it must record that itself.
	 * @param request the token
	 * @return the preview and the request
	 * @throws IllegalArgumentException as {@link #preview}
	 */
	public Asked ask(PreviewRequest request) {
		AtomicReference<@Nullable TokenRequest> asked = new AtomicReference<>();
		PreviewedToken token = preview(request, (seen) -> {
			if (seen.tokenType() == request.tokenType()) {
				asked.set(seen);
			}
		});
		return new Asked(token, asked.get());
	}

	/**
	 * Returns the request that policies would decide on for the given user. Client,
	 * grant, audience and scopes are checked as for a real request. The user does not log
	 * in and is not loaded, no customizer runs, and no policy decides.
	 * @param request the token; its user is the name to use for the given user
	 * @param user the user, of the type that the application's rules read
	 * @return the request, or a preview that says why there would be no such token
	 * @throws IllegalArgumentException as {@link #preview}
	 */
	public Asked ask(PreviewRequest request, Object user) {
		PreviewChecks.Parties parties = this.checks.parties(request);
		AtomicReference<@Nullable TokenRequest> asked = new AtomicReference<>();
		PreviewedToken token = checked(request, parties, null, (granted) -> {
			GivenUser given = new GivenUser(Objects.requireNonNullElse(parties.user(), ""), user);
			asked.set(read(request, parties, granted, given));
			return PreviewedToken.none(Outcome.NOT_PREVIEWABLE, null, "nothing decides about it", null);
		});
		return new Asked(token, asked.get());
	}

	private TokenRequest read(PreviewRequest request, PreviewChecks.Parties parties, @Nullable Audience granted,
			GivenUser user) {
		return request.tokenType().isToken()
				? user.token(this.contexts.make(request, parties.client(), parties.grantType(), granted, user.login()),
						request.tokenType(), this.jwt)
				: user.answer(
						this.contexts.answered(request, parties.client(), parties.grantType(), granted, user.login()),
						this.jwt, this.listeners);
	}

	/**
	 * A preview, and the request that the policies decided on.
	 *
	 * @param token the preview
	 * @param request the request, or {@code null} if the policies were not asked
	 */
	public record Asked(PreviewedToken token, @Nullable TokenRequest request) {
	}

	private PreviewedToken preview(PreviewRequest request, Consumer<TokenRequest> seen) {
		PreviewChecks.Parties parties = this.checks.parties(request);
		String obstacle = (this.obstacle != null || parties.user() == null) ? this.obstacle : this.userObstacle;
		return checked(request, parties, obstacle,
				(granted) -> preview(request, parties, granted, this.checks.authenticate(parties.user()), seen));
	}

	/** Makes a preview, after the checks have shown that the request may get a token. */
	private interface Making {

		PreviewedToken of(@Nullable Audience granted);

	}

	private PreviewedToken checked(PreviewRequest request, PreviewChecks.Parties parties, @Nullable String obstacle,
			Making making) {
		try {
			if (obstacle != null) {
				throw new NotPreviewableException(obstacle);
			}
			PreviewChecks.checkGrant(request, parties);
			Audience granted = this.contexts.granted(request, parties.client());
			PreviewChecks.checkScopes(request, parties);
			String missing = PreviewChecks.missing(request, parties, granted);
			return (missing != null) ? PreviewedToken.none(Outcome.NOT_ISSUED, null, missing, null)
					: making.of(granted);
		}
		catch (OAuth2AuthenticationException ex) {
			return PreviewedToken.none(Outcome.REFUSED, error(ex), "the request would get this error", null);
		}
		catch (NotPreviewableException ex) {
			return PreviewedToken.none(Outcome.NOT_PREVIEWABLE, null, Objects.toString(ex.getMessage(), ""), null);
		}
	}

	private PreviewedToken preview(PreviewRequest request, PreviewChecks.Parties parties, @Nullable Audience granted,
			@Nullable Authentication user, Consumer<TokenRequest> seen) {
		OAuth2TokenContext context = this.contexts.make(request, parties.client(), parties.grantType(), granted, user);
		if (request.tokenType().isToken()) {
			return generation(seen).generate(context);
		}
		AnsweredToken token = this.contexts.answered(request, parties.client(), parties.grantType(), granted, user);
		if (request.tokenType() == TokenType.USERINFO) {
			PreviewedToken idToken = idToken(request, parties, granted, user, seen);
			return generation(seen).userInfo(token.copying(idToken.claimsOfRules()), idToken.claims());
		}
		PreviewedToken introspected = generation(seen).generate(context);
		if (introspected.outcome() != Outcome.ISSUED) {
			return introspected;
		}
		boolean shown = granted == null || !granted.apiClients().isNone();
		return generation(seen).introspection(token.copying(introspected.claimsOfRules()), introspected, shown);
	}

	/**
	 * Returns the preview of the ID token whose claims the server's own mapper would
	 * copy.
	 */
	private PreviewedToken idToken(PreviewRequest request, PreviewChecks.Parties parties, @Nullable Audience granted,
			@Nullable Authentication user, Consumer<TokenRequest> seen) {
		PreviewRequest idToken = new PreviewRequest(request.client(), request.grantType(), request.issuance(),
				request.user(), request.audience(), request.scopes(), TokenType.ID_TOKEN, request.issuer());
		String missing = PreviewChecks.missing(idToken, parties, granted);
		return (missing != null) ? PreviewedToken.none(Outcome.NOT_ISSUED, null, missing, null) : generation(seen)
			.generate(this.contexts.make(idToken, parties.client(), parties.grantType(), granted, user));
	}

	private PreviewGeneration generation(Consumer<TokenRequest> seen) {
		return new PreviewGeneration(this.policies, this.encoder, this.jwt, this.opaque, seen);
	}

	static OAuthError error(OAuth2AuthenticationException ex) {
		OAuth2Error error = ex.getError();
		return new OAuthError(error.getErrorCode(), error.getDescription());
	}

	/**
	 * Returns the names of the claims that are different in each token.
	 * @return the names
	 */
	public static List<String> varyingClaims() {
		return List.of("iat", "exp", "nbf", "jti");
	}

}
