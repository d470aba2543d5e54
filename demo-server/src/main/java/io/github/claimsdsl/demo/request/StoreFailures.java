package io.github.claimsdsl.demo.request;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Keeps a failure of the database recognizable at the endpoints of OpenID Connect. Their
 * filters turn every exception that is not an OAuth 2.0 exception into
 * {@code invalid_request} and drop its cause.
 */
public final class StoreFailures {

	private StoreFailures() {
	}

	/**
	 * Wraps the providers of an endpoint, so that they keep the failure as a cause.
	 * @param providers the providers, each of which is replaced by its wrapper
	 */
	public static void keep(List<AuthenticationProvider> providers) {
		providers.replaceAll(KeepingProvider::new);
	}

	/**
	 * Returns a handler that answers 503 if the database or another store cannot be
	 * reached.
	 * @param others the handler for all other failures
	 * @return the handler
	 */
	public static AuthenticationFailureHandler answering(AuthenticationFailureHandler others) {
		return (request, response, failure) -> {
			if (StoreFailureFilter.isStoreFailure(failure) || isTemporary(failure)) {
				StoreFailureFilter.answer(request, response);
			}
			else {
				others.onAuthenticationFailure(request, response, failure);
			}
		};
	}

	/**
	 * Returns whether the starter could not load a user. Its exception has this error
	 * code and no cause.
	 */
	private static boolean isTemporary(AuthenticationException failure) {
		return failure instanceof OAuth2AuthenticationException oauth
				&& OAuthErrorResponse.TEMPORARILY_UNAVAILABLE.equals(oauth.getError().getErrorCode());
	}

	private record KeepingProvider(AuthenticationProvider delegate) implements AuthenticationProvider {

		@Override
		public @Nullable Authentication authenticate(Authentication authentication) {
			try {
				return this.delegate.authenticate(authentication);
			}
			catch (DataAccessException ex) {
				throw new OAuth2AuthenticationException(new OAuth2Error(OAuthErrorResponse.TEMPORARILY_UNAVAILABLE),
						ex);
			}
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return this.delegate.supports(authentication);
		}

	}

}
