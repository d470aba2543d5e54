package io.github.claimsdsl.servers;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.servers.TokenCase.Grant;

/**
 * Handlers of the access token response: one adds members that a mobile application
 * reads, one puts the tokens in cookies for a browser application.
 */
class ResponseHandlerTests {

	@Nested
	class ThatAddsMembers extends FourChecks {

		ThatAddsMembers() {
			super(AddedMembers.class);
		}

		@Test
		void responseThenHasTheMember() {
			assertThat(ask("app", "scope", "read").granted().json()).containsEntry("tenant", "acme");
		}

	}

	@Nested
	class ThatSetsCookies extends FourChecks {

		ThatSetsCookies() {
			super(TokensInCookies.class);
		}

		@Override
		Map<String, Object> claims(Answer answer) {
			assertThat(answer.json()).containsOnlyKeys("ok");
			return Answer.claimsOf(answer.cookie("access_token"));
		}

		@Override
		String accessToken(Answer answer) {
			return answer.cookie("access_token");
		}

		/** The refresh token never leaves the server. */
		@Override
		Set<Grant> grants() {
			Set<Grant> grants = super.grants();
			grants.remove(Grant.REFRESH);
			return grants;
		}

		@Test
		void tokensOfAUserThenAreInCookies() {
			Answer answer = CodeFlow.of(this.server).tokens("app", "openid read").granted();
			assertThat(claims(answer)).containsEntry("decided", "yes");
			assertThat(Answer.claimsOf(answer.cookie("id_token"))).containsEntry("sub", "alice");
		}

	}

	/** The tokens never pass through the body of the response. */
	@Nested
	class ThatSetsCookiesOfUndecidedTokens extends UndecidedChecks {

		ThatSetsCookiesOfUndecidedTokens() {
			super(UndecidedTokensInCookies.class, Policies.wired(Policies.withAudience()));
		}

	}

	private static SecurityFilterChain chain(HttpSecurity http, AuthenticationSuccessHandler handler) {
		return StockServer.chain(http, (server) -> server.oidc(withDefaults())
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseHandler(handler)));
	}

	@Configuration(proxyBeanMethods = false)
	static class AddedMembers {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			OAuth2AccessTokenResponseAuthenticationSuccessHandler handler = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
			handler.setAccessTokenResponseCustomizer(
					(context) -> context.getAccessTokenResponse().additionalParameters(Map.of("tenant", "acme")));
			return chain(http, handler);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TokensInCookies {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return chain(http, TokensInCookies::write);
		}

		private static void write(HttpServletRequest request, HttpServletResponse response,
				Authentication authentication) throws IOException {
			OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
			cookie(response, "access_token", tokens.getAccessToken().getTokenValue());
			if (tokens.getAdditionalParameters().get("id_token") instanceof String idToken) {
				cookie(response, "id_token", idToken);
			}
			response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			response.getWriter().write("{\"ok\":true}");
		}

		private static void cookie(HttpServletResponse response, String name, String value) {
			response.addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(name, value).httpOnly(true).path("/").build().toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TokensInCookies.class)
	static class UndecidedTokensInCookies {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys) {
			return new Generators(keys, null, null).unwired();
		}

	}

}
