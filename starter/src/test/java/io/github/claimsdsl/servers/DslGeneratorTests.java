package io.github.claimsdsl.servers;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A token generator that is passed to the DSL, as Spring's own configuration page does.
 */
class DslGeneratorTests {

	@Test
	void startWhenGeneratorIsNotWiredThenStopsAndSaysWhatToWire() {
		assertThat(Server.failure(UnwiredGenerator.class, Policies.withAudience()))
			.hasStackTraceContaining("claims-dsl.token-generator: wired")
			.hasStackTraceContaining("OAuth2TokenCustomizer<JwtEncodingContext>");
	}

	@Test
	void startWhenGeneratorIsWiredButNotSaidSoThenStops() {
		assertThat(Server.failure(WiredGenerator.class, Policies.withAudience()))
			.hasStackTraceContaining("claims-dsl.token-generator: wired");
	}

	@Nested
	class Wired extends FourChecks {

		Wired() {
			super(WiredGenerator.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class SaidToBeWiredAndIsNot extends UndecidedChecks {

		SaidToBeWiredAndIsNot() {
			super(UnwiredGenerator.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class SaidToBeWiredAndIsNotForOpaqueTokens extends UndecidedChecks {

		SaidToBeWiredAndIsNotForOpaqueTokens() {
			super(UnwiredOpaqueGenerator.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(UnwiredGenerator.class)
	static class UnwiredOpaqueGenerator {

		@Bean
		RegisteredClientRepository clients() {
			return Company.clients(OAuth2TokenFormat.REFERENCE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnwiredGenerator {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, JWKSource<SecurityContext> keys) {
			return StockServer.chain(http,
					(server) -> server.oidc(withDefaults()).tokenGenerator(new Generators(keys, null, null).unwired()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WiredGenerator {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return StockServer.chain(http,
					(server) -> server.oidc(withDefaults()).tokenGenerator(new Generators(keys, jwt, opaque).wired()));
		}

	}

}
