package io.github.claimsdsl.servers;

import org.junit.jupiter.api.Nested;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * Two authorization servers in one application, one for customers and one for employees,
 * each with settings of its own.
 */
class TwoServersTests {

	@Nested
	class ForCustomers extends FourChecks {

		ForCustomers() {
			super(TwoServers.class);
		}

		@Override
		String tokenPath() {
			return "/customers/token";
		}

	}

	@Nested
	class ForEmployees extends FourChecks {

		ForEmployees() {
			super(TwoServers.class);
		}

		@Override
		String tokenPath() {
			return "/employees/token";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoServers {

		@Bean
		@Order(1)
		SecurityFilterChain customers(HttpSecurity http) {
			return StockServer.chain(http,
					(server) -> server.authorizationServerSettings(settings("/customers")).oidc(withDefaults()));
		}

		@Bean
		@Order(2)
		SecurityFilterChain employees(HttpSecurity http) {
			return StockServer.chain(http,
					(server) -> server.authorizationServerSettings(settings("/employees")).oidc(withDefaults()));
		}

		private static AuthorizationServerSettings settings(String path) {
			return AuthorizationServerSettings.builder()
				.issuer("https://issuer.example.com" + path)
				.authorizationEndpoint(path + "/authorize")
				.tokenEndpoint(path + "/token")
				.jwkSetEndpoint(path + "/jwks")
				.tokenIntrospectionEndpoint(path + "/introspect")
				.tokenRevocationEndpoint(path + "/revoke")
				.oidcUserInfoEndpoint(path + "/userinfo")
				.build();
		}

	}

}
