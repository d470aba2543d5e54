package io.github.claimsdsl.docs.testing;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "https://shop.example.com", namespace = "${shop.namespace}")
class ShopClaims {

	@Claim("email")
	String email(Shopper user) {
		return user.email();
	}

	@Claim("contract")
	String contract(RegisteredClient client) {
		return client.getClientSettings().getSetting("contract");
	}

}
