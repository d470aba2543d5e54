package io.github.claimsdsl.servers;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.servers.DenialRun.Outcome;
import io.github.claimsdsl.servers.TokenCase.Grant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More random denials than at the other arrangements, where there is every grant.
 */
class DrawnDenialTests {

	@Nested
	class WithAudiences extends EveryGrant {

		WithAudiences() {
			super(Policies.withAudience());
		}

	}

	@Nested
	class WithoutAudiences extends EveryGrant {

		WithoutAudiences() {
			super(Policies.withoutAudiences());
		}

	}

	abstract static class EveryGrant extends TwoChecks {

		EveryGrant(Map<String, String> properties) {
			super(PasswordGrantTests.ServersGenerator.class, properties);
		}

		@Override
		Set<Grant> grants() {
			Set<Grant> grants = super.grants();
			grants.add(Grant.PASSWORD);
			return grants;
		}

		@Override
		Map<Outcome, Integer> times() {
			int times = Integer.getInteger("denials", 1);
			return Map.of(Outcome.ISSUED, 8 * times, Outcome.REFUSED_FOR_ONE_REASON, 16 * times,
					Outcome.REFUSED_FOR_SEVERAL, 4 * times);
		}

		@Test
		void arrangementThenHasEveryGrant() {
			assertThat(grants()).isEqualTo(EnumSet.allOf(Grant.class));
		}

	}

}
