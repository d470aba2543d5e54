package io.github.claimsdsl.servers;

import org.junit.jupiter.api.Nested;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A configurer that adds the authorization server in its own {@code init}, as a platform
 * team gives it to the teams of a company.
 */
class CompanyConfigurerTests {

	@Nested
	class WithAudiences extends FourChecks {

		WithAudiences() {
			super(CompanyServer.class);
		}

	}

	@Nested
	class WithoutAudiences extends TwoChecks {

		WithoutAudiences() {
			super(CompanyServer.class, Policies.withoutAudiences());
		}

	}

	static final class CompanyConfigurer extends AbstractHttpConfigurer<CompanyConfigurer, HttpSecurity> {

		@Override
		public void init(HttpSecurity http) {
			http.oauth2AuthorizationServer((server) -> server.oidc(withDefaults()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CompanyServer {

		@Bean
		SecurityFilterChain onlyChain(HttpSecurity http) {
			return http.with(new CompanyConfigurer(), withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(withDefaults())
				.build();
		}

	}

}
