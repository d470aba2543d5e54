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

import io.github.claimsdsl.Client;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimsDslAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class));

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
		this.runner.withUserConfiguration(Users.class, Rules.class).run((context) -> {
			ClaimPolicySet policies = context.getBean(ClaimPolicySet.class);
			assertThat(policies.evaluate(request("password")).claims())
				.isEqualTo(Map.of("https://mydomain.com/claims/email", "alice@mydomain.com"));
			assertThat(policies.evaluate(request("client_credentials")).claims()).isEmpty();
		});
	}

	@Test
	void propertiesWhenShortFormThenRuleIsEvaluated() {
		this.runner.withUserConfiguration(Users.class)
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
	void startWhenSeveralThingsAreWrongThenOneMessageListsThemAll() {
		this.runner.withUserConfiguration(Users.class)
			.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.location=classpath:broken/application.yml")
			.run((context) -> assertThat(analysis(context))
				.isEqualToNormalizingNewlines(golden("broken/expected.txt", analysis(context))));
	}

	private static String analysis(AssertableWebApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull().hasRootCauseInstanceOf(ClaimPolicyException.class);
		FailureAnalysis analysis = new ClaimPolicyFailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis.getDescription() + "\n\nAction: " + analysis.getAction() + "\n";
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
