package io.github.claimsdsl.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.TokenRefusal;
import io.github.claimsdsl.spring.token.NewComparisons;

/**
 * Publishes an audit event for each refused token, failed rule and requested preview. In
 * report mode it also publishes how a rule compares with a claim that is set already,
 * once for each result. The events name rules, clients and principals, but hold no claim
 * values.
 */
final class ClaimAudit implements ClaimDecisionListener {

	static final String REFUSED = "CLAIMS_TOKEN_REFUSED";

	/**
	 * The type of the event for a token that is issued only because decisions are not
	 * enforced.
	 */
	static final String WOULD_BE_REFUSED = "CLAIMS_TOKEN_WOULD_BE_REFUSED";

	static final String FAILED = "CLAIMS_RULE_FAILED";

	/**
	 * The type of the event for a rule in report mode whose claim a customizer had set.
	 */
	static final String COMPARED = "CLAIMS_RULE_COMPARED";

	static final String PREVIEWED = "CLAIMS_TOKEN_PREVIEWED";

	private static final Set<Status> FAILURES = Set.of(Status.FAILED, Status.OMITTED);

	private final NewComparisons comparisons = new NewComparisons();

	private final ApplicationEventPublisher events;

	ClaimAudit(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void decided(TokenRequest request, ClaimDecision decision) {
		for (RuleOutcome outcome : decision.outcomes()) {
			if (FAILURES.contains(outcome.status())) {
				Map<String, Object> data = data(request);
				data.put("rule", outcome.rule());
				publish(request.principalName(), FAILED, data);
			}
		}
		if (decision.refusal().isPresent()) {
			refused(request, REFUSED, decision);
		}
		else {
			decision.reported().ifPresent((reported) -> refused(request, WOULD_BE_REFUSED, reported));
			this.comparisons.in(request, decision).forEach((outcome) -> compared(request, outcome));
		}
	}

	private void compared(TokenRequest request, RuleOutcome outcome) {
		Map<String, Object> data = data(request);
		data.put("rule", outcome.rule());
		data.put("claim", outcome.claim());
		data.put("status", PolicyDescription.dashed(outcome.status()));
		publish(request.principalName(), COMPARED, data);
	}

	private void refused(TokenRequest request, String type, ClaimDecision decision) {
		decision.refusal().ifPresent((error) -> {
			Map<String, Object> data = data(request);
			data.put("error", error.code());
			if (!decision.outcomes().isEmpty()) {
				data.put("rule", decision.outcomes().get(decision.outcomes().size() - 1).rule());
			}
			publish(request.principalName(), type, data);
		});
	}

	@Override
	public void refusedOutsideRules(TokenRefusal refusal) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("client", Objects.requireNonNullElse(refusal.client(), ""));
		data.put("tokenType", refusal.what());
		data.put("error", refusal.error().code());
		publish(refusal.principal(), refusal.enforced() ? REFUSED : WOULD_BE_REFUSED, data);
	}

	@Override
	public void previewRequested(PreviewRequest request) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("client", request.client());
		data.put("grantType", request.grantType());
		data.put("tokenType", request.tokenType().value());
		data.put("user", Objects.requireNonNullElse(request.user(), ""));
		data.put("audience", Objects.requireNonNullElse(request.audience(), ""));
		@Nullable Authentication reader = SecurityContextHolder.getContext().getAuthentication();
		publish((reader != null) ? reader.getName() : null, PREVIEWED, data);
	}

	private static Map<String, Object> data(TokenRequest request) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("client", request.client().id());
		data.put("grantType", request.grantType());
		data.put("tokenType", request.tokenType().value());
		data.put("audience", Objects.requireNonNullElse(request.audience(), ""));
		return data;
	}

	private void publish(@Nullable String principal, String type, Map<String, Object> data) {
		this.events.publishEvent(
				new AuditApplicationEvent(new AuditEvent(Objects.requireNonNullElse(principal, ""), type, data)));
	}

}
