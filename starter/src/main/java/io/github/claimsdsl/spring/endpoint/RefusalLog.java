package io.github.claimsdsl.spring.endpoint;

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.spring.TokenRefusal;

/**
 * Logs each refusal in one line and notifies the listener. Thread-safe.
 */
public final class RefusalLog {

	private static final Log logger = LogFactory.getLog(RefusalLog.class);

	private final boolean enforcing;

	private final Consumer<TokenRefusal> listener;

	private final boolean logged;

	/**
	 * Creates the log of refusals.
	 * @param enforcing whether decisions are enforced and not only reported
	 * @param listener the listener to notify of each refusal
	 */
	public RefusalLog(boolean enforcing, Consumer<TokenRefusal> listener) {
		this(enforcing, listener, true);
	}

	private RefusalLog(boolean enforcing, Consumer<TokenRefusal> listener, boolean logged) {
		this.enforcing = enforcing;
		this.listener = listener;
		this.logged = logged;
	}

	/**
	 * Returns a copy for previews, which logs nothing and notifies nobody.
	 * @return the copy
	 */
	public RefusalLog silent() {
		return new RefusalLog(this.enforcing, (refusal) -> {
		}, false);
	}

	/**
	 * Returns a copy for policies in report mode. It logs and notifies that a token or
	 * request would be refused.
	 * @return the copy
	 */
	public RefusalLog reporting() {
		return new RefusalLog(false, this.listener, this.logged);
	}

	/**
	 * Returns whether decisions are enforced.
	 * @return {@code false} if they are only reported
	 */
	public boolean isEnforcing() {
		return this.enforcing;
	}

	/**
	 * Reports that a token is refused.
	 * @param context what the token is built from
	 * @param failure the reason
	 */
	public void token(OAuth2TokenContext context, RuntimeException failure) {
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		@Nullable Authentication principal = context.getPrincipal();
		report(new TokenRefusal(context.getTokenType().getValue(), context.getRegisteredClient().getClientId(),
				(grantType != null) ? grantType.getValue() : null, (principal != null) ? principal.getName() : null,
				error(failure), reason(failure), this.enforcing));
		trace(failure);
		if (this.enforcing && isOutage(failure)) {
			NotedOutage.noteReported();
		}
	}

	private static boolean isOutage(RuntimeException failure) {
		return failure instanceof RefusedException refused && StoreOutage.ERROR.equals(refused.getError());
	}

	/** Logs the stack trace without messages, because messages can hold claim values. */
	private void trace(RuntimeException failure) {
		if (this.logged && logger.isDebugEnabled()) {
			Throwable cause = (failure instanceof RefusedException) ? failure.getCause() : failure;
			if (cause != null) {
				logger.debug("The exception and its causes, without messages",
						(cause instanceof RuleFailure trace) ? trace : RuleFailure.of(cause));
			}
		}
	}

	/**
	 * Reports that a request is refused.
	 * @param what the request, such as {@code token request}
	 * @param client its client, or {@code null} if it is not known
	 * @param grantType its grant type, or {@code null} if it has none
	 * @param failure the reason
	 */
	public void request(String what, @Nullable RegisteredClient client, @Nullable String grantType,
			OAuth2AuthenticationException failure) {
		report(new TokenRefusal(what, (client != null) ? client.getClientId() : null, grantType, null, error(failure),
				reason(failure), this.enforcing));
	}

	/**
	 * Reports a refusal.
	 * @param refusal the refusal
	 */
	public void report(TokenRefusal refusal) {
		if (this.logged) {
			logger.warn(refusal);
		}
		this.listener.accept(refusal);
	}

	private static OAuthError error(RuntimeException failure) {
		if (failure instanceof OAuth2AuthenticationException refused) {
			OAuth2Error error = refused.getError();
			return new OAuthError(error.getErrorCode(),
					StringUtils.hasText(error.getDescription()) ? error.getDescription() : null);
		}
		return new OAuthError(OAuth2ErrorCodes.SERVER_ERROR, null);
	}

	/**
	 * Returns the reason for the log. The message of a foreign exception is not used,
	 * because it can hold claim values.
	 */
	private static String reason(RuntimeException failure) {
		return (failure instanceof RefusedException refused) ? refused.reason()
				: "a customizer or user source threw " + failure.getClass().getName();
	}

}
