package io.github.claimsdsl.docs.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.ClassPathResource;

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
				.principalName(member.username())
				.user(member)
				.build();
			this.policies.assertThat(request).hasSameClaimsAs(new ShortCustomizer().customizer((name) -> member));
		}
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
