package io.github.claimsdsl.docs.cookbook.deny;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

class RefusedUsersTests {

	private static final String SHOP = "https://shop.example.com";

	private static final String PAYMENTS = "https://payments.example.com";

	private static final Customer VERIFIED = new Customer(true, false, false);

	private static final Customer UNVERIFIED = new Customer(false, false, false);

	private static final Customer SUSPENDED = new Customer(true, true, true);

	private static final Customer STAFF = new Customer(true, false, true);

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Customer.class)
		.yaml(new ClassPathResource("cookbook/deny.yml"))
		.build();

	@Test
	void unverifiedUserThenRefusedForThatApiOnly() {
		this.policies.assertThat(token("web-app", PAYMENTS, UNVERIFIED)).isRefusedWith("access_denied");
		this.policies.assertThat(token("web-app", SHOP, UNVERIFIED)).isIssued();
		this.policies.assertThat(token("web-app", PAYMENTS, VERIFIED)).isIssued();
	}

	@Test
	void suspendedUserThenRefusedEverywhere() {
		this.policies.assertThat(token("web-app", SHOP, SUSPENDED)).isRefusedWith("access_denied");
		this.policies.assertThat(token("kiosk", SHOP, SUSPENDED)).isRefusedWith("access_denied");
	}

	@Test
	void userWhoIsNotStaffThenRefusedAtThatClientOnly() {
		this.policies.assertThat(token("kiosk", SHOP, VERIFIED)).isRefusedWith("access_denied");
		this.policies.assertThat(token("kiosk", SHOP, STAFF)).isIssued();
		this.policies.assertThat(token("web-app", SHOP, VERIFIED)).isIssued();
	}

	@Test
	void clientOfItsOwnThenNotAsked() {
		this.policies.assertThat(TokenRequest.of(Client.of("kiosk"), "client_credentials").audience(SHOP).build())
			.isIssued();
	}

	private static TokenRequest token(String client, String audience, Customer user) {
		return TokenRequest.of(Client.of(client), "authorization_code").audience(audience).user(user).build();
	}

}
