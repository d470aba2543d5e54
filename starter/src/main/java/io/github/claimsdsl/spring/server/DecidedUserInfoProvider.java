package io.github.claimsdsl.spring.server;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.token.AnsweredToken;

/**
 * Adds the claims of rules to what userinfo answers (OpenID Connect Core 1.0 section
 * 5.3.2). The mapper of the server or the application runs before it.
 */
final class DecidedUserInfoProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final Answers answers;

	DecidedUserInfoProvider(AuthenticationProvider delegate, Answers answers) {
		this.delegate = delegate;
		this.answers = answers;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Authentication result = this.delegate.authenticate(authentication);
		if (!(result instanceof OidcUserInfoAuthenticationToken answer) || answer.getUserInfo() == null) {
			return result;
		}
		return new OidcUserInfoAuthenticationToken((Authentication) answer.getPrincipal(),
				decided(authentication.getPrincipal(), answer.getUserInfo()));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	/**
	 * Decides about the token that was presented, even if a custom provider returns
	 * another principal.
	 */
	private OidcUserInfo decided(@Nullable Object presented, OidcUserInfo mapped) {
		OAuth2Authorization authorization = (presented instanceof AbstractOAuth2TokenAuthenticationToken<?> bearer)
				? this.answers.authorization(bearer.getToken().getTokenValue()) : null;
		AnsweredToken token = (authorization != null) ? this.answers.token(authorization, AnsweredToken::ofUserInfo)
				: null;
		if (token == null) {
			return unknown(mapped);
		}
		Map<String, Object> claims = this.answers.decisions().decide(token, mapped.getClaims());
		return new OidcUserInfo(claims);
	}

	/**
	 * Refuses a token whose authorization or client no longer exists. The server itself
	 * does not check that the client exists.
	 */
	private OidcUserInfo unknown(OidcUserInfo mapped) {
		if (!this.answers.decisions().areEnforced(TokenType.USERINFO)) {
			return mapped;
		}
		RefusedException refusal = new RefusedException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token is not known.", null),
				"the authorization or the client of the token is gone");
		this.answers.refusals().request("userinfo", null, null, refusal);
		throw refusal;
	}

}
