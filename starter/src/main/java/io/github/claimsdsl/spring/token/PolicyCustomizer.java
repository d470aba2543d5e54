package io.github.claimsdsl.spring.token;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.TokenGrant;
import io.github.claimsdsl.spring.endpoint.DecidedToken;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.StoreOutage;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * The customizer that Spring Authorization Server calls for each token. It reads what is
 * granted, runs the application's own customizers, decides the claims and writes them.
 * JWTs and opaque tokens use the same code. Thread-safe.
 *
 * @param <C> what the token is built from
 */
public final class PolicyCustomizer<C extends OAuth2TokenContext> implements OAuth2TokenCustomizer<C> {

	private final TokenForm<C> form;

	private final List<OAuth2TokenCustomizer<C>> others;

	private final TokenDecisions decisions;

	PolicyCustomizer(TokenForm<C> form, List<OAuth2TokenCustomizer<C>> others, TokenDecisions decisions) {
		this.form = form;
		this.others = List.copyOf(others);
		this.decisions = decisions;
	}

	/** Returns a copy that runs the same customizers and decides by other policies. */
	public PolicyCustomizer<C> with(TokenCustomizers customizers) {
		return new PolicyCustomizer<>(this.form, this.others, customizers.decisions());
	}

	/** Returns a copy for a preview, with its own listeners. */
	public PolicyCustomizer<C> preview(UnaryOperator<OAuth2TokenCustomizer<C>> others, DecisionListeners listeners) {
		return new PolicyCustomizer<>(this.form, this.others.stream().map(others).toList(),
				this.decisions.with(listeners));
	}

	/** Returns the decisions about answers for a preview, with its own listeners. */
	public AnswerDecisions answers(DecisionListeners listeners) {
		return new AnswerDecisions(this.decisions.with(listeners));
	}

	/**
	 * Returns the request that rules would decide on. Nothing is decided and the user is
	 * not loaded.
	 */
	public TokenRequest read(OAuth2TokenContext context, TokenFormat format) {
		TokenDecisions silent = this.decisions.with(this.decisions.listeners());
		return silent.request(context, format, silent.read(context),
				new TokenRequestReader.Claims(new HashMap<>(), new HashMap<>()));
	}

	@Override
	public void customize(C context) {
		if (this.decisions.isEnforcing()) {
			this.form.claims().accept(context, (claims) -> enforce(context, claims));
		}
		else {
			this.form.claims().accept(context, (claims) -> report(context, claims));
		}
	}

	private void enforce(C context, Map<String, Object> claims) {
		ClaimDecision decision;
		try {
			decision = issue(context, claims);
		}
		catch (OAuth2AuthenticationException | NotPreviewableException ex) {
			this.decisions.refused(context, ex);
			throw ex;
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			RefusedException refused = failed("The token cannot be built.", "building the token", Object.class, ex);
			this.decisions.refused(context, refused);
			throw refused;
		}
		decision.refusal().ifPresent(PolicyCustomizer::refuse);
	}

	private ClaimDecision issue(C context, Map<String, Object> claims) {
		TokenGrant grant = this.decisions.read(context);
		this.decisions.audiences().write(context, grant, claims, this.form.header().apply(context));
		List<String> audience = AudienceTokens.audience(claims);
		for (OAuth2TokenCustomizer<C> customizer : this.others) {
			run(customizer, context);
		}
		ClaimDecision decision = decide(context, grant, audience, claims);
		if (decision.refusal().isEmpty()) {
			record(context, grant, claims, this.decisions.saved(context, grant, decision));
		}
		return decision;
	}

	private static <C extends OAuth2TokenContext> void run(OAuth2TokenCustomizer<C> customizer, C context) {
		try {
			customizer.customize(context);
		}
		catch (OAuth2AuthenticationException | NotPreviewableException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			throw failed("A customizer failed.", "customizer " + customizer.getClass().getName(), customizer.getClass(),
					ex);
		}
	}

	/**
	 * Makes an OAuth error of an exception. Other exceptions could send the client to a
	 * login page.
	 */
	static RefusedException failed(String description, String what, Class<?> author, Throwable thrown) {
		RuleFailure trace = RuleFailure.of(thrown);
		return new RefusedException(StoreOutage.error(thrown, description), what + " " + trace.describe(author), trace);
	}

	private ClaimDecision decide(C context, TokenGrant grant, List<String> audience, Map<String, Object> claims) {
		TokenRequest request = this.decisions.request(context, this.form.format(), grant,
				new TokenRequestReader.Claims(claims, claims));
		ClaimDecision decision = this.decisions.decide(request);
		if (decision.refusal().isEmpty()) {
			decision.claims().forEach(claims::put);
			if (decision.claims().containsKey(AudienceTokens.MAY_ACT)) {
				AudienceTokens.completeAllowedActor(context, claims);
			}
			this.decisions.verify(context, grant, audience, claims, this.form.format());
			this.decisions.size().check(this.form.format(), claims, decision, request);
		}
		return decision;
	}

	/** Decides as if the decision were enforced, but does not change the token. */
	private void report(C context, Map<String, Object> claims) {
		List<String> audience = AudienceTokens.audience(claims);
		this.others.forEach((customizer) -> customizer.customize(context));
		try {
			decide(context, this.decisions.read(context), audience, new LinkedHashMap<>(claims));
		}
		catch (RuntimeException ex) {
			this.decisions.refused(context, ex);
		}
		finally {
			record(context, TokenGrant.of(context.getAuthorizedScopes()), claims, Map.of());
		}
	}

	private static void record(OAuth2TokenContext context, TokenGrant grant, Map<String, Object> claims,
			Map<String, Object> saved) {
		TokenEndpointCall call = TokenEndpointCall.current();
		if (call != null) {
			call.add(DecidedToken.of(TokenRequestReader.tokenType(context), context.getRegisteredClient().getId(),
					grant.header(), grant.scopes(), claims, saved));
		}
	}

	static void refuse(OAuthError error) {
		throw new OAuth2AuthenticationException(new OAuth2Error(error.code(), error.description(), null));
	}

}
