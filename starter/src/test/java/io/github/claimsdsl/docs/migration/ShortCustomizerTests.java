package io.github.claimsdsl.docs.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The short example that the README shows.
 */
class ShortCustomizerTests {

	static final List<Member> MEMBERS = List.of(
			new Member("alice", "alice@mydomain.com", null, null, null, List.of("admin")),
			new Member("carol", "carol@mydomain.com", null, null, null, List.of()),
			new Member("bare", null, null, null, null, List.of("admin")));

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Member.class)
		.yaml(new ClassPathResource("migration/customizer-short.yml"))
		.build();

	@ParameterizedTest
	@FieldSource("MEMBERS")
	void claimsThenAreThoseOfTheCustomizer(Member member) {
		for (Set<String> scopes : List.of(Set.of("email"), Set.of("read"))) {
			TokenRequest request = TokenRequest.of(Client.of("app"), "authorization_code")
				.scopes(scopes)
				.user(member)
				.build();
			assertThat(this.policies.evaluate(request).claims()).isEqualTo(customized(member, scopes));
		}
	}

	private static Map<String, Object> customized(Member member, Set<String> scopes) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder();
		new ShortCustomizer().customizer((name) -> member)
			.customize(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), claims)
				.principal(new TestingAuthenticationToken(member.username(), null))
				.authorizedScopes(scopes)
				.tokenType(OAuth2TokenType.ACCESS_TOKEN)
				.build());
		Map<String, Object> customized = new HashMap<>();
		claims.claims(customized::putAll);
		return customized;
	}

	@Test
	void filesAreShort() throws Exception {
		String customizer = Files
			.readString(Path.of("src/test/java/io/github/claimsdsl/docs/migration/ShortCustomizer.java"));
		String bean = customizer.substring(customizer.indexOf("\t@Bean"), customizer.lastIndexOf("}"));
		assertThat(bean.strip().lines()).hasSizeLessThanOrEqualTo(15);
		assertThat(Path.of("src/test/resources/migration/customizer-short.yml")).content()
			.satisfies((yaml) -> assertThat(yaml.lines()).hasSizeLessThanOrEqualTo(8));
	}

}
