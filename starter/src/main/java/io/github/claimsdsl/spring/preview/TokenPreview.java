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
 * Shows what token a client would get, or what userinfo or introspection would answer
 * about it, with the customizers, policies and audiences that issue it, but without a
 * signature and without saving anything. What only a real request can tell is named, not
 * guessed. Thread-safe.
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
	 * @param jwt the customizer of JWTs that {@link TokenCustomizers} made
	 * @param opaque the customizer of opaque tokens that {@link TokenCustomizers} made
	 * @param userObstacle why no token of a user can be previewed, or {@code null} if
	 * they can
	 * @param listeners hear of each preview
	 * @param obstacle why no token can be previewed, or {@code null} if they can
	 * @throws IllegalArgumentException if a customizer is not the library's
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
	 * Returns a preview of the same server with other policies, such as those of a change
	 * that is under review.
	 * @param policies the policies
	 * @param audiences decides the audiences of tokens
	 * @param customizers decides by those policies and audiences
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
		throw new IllegalArgumentException("the customizers are not the library's");
	}

	/**
	 * What a preview needs of the authorization server.
	 *
	 * @param clients the clients
	 * @param settings the settings
	 * @param keys the signing keys, or {@code null} if they are not known
	 * @param users checks that users may log in, or {@code null} if it is not known
	 * @param issuers the issuers that the server answers for
	 */
	public record Server(RegisteredClientRepository clients, AuthorizationServerSettings settings,
			@Nullable JWKSource<SecurityContext> keys, @Nullable UserDetailsService users, Issuers issuers) {
	}

	/**
	 * Previews a token.
	 * @param request the token
	 * @return what it would be, or why it would not be issued
	 * @throws IllegalArgumentException if the client is unknown, or the grant type needs
	 * a user and none is named, or has none and one is named
	 */
	public PreviewedToken preview(PreviewRequest request) {
		this.listeners.tell((listener) -> listener.previewRequested(request));
		return preview(request, (seen) -> {
		});
	}

	/**
	 * Previews a token and keeps what the policies were asked about, such as to try an
	 * expression on it. Notifies no listener of the preview: who shows something of it
	 * records that.
	 * @param request the token
	 * @return the preview
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
	 * Reads what policies would be asked about for a user who is given. Client, grant,
	 * audience and scopes are checked as in a request. The user does not log in and is
	 * not loaded, no customizer runs, and no policy decides.
	 * @param request the token; its user is a name that stands for the given one
	 * @param user the application's user
	 * @return what policies would be asked about, or why there would be no such token
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
	 * A preview, and what the policies were asked about.
	 *
	 * @param token the preview
	 * @param request what policies decided on, or {@code null} if they were not asked
	 */
	public record Asked(PreviewedToken token, @Nullable TokenRequest request) {
	}

	private PreviewedToken preview(PreviewRequest request, Consumer<TokenRequest> seen) {
		PreviewChecks.Parties parties = this.checks.parties(request);
		String obstacle = (this.obstacle != null || parties.user() == null) ? this.obstacle : this.userObstacle;
		return checked(request, parties, obstacle,
				(granted) -> preview(request, parties, granted, this.checks.authenticate(parties.user()), seen));
	}

	/** What is made once the request is known to be one that may have a token. */
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

	/** The ID token whose claims the server's own mapper would copy. */
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
	 * Returns the names of the claims and header parameters that differ in each token.
	 * @return the names
	 */
	public static List<String> varyingClaims() {
		return List.of("iat", "exp", "nbf", "jti");
	}

}
