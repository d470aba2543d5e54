package io.github.claimsdsl.docs.cookbook.refresh;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "any")
class PriceListClaims {

	private static final String NAME = "price_list";

	@Claim(NAME)
	@Nullable Object priceList(Customer user, TokenRequest request, @Nullable OAuth2Authorization authorization) {
		if (request.issuance() == Issuance.REFRESH && authorization != null) {
			Map<String, Object> earlier = authorization.getAccessToken().getClaims();
			return (earlier != null) ? earlier.get(NAME) : null;
		}
		return user.priceList();
	}

}
