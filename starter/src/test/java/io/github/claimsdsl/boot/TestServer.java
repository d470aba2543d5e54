package io.github.claimsdsl.boot;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.RequestContextFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Spring Authorization Server with the starter, as Spring Boot arranges them, called
 * without a socket.
 */
final class TestServer {

	static final String CLIENT = "app";

	static final String OPAQUE_CLIENT = "opaque-app";

	private static final String SECRET = "s3cr3t";

	private static final String REDIRECT = "https://app.example.com/callback";

	private final MockMvc mvc;

	private TestServer(WebApplicationContext context) {
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
		this.mvc = builder
			.addFilters(new RequestContextFilter(), context.getBean("springSecurityFilterChain", Filter.class))
			.build();
	}

	static String secret(String client) {
		return SECRET + "-" + client;
	}

	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class,
					WebMvcAutoConfiguration.class, SecurityAutoConfiguration.class,
					ServletWebSecurityAutoConfiguration.class, OAuth2AuthorizationServerAutoConfiguration.class,
					OAuth2AuthorizationServerJwtAutoConfiguration.class, ClaimsDslAutoConfiguration.class,
					ClaimsDslSwitchedOffAutoConfiguration.class))
			.withUserConfiguration(Application.class);
	}

	static TestServer of(WebApplicationContext context) {
		return new TestServer(context);
	}

	/** Asks for an access token of the client's own. */
	Answer clientCredentials(String client) {
		return token(client, Map.of("grant_type", "client_credentials", "scope", "read"));
	}

	/** Asks for such a token with a parameter. */
	Answer tenant(String tenant) {
		return token(CLIENT, Map.of("grant_type", "client_credentials", "scope", "read", "tenant", tenant));
	}

	/** Signs alice in and exchanges the code for tokens. */
	Answer authorizationCode(String client, String scope) {
		MockHttpServletResponse response = perform(get("/oauth2/authorize").queryParam("response_type", "code")
			.queryParam("client_id", client)
			.queryParam("redirect_uri", REDIRECT)
			.queryParam("scope", scope)
			.with(authentication(alice())));
		String location = response.getRedirectedUrl();
		assertThat(location).startsWith(REDIRECT).contains("code=");
		String code = URI.create(String.valueOf(location)).getQuery().replaceFirst("code=", "");
		return token(client, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT));
	}

	/** Signed in with a password, which is what gives an ID token its auth_time. */
	private static Authentication alice() {
		return UsernamePasswordAuthenticationToken.authenticated("alice", null,
				List.of(new SimpleGrantedAuthority("ROLE_ADMIN"),
						FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
	}

	Answer refresh(String client, Answer answer) {
		return token(client, Map.of("grant_type", "refresh_token", "refresh_token",
				String.valueOf(answer.body.get("refresh_token"))));
	}

	Answer token(String client, Map<String, String> parameters) {
		return answer(client, "/oauth2/token", parameters);
	}

	Map<String, Object> introspect(Answer answer) {
		return answer(CLIENT, "/oauth2/introspect", Map.of("token", answer.text("access_token"))).body;
	}

	private Answer answer(String client, String path, Map<String, String> parameters) {
		MockHttpServletRequestBuilder request = post(path).with(httpBasic(client, secret(client)));
		parameters.forEach(request::param);
		return new Answer(perform(request));
	}

	private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) {
		try {
			return this.mvc.perform(request).andReturn().getResponse();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What an endpoint answered. */
	static final class Answer {

		private final int status;

		private final @Nullable String redirect;

		private final Map<String, Object> body;

		@SuppressWarnings("unchecked")
		private Answer(MockHttpServletResponse response) {
			this.status = response.getStatus();
			this.redirect = response.getRedirectedUrl();
			String text = content(response);
			this.body = text.startsWith("{") ? JsonMapper.shared().readValue(text, Map.class) : Map.of();
		}

		private static String content(MockHttpServletResponse response) {
			try {
				return response.getContentAsString();
			}
			catch (UnsupportedEncodingException ex) {
				throw new IllegalStateException(ex);
			}
		}

		int status() {
			return this.status;
		}

		@Nullable String redirect() {
			return this.redirect;
		}

		Map<String, Object> body() {
			return this.body;
		}

		String text(String name) {
			assertThat(this.body).as("answer of status " + this.status).containsKey(name);
			return String.valueOf(this.body.get(name));
		}

		String error() {
			return this.status + " " + this.body.get("error");
		}

		Map<String, Object> accessToken() {
			return claims(text("access_token"));
		}

		Map<String, Object> idToken() {
			return claims(text("id_token"));
		}

		@SuppressWarnings("unchecked")
		private static Map<String, Object> claims(String jwt) {
			byte[] claims = Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
			return new LinkedHashMap<>(JsonMapper.shared().readValue(claims, Map.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		RegisteredClientRepository registeredClientRepository() {
			return new InMemoryRegisteredClientRepository(client(CLIENT, OAuth2TokenFormat.SELF_CONTAINED),
					client(OPAQUE_CLIENT, OAuth2TokenFormat.REFERENCE));
		}

		@Bean
		UserDetailsService userDetailsService() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}x").roles("ADMIN").build());
		}

		private static RegisteredClient client(String id, OAuth2TokenFormat format) {
			return RegisteredClient.withId(id)
				.clientId(id)
				.clientSecret("{noop}" + secret(id))
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
				.redirectUri(REDIRECT)
				.scope("openid")
				.scope("read")
				.clientSettings(ClientSettings.builder().requireProofKey(false).build())
				.tokenSettings(TokenSettings.builder()
					.accessTokenFormat(format)
					.accessTokenTimeToLive(Duration.ofMinutes(5))
					.build())
				.build();
		}

	}

}
