package io.github.claimsdsl.docs.extension;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.TokenRefusal;

/** Counts refused tokens, for an alarm. */
@Component
class RefusalCounter implements ClaimDecisionListener {

	private final MeterRegistry meters;

	RefusalCounter(MeterRegistry meters) {
		this.meters = meters;
	}

	@Override
	public void decided(TokenRequest request, ClaimDecision decision) {
		decision.refusal().ifPresent((error) -> count("rule", error));
	}

	@Override
	public void refusedOutsideRules(TokenRefusal refusal) {
		if (refusal.enforced()) {
			count("other", refusal.error());
		}
	}

	private void count(String by, OAuthError error) {
		this.meters.counter("shop.refused", "by", by, "error", error.code()).increment();
	}

}
