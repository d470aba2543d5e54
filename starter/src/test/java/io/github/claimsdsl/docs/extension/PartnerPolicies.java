package io.github.claimsdsl.docs.extension;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;

/** Declares a policy for each partner of the shop. */
@Component
class PartnerPolicies implements ClaimPolicySource {

	private final JdbcClient jdbc;

	PartnerPolicies(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<ClaimPolicy> policies() {
		return this.jdbc.sql("select client, name from partner")
			.query(Partner.class)
			.list()
			.stream()
			.map(PartnerPolicies::policy)
			.toList();
	}

	private static ClaimPolicy policy(Partner partner) {
		return ClaimPolicy.named("partner-" + partner.client())
			.audience("any")
			.client(partner.client())
			.claim("partner", (request) -> partner.name())
			.build();
	}

	record Partner(String client, String name) {
	}

}
