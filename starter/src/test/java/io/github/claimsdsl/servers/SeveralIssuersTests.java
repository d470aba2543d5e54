package io.github.claimsdsl.servers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One server with an issuer for each tenant, by path.
 */
class SeveralIssuersTests {

	@Nested
	class AtTheFirst extends IssuerChecks {

		AtTheFirst() {
			super("/acme");
		}

	}

	@Nested
	class AtTheSecond extends IssuerChecks {

		AtTheSecond() {
			super("/tenants/globex");
		}

	}

	abstract static class IssuerChecks extends FourChecks {

		private final String issuer;

		IssuerChecks(String issuer) {
			super(SeveralIssuers.class);
			this.issuer = issuer;
		}

		@Override
		String tokenPath() {
			return this.issuer + "/oauth2/token";
		}

		@Test
		void tokenThenNamesTheIssuer() {
			assertThat((String) claims(ask("app", "scope", "read").granted()).get("iss")).endsWith(this.issuer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class SeveralIssuers {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

	}

}
