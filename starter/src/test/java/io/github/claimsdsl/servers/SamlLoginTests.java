package io.github.claimsdsl.servers;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertionAccessor;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users who log in by SAML 2.0 under the name of a local user, alice.
 */
@ExtendWith(OutputCaptureExtension.class)
class SamlLoginTests {

	private static final Map<String, String> ROLES = Map.of("claims-dsl.policies.p.audience", "any",
			"claims-dsl.policies.p.scope", "read", "claims-dsl.policies.p.claims.roles", "user.roles");

	@Test
	void tokenWhenNamedLikeALocalUserThenNeverHasItsRoles(CapturedOutput output) {
		try (Server server = Server.start(Saml.class, ROLES)) {
			assertThat(CodeFlow.of(server).tokens("app", "read").granted().claims("access_token"))
				.containsEntry("roles", List.of("user"));
			CodeFlow saml = login(server);
			saml.exchange("app", saml.authorize("app", "read")).refused("invalid_grant");
			Answer tokens = saml.tokens("app", "openid").granted();
			assertThat(tokens.claims("access_token")).doesNotContainKey("roles");
			saml.refresh("app", tokens).refused("invalid_grant");
		}
		assertThat(output).contains("bean 'samlProviders': users can log in at a provider");
	}

	private static CodeFlow login(Server server) {
		OAuthClient browser = server.client();
		browser.page("/saml").granted();
		return new CodeFlow(browser);
	}

	private static final class Provider extends OncePerRequestFilter {

		private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

		@Override
		@SuppressWarnings("deprecation")
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException {
			Saml2ResponseAssertionAccessor assertion = Saml2ResponseAssertion.withResponseValue("<response/>")
				.nameId("alice")
				.attributes(Map.of("roles", List.of("admin")))
				.build();
			Saml2AssertionAuthentication login = new Saml2AssertionAuthentication(
					new DefaultSaml2AuthenticatedPrincipal("alice", assertion), assertion,
					List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.SAML_RESPONSE_AUTHORITY)),
					"idp");
			this.sessions.saveContext(new SecurityContextImpl(login), request, response);
			response.getWriter().write("logged in");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Saml {

		@Bean
		@Order(5)
		SecurityFilterChain saml(HttpSecurity http) {
			return http.securityMatcher("/saml").addFilterBefore(new Provider(), LogoutFilter.class).build();
		}

		@Bean
		RelyingPartyRegistrationRepository samlProviders() {
			return (id) -> null;
		}

	}

}
