package io.github.claimsdsl.boot;

import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.TokenParameter;

/**
 * Rules that read a request parameter.
 */
final class TenantClaims {

	private TenantClaims() {
	}

	@ClaimRule(audience = "any")
	static class TenantRules {

		@Claim("region")
		@Nullable String region(@TokenParameter("region") @Nullable String region) {
			return region;
		}

	}

	@ClaimRule(audience = "any")
	static class WholeRequest {

		@Claim("all")
		String all(TokenRequest request) {
			return new TreeMap<>(request.parameters()).toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		TenantRules tenantRules() {
			return new TenantRules();
		}

		@Bean
		WholeRequest wholeRequest() {
			return new WholeRequest();
		}

	}

}
