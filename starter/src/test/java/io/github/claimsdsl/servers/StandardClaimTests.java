package io.github.claimsdsl.servers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.UserSource;

/**
 * The claims of the standard scopes in one line (OpenID Connect Core 1.0 sections 5.1 and
 * 5.4).
 */
class StandardClaimTests {

	private static final String PROPERTY = "claims-dsl.standard-claims";

	private static Map<String, Object> userInfo(Server server, Answer tokens) {
		return server.client().json("/userinfo", tokens.text("access_token"), "").granted().json();
	}

	@Test
	void userInfoThenHasTheClaimsOfEachScope() {
		try (Server server = Server.start(Members.class, Map.of(PROPERTY, "userinfo"))) {
			CodeFlow flow = CodeFlow.of(server);
			Answer all = flow.tokens("app", "openid profile email address phone").granted();
			assertThat(all.claims("id_token")).doesNotContainKeys("email", "given_name", "address");
			assertThat(userInfo(server, all)).containsOnly(entry("sub", "alice"), entry("name", "Alice Liddell"),
					entry("preferred_username", "alice"), entry("given_name", "Alice"), entry("family_name", "Liddell"),
					entry("birthdate", "1852-05-04"), entry("updated_at", 1_700_000_000L),
					entry("email", "alice@example.com"), entry("email_verified", true), entry("phone_number", "+44 1"),
					entry("address", Map.of("street_address", "Broad Walk", "locality", "Oxford")));
			assertThat(userInfo(server, flow.tokens("app", "openid email").granted())).containsOnlyKeys("sub", "email",
					"email_verified");
			assertThat(userInfo(server, flow.tokens("app", "openid").granted())).containsOnlyKeys("sub");
		}
	}

	@Test
	void idTokenWhenAskedForThenHasThemTooAndAnOwnRuleComesFirst() {
		Map<String, String> properties = new LinkedHashMap<>(Map.of(PROPERTY, "userinfo,id_token"));
		properties.put("claims-dsl.policies.own.token-type", "id_token,userinfo");
		properties.put("claims-dsl.policies.own.claims.name", "upper(user.fullName)");
		try (Server server = Server.start(Members.class, properties)) {
			Answer tokens = CodeFlow.of(server).tokens("app", "openid profile").granted();
			assertThat(tokens.claims("id_token")).containsEntry("given_name", "Alice")
				.containsEntry("name", "ALICE LIDDELL");
			assertThat(userInfo(server, tokens)).containsEntry("given_name", "Alice")
				.containsEntry("name", "ALICE LIDDELL");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void startThenSaysWhatTheUserHasNoPropertyFor(CapturedOutput output) {
		Server.start(Members.class, Map.of(PROPERTY, "userinfo")).close();
		assertThat(output).containsOnlyOnce(
				"Standard claims go to userinfo; claims for which the user has no property: address.country, "
						+ "address.formatted, address.postal_code, gender, locale, middle_name, phone_number_verified, picture, "
						+ "profile, website, zoneinfo");
	}

	/** Its user has no name but that of its login. */
	@Test
	void userDetailsServiceThenGivesThePreferredUsername() {
		try (Server server = Server.start(LocalUsers.class, Map.of(PROPERTY, "userinfo"))) {
			assertThat(userInfo(server, CodeFlow.of(server).tokens("app", "openid profile").granted()))
				.containsOnly(entry("sub", "alice"), entry("preferred_username", "alice"));
		}
	}

	@Test
	void userWhenItHasNoneOfTheClaimsThenStartFails() {
		assertThat(Server.failure(StockServer.class, Map.of(PROPERTY, "userinfo", "test.local-users", "false")))
			.hasMessageContaining(
					"claims-dsl.standard-claims: the user has no property with a usual name of a standard " + "claim")
			.hasMessageContaining("(standard-claims)");
	}

	@Test
	void placeWhenItIsATokenForAnApiThenStartFails() {
		assertThat(Server.failure(Members.class, Map.of(PROPERTY, "access_token")))
			.hasMessageContaining("claims-dsl.standard-claims: the standard claims go to userinfo and id_token only");
		assertThat(Server.failure(Members.class, Map.of(PROPERTY, "usrinfo"))).hasMessageContaining(PROPERTY);
	}

	record Member(String login, String fullName, String firstName, String surname, LocalDate birthDate,
			@Nullable String nickname, Instant updatedAt, String email, boolean emailVerified, String phone,
			Address address) {
	}

	record Address(String street, String city, @Nullable String state) {
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class LocalUsers {

		@Bean
		RegisteredClientRepository clients() {
			return Members.registered();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Members {

		@Bean
		UserSource<Member> members() {
			return (name) -> new Member(name, "Alice Liddell", "Alice", "Liddell", LocalDate.of(1852, 5, 4), null,
					Instant.ofEpochSecond(1_700_000_000L), "alice@example.com", true, "+44 1",
					new Address("Broad Walk", "Oxford", null));
		}

		@Bean
		RegisteredClientRepository clients() {
			return registered();
		}

		static RegisteredClientRepository registered() {
			return new InMemoryRegisteredClientRepository(
					RegisteredClient.from(Company.client("app", OAuth2TokenFormat.SELF_CONTAINED))
						.scope("profile")
						.scope("email")
						.scope("address")
						.scope("phone")
						.build());
		}

	}

}
