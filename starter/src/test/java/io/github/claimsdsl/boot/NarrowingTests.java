package io.github.claimsdsl.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the documentation.
 */
class NarrowingTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class)
		.rules(new MessagesClaims())
		.build();

	@Test
	void claimsWhenSeveralStatementsMeetThenATokenMustMatchAll() {
		assertThat(claims("trusted-app", "password", "admin")).containsExactlyInAnyOrder("email", "admin");
		assertThat(claims("trusted-app", "password", "user")).containsExactly("email");
		assertThat(claims("web-app", "authorization_code", "admin")).containsExactly("email");
		assertThat(claims("web-app", "urn:ietf:params:oauth:grant-type:device_code", "admin")).isEmpty();
		assertThat(claims("other-app", "password", "admin")).isEmpty();
	}

	private Set<String> claims(String client, String grantType, String role) {
		return this.policies
			.evaluate(TokenRequest.of(Client.of(client), grantType)
				.audience("https://api.example.com")
				.user(new AppUser("alice@mydomain.com", Set.of(role)))
				.build())
			.claims()
			.keySet();
	}

	record AppUser(String email, Set<String> roles) {
	}

	@ClaimRule(audience = "https://api.example.com", grantType = { "password", "authorization_code" })
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.TYPE)
	@interface MessagesRule {

	}

	@MessagesRule
	@ClaimRule(client = { "web-app", "trusted-app" })
	static class MessagesClaims {

		@Claim("email")
		String email(AppUser user) {
			return user.email();
		}

		@Claim("admin")
		@ClaimRule(client = "trusted-app", when = "user.roles contains 'admin'")
		boolean admin() {
			return true;
		}

	}

}
