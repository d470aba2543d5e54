package io.github.claimsdsl.servers;

import java.util.function.Consumer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Nested;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * A token generator that calls the customizers and alters the claims afterwards: gateways
 * and multi-tenant servers put a tenant or a hash in at the last moment.
 */
class AlteringGeneratorTests {

	@Nested
	class WhenTheEncoderAddsAClaim extends UndecidedChecks {

		WhenTheEncoderAddsAClaim() {
			super(AddingEncoder.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class WhenTheEncoderChangesADecidedClaim extends UndecidedChecks {

		WhenTheEncoderChangesADecidedClaim() {
			super(ChangingEncoder.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class WhenTheEncoderRemovesADecidedClaim extends UndecidedChecks {

		WhenTheEncoderRemovesADecidedClaim() {
			super(RemovingEncoder.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class WhenAClaimIsAddedAfterTheCustomizer extends UndecidedChecks {

		WhenAClaimIsAddedAfterTheCustomizer() {
			super(LateCustomizer.class, Policies.wired(Policies.withAudience()));
		}

	}

	/** The server's own generator takes the encoder: nothing is said to be wired. */
	@Nested
	class WhenTheEncoderIsABean extends UndecidedChecks {

		WhenTheEncoderIsABean() {
			super(EncoderBean.class, Policies.withAudience());
		}

	}

	private record AlteringEncoder(JwtEncoder encoder, Consumer<JwtClaimsSet.Builder> change) {

		JwtEncoder asEncoder() {
			return (parameters) -> {
				JwtClaimsSet.Builder claims = JwtClaimsSet.from(parameters.getClaims());
				this.change.accept(claims);
				return this.encoder.encode(JwtEncoderParameters.from(parameters.getJwsHeader(), claims.build()));
			};
		}

	}

	private static JwtEncoder encoder(JWKSource<SecurityContext> keys, Consumer<JwtClaimsSet.Builder> change) {
		return new AlteringEncoder(new NimbusJwtEncoder(keys), change).asEncoder();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class AddingEncoder {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque).wired(encoder(keys, (claims) -> claims.claim("tenant", "acme")),
					jwt);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class ChangingEncoder {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque)
				.wired(encoder(keys, (claims) -> claims.claim("decided", "otherwise")), jwt);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class RemovingEncoder {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque)
				.wired(encoder(keys, (claims) -> claims.claims((all) -> all.remove("decided"))), jwt);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class LateCustomizer {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque).wired(new NimbusJwtEncoder(keys), (context) -> {
				jwt.customize(context);
				context.getClaims().claim("tenant", "acme");
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class EncoderBean {

		@Bean
		JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
			return encoder(keys, (claims) -> claims.claim("tenant", "acme"));
		}

	}

}
