package io.github.claimsdsl.docs.testing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

class ShopClaimsTests {

	private static final Shopper ALICE = new Shopper("alice@mydomain.com", 7);

	private static final RegisteredClient CLIENT = RegisteredClient.withId("1")
		.clientId("web-app")
		.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
		.redirectUri("https://web-app.example.com")
		.clientSettings(ClientSettings.builder().setting("contract", "C-1").build())
		.build();

	static ClaimPolicyTester.Builder shop() {
		return ClaimPolicyTester.forUser(Shopper.class)
			.rules(new ShopClaims())
			.functions(Discounts.class)
			.yaml(new ClassPathResource("testing/application.yml"))
			.property("shop.namespace", "https://mydomain.com/");
	}

	static TokenRequest token(String audience) {
		return ClaimPolicyTester.request(CLIENT, "authorization_code").audience(audience).user(ALICE).build();
	}

	@Test
	void claimsWhenShopThenInToken() {
		shop().build()
			.assertThat(token("https://shop.example.com"))
			.hasExactlyClaims(Map.of("https://mydomain.com/email", "alice@mydomain.com",
					"https://mydomain.com/contract", "C-1", "discount", 7))
			.hasOutcome("shopClaims.email", Status.APPLIED);
	}

	@Test
	void claimsWhenOtherApiThenAbsent() {
		shop().build().assertThat(token("https://stock.example.com")).hasExactlyClaims(Map.of());
	}

	@Test
	void discountWhenSaleThenMore() {
		shop().profiles("sale").build().assertThat(token("https://shop.example.com")).hasClaim("discount", 50);
	}

}
