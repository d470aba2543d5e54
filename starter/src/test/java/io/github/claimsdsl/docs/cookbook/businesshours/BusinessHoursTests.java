package io.github.claimsdsl.docs.cookbook.businesshours;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

class BusinessHoursTests {

	private static final Instant SUNDAY = Instant.parse("2026-01-18T11:00:00Z");

	private final ClaimPolicyTester policies = ClaimPolicyTester.withoutUser()
		.rules(new WeekendDenial())
		.yaml(new ClassPathResource("cookbook/business-hours.yml"))
		.build();

	/** Oslo is one hour ahead of UTC in January, two hours in July. */
	@ParameterizedTest
	@ValueSource(strings = { "2026-01-15T07:00:00Z", "2026-01-15T15:59:59Z", "2026-07-15T06:00:00Z",
			"2026-07-15T14:59:59Z" })
	void tokenWhenWithinHoursThenIssued(Instant now) {
		this.policies.assertThat(token("authorization_code", now)).isIssued();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-01-15T06:59:59Z", "2026-01-15T16:00:00Z", "2026-07-15T05:59:59Z",
			"2026-07-15T15:00:00Z" })
	void tokenWhenOutsideHoursThenRefused(Instant now) {
		this.policies.assertThat(token("authorization_code", now)).isRefusedWith("access_denied");
	}

	@Test
	void tokenWhenWeekendThenRefused() {
		this.policies.assertThat(token("authorization_code", SUNDAY)).isRefusedWith("access_denied");
	}

	@Test
	void tokenWhenServiceAccountThenIssuedAtAnyTime() {
		this.policies.assertThat(token("client_credentials", SUNDAY)).isIssued();
	}

	private static TokenRequest token(String grantType, Instant now) {
		return TokenRequest.of(Client.of("app"), grantType).now(now).build();
	}

}
