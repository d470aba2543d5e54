package io.github.claimsdsl.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Userinfo and introspection, with Spring Security as the client: an application that
 * signs its users in with {@code oauth2Login}, and an API that introspects its tokens.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("test")
class SpringClientTests {

	private static final String REPORTS = "https://reports.example.com";

	private static final String CLAIMS = "https://mydomain.com/claims/";

	@Value("${server.port}")
	private int port;

	@Value("${demo.issuer}")
	private String issuer;

	private ConfigurableApplicationContext application;

	@DynamicPropertySource
	static void useOneFreePortInTheIssuerToo(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			properties.add("server.port", () -> port);
			properties.add("demo.issuer", () -> "http://localhost:" + port);
			properties.add("spring.datasource.url", () -> "jdbc:h2:mem:spring-client;DB_CLOSE_DELAY=-1");
		}
	}

	@BeforeEach
	void startApplication() {
		this.application = new SpringApplicationBuilder(ClientApplication.class)
			.run("--spring.config.name=client-application", "--server.port=0", "--issuer=" + this.issuer);
	}

	@AfterEach
	void stopApplication() {
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "alice, wonderland, Alice, true", "carol, chess, Carol, false" })
	void loginThenHasTheClaimsOfUserinfoAndOfTheIdToken(String name, String password, String fullName,
			boolean verified) {
		OidcUser user = login("everything", name, password);
		OidcUserInfo info = user.getUserInfo();
		assertThat(info.getSubject()).isEqualTo(name);
		assertThat(info.getFullName()).isEqualTo(fullName);
		assertThat(info.getEmail()).isEqualTo(name + "@mydomain.com");
		assertThat(info.getEmailVerified()).isEqualTo(verified);
		assertThat(info.getClaims()).containsOnlyKeys("sub", "name", "email", "email_verified");
		OidcIdToken id = user.getIdToken();
		assertThat(id.getSubject()).isEqualTo(name);
		assertThat(id.getClaims()).doesNotContainKeys("email", "email_verified");
		assertThat(user.getClaims()).containsAllEntriesOf(info.getClaims())
			.containsAllEntriesOf(id.getClaims())
			.containsKeys("iss", "aud", "nonce", "email");
		assertThat(user.getName()).isEqualTo(name);
		assertThat(user.getEmail()).isEqualTo(name + "@mydomain.com");
		assertThat(user.getAuthorities()).hasAtLeastOneElementOfType(OidcUserAuthority.class);
	}

	@Test
	void loginWhenOnlyTheEmailIsAskedForThenHasNoName() {
		OidcUser user = login("email", "alice", "wonderland");
		assertThat(user.getUserInfo().getClaims()).containsOnlyKeys("sub", "email", "email_verified");
		assertThat(user.getClaims()).doesNotContainKey("name");
	}

	/**
	 * Spring Security asks userinfo only if one of the scopes of section 5.4 is granted.
	 */
	@Test
	void loginWhenOnlyOpenidIsAskedForThenHasTheSubjectAlone() {
		OidcUser user = login("subject", "alice", "wonderland");
		assertThat(user.getUserInfo().getClaims()).containsOnly(Map.entry("sub", "alice"));
		assertThat(user.getName()).isEqualTo("alice");
		assertThat(user.getClaims()).doesNotContainKeys("name", "email", "email_verified");
	}

	@ParameterizedTest
	@CsvSource({ "alice, wonderland, platinum", "carol, chess," })
	void introspectionThenHasTheTier(String name, String password, String tier) {
		OAuth2AuthenticatedPrincipal principal = introspector("messages-api").introspect(reportsToken(name, password));
		assertThat(principal.getName()).isEqualTo(name);
		assertThat(principal.<Object>getAttribute(CLAIMS + "tier")).isEqualTo(tier);
		assertThat(principal.getAuthorities()).extracting(Object::toString).contains("SCOPE_read:reports");
	}

	@Test
	void introspectionByAnotherClientThenTheTokenIsNotActive() {
		String token = reportsToken("alice", "wonderland");
		assertThatExceptionOfType(BadOpaqueTokenException.class)
			.isThrownBy(() -> introspector("machine").introspect(token));
	}

	private OidcUser login(String registration, String name, String password) {
		Browser browser = new Browser(this.port);
		Answer request = browser.open(client("/oauth2/authorization/" + registration));
		Answer loginPage = browser.follow(request);
		assertThat(loginPage.location().getPath()).isEqualTo("/login");
		Answer callback = browser.follow(browser.signIn(name, password));
		assertThat(callback.location().toString()).startsWith(client("/callback?code="));
		Answer answer = browser.follow(callback);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return this.application.getBean(Logins.class).users().remove();
	}

	private String client(String path) {
		return "http://127.0.0.1:" + this.application.getEnvironment().getProperty("local.server.port") + path;
	}

	private String reportsToken(String name, String password) {
		return new Http(this.port)
			.token("trusted-app", "grant_type", "password", "username", name, "password", password, "scope",
					"openid read:reports", "audience", REPORTS)
			.string("access_token");
	}

	private SpringOpaqueTokenIntrospector introspector(String client) {
		return SpringOpaqueTokenIntrospector.withIntrospectionUri(this.issuer + "/oauth2/introspect")
			.clientId(client)
			.clientSecret(Http.secret(client))
			.build();
	}

	/**
	 * The users who have signed in and have not been looked at.
	 *
	 * @param users the users
	 */
	record Logins(BlockingQueue<OidcUser> users) {

		void add(Authentication login) {
			this.users.add((OidcUser) login.getPrincipal());
		}

	}

	/**
	 * An application whose users sign in at the demo server. Answers 200 after a login,
	 * and 401 with the reason after one that failed.
	 */
	@EnableWebSecurity
	@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
			TomcatServletWebServerAutoConfiguration.class })
	static class ClientApplication {

		@Bean
		Logins logins() {
			return new Logins(new LinkedBlockingQueue<>());
		}

		@Bean
		ClientRegistrationRepository registrations(@Value("${issuer}") String issuer) {
			return new InMemoryClientRegistrationRepository(
					registration(issuer, "everything", "openid", "profile", "email"),
					registration(issuer, "email", "openid", "email"), registration(issuer, "subject", "openid"));
		}

		/** Finds the endpoints, userinfo among them, by discovery. */
		private static ClientRegistration registration(String issuer, String id, String... scopes) {
			return ClientRegistrations.fromOidcIssuerLocation(issuer)
				.registrationId(id)
				.clientId("web-app")
				.clientSecret("web-secret")
				.redirectUri("{baseUrl}/callback")
				.scope(scopes)
				.clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
				.build();
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http, Logins logins) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2Login((login) -> login.redirectionEndpoint((redirection) -> redirection.baseUri("/callback"))
					.successHandler((request, response, authentication) -> logins.add(authentication))
					.failureHandler((request, response, failure) -> {
						response.setStatus(401);
						response.getWriter().write(failure.toString());
					}))
				.build();
		}

	}

}
