package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.user.UserSources;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimsDslAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class));

	private final WebApplicationContextRunner declaring = this.runner.withPropertyValues(
			"claims-dsl.audiences[0].id=https://api.example.com", "claims-dsl.audiences[0].clients=trusted-app");

	record AppUser(String username, String email, @Nullable String tier) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		UserSource<AppUser> userSource() {
			return (name) -> new AppUser(name, name + "@mydomain.com", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		ExampleApiClaims exampleApiClaims() {
			return new ExampleApiClaims();
		}

	}

	@ClaimRule(audience = "https://api.example.com", grantType = { "password", "authorization_code" },
			namespace = "https://mydomain.com/claims/")
	static class ExampleApiClaims {

		@Claim("email")
		String email(AppUser user) {
			return user.email();
		}

	}

	private static TokenRequest request(String grantType) {
		return TokenRequest.of(Client.of("trusted-app"), grantType)
			.audience("https://api.example.com")
			.user(new AppUser("alice", "alice@mydomain.com", null))
			.build();
	}

	@Test
	void claimRuleWhenBeanThenRuleIsEvaluated() {
		this.declaring.withUserConfiguration(Users.class, Rules.class).run((context) -> {
			ClaimPolicySet policies = context.getBean(ClaimPolicySet.class);
			assertThat(policies.evaluate(request("password")).claims())
				.isEqualTo(Map.of("https://mydomain.com/claims/email", "alice@mydomain.com"));
			assertThat(policies.evaluate(request("client_credentials")).claims()).isEmpty();
		});
	}

	@Test
	void propertiesWhenShortFormThenRuleIsEvaluated() {
		this.declaring.withUserConfiguration(Users.class)
			.withPropertyValues("claims-dsl.policies.example-api.audience=https://api.example.com",
					"claims-dsl.policies.example-api.grant-type[0]=password",
					"claims-dsl.policies.example-api.namespace=https://mydomain.com/claims/",
					"claims-dsl.policies.example-api.claims.email=user.email",
					"claims-dsl.policies.example-api.claims[level.x]=5",
					"claims-dsl.policies.example-api.claims.vip.value=true",
					"claims-dsl.policies.example-api.claims.vip.when=user.tier == 'gold'")
			.run((context) -> assertThat(context.getBean(ClaimPolicySet.class).evaluate(request("password")).claims())
				.isEqualTo(Map.of("https://mydomain.com/claims/email", "alice@mydomain.com",
						"https://mydomain.com/claims/level.x", 5)));
	}

	@Test
	void propertiesWhenSubjectAndModeThenTheyAreRead() {
		this.declaring.withUserConfiguration(Users.class)
			.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.subject=client",
					"claims-dsl.policies.p.claims.machine=true", "claims-dsl.policies.q.audience=any",
					"claims-dsl.policies.q.mode=report", "claims-dsl.policies.q.claims.email=user.email")
			.run((context) -> {
				ClaimPolicySet policies = context.getBean(ClaimPolicySet.class);
				ClaimDecision user = policies.evaluate(request("password"));
				assertThat(user.claims()).isEmpty();
				assertThat(user.reported().orElseThrow().claims()).containsOnlyKeys("email");
				assertThat(policies.evaluate(request("client_credentials")).claims()).containsOnlyKeys("machine");
			});
	}

	@Test
	void userSourceThenIsLookedForOnce() {
		this.declaring.withUserConfiguration(Users.class)
			.run((context) -> assertThat(context).hasSingleBean(UserSources.class));
	}

	@Test
	void startWhenSeveralThingsAreWrongThenOneMessageListsThemAll() {
		this.runner.withUserConfiguration(Users.class)
			.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.location=classpath:broken/application.yml")
			.run((context) -> assertThat(analysis(context))
				.isEqualToNormalizingNewlines(golden("broken/expected.txt", analysis(context))));
	}

	@Test
	void startWhenAudienceIsNotDeclaredThenOnlyACustomizerMayWriteIt() {
		WebApplicationContextRunner undeclared = this.runner.withUserConfiguration(Users.class, Rules.class);
		undeclared.run((context) -> assertThat(analysis(context))
			.contains("ExampleApiClaims @audience: audience 'https://api.example.com' is not declared. Declare "
					+ "audiences under claims-dsl.audiences. If a customizer of your own writes aud, "
					+ "set claims-dsl.audience-source: customizer."));
		undeclared.withPropertyValues("claims-dsl.audience-source=customizer")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenAudiencesAreDeclaredAndTheirSourceIsACustomizerThenIssue() {
		this.declaring.withUserConfiguration(Users.class, Rules.class)
			.withPropertyValues("claims-dsl.audience-source=customizer")
			.run((context) -> assertThat(analysis(context))
				.contains(": audiences are declared, so their source cannot be a customizer too. Keep one: remove "
						+ "audience-source, or the audiences."));
	}

	@Test
	void startWhenADeclaredAudienceIsWrongThenItsPoliciesAreNotReportedToo() {
		this.declaring.withUserConfiguration(Users.class, Rules.class)
			.withPropertyValues("claims-dsl.audiences[0].id=not a uri")
			.run((context) -> assertThat(analysis(context)).contains("claims-dsl.audiences[0].id")
				.doesNotContain("is not declared"));
	}

	private static String analysis(AssertableWebApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull().hasRootCauseInstanceOf(ClaimPolicyException.class);
		FailureAnalysis analysis = new ClaimPolicyFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis.getDescription() + "\n\nAction: " + Printed.action(analysis) + "\n";
	}

	/** Reads a golden file; with -Dgolden.update it is written first. */
	private static String golden(String name, String actual) {
		try {
			if (Boolean.getBoolean("golden.update")) {
				Files.writeString(Path.of("src/test/resources", name), actual);
				return actual;
			}
			return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
