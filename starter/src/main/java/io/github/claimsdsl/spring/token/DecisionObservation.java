package io.github.claimsdsl.spring.token;

import java.util.function.Supplier;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;

/**
 * The observation {@code claims.decision} of one decision. It becomes a timer and, with
 * tracing, a span. It contains no user and no claim.
 */
final class DecisionObservation implements ObservationConvention<DecisionObservation.Context> {

	private static final DecisionObservation CONVENTION = new DecisionObservation();

	private static final String NONE = "none";

	static final class Context extends Observation.Context {

		private final TokenRequest request;

		/**
		 * The values that are known at the start, sorted by key, so that Micrometer need
		 * not sort them.
		 */
		private final KeyValues known;

		private @Nullable ClaimDecision decision;

		Context(TokenRequest request, boolean audienceDeclared) {
			this.request = request;
			this.known = KeyValues.of(KeyValue.of("audience", audience(request, audienceDeclared)),
					KeyValue.of("grant.type", request.grantType()), KeyValue.of("issuance", issuance(request)),
					KeyValue.of("token.type", request.tokenType().value()));
		}

	}

	static ClaimDecision observe(ObservationRegistry registry, TokenRequest request, boolean audienceDeclared,
			Supplier<ClaimDecision> evaluation) {
		if (registry.isNoop()) {
			return evaluation.get();
		}
		Context context = new Context(request, audienceDeclared);
		return Observation.createNotStarted(CONVENTION, () -> context, registry).observe(() -> {
			ClaimDecision decision = evaluation.get();
			context.decision = decision;
			return decision;
		});
	}

	@Override
	public String getName() {
		return "claims.decision";
	}

	@Override
	public String getContextualName(Context context) {
		return "decide claims";
	}

	/**
	 * Returns the values. The outcome of the decision is known only when the observation
	 * stops.
	 */
	@Override
	public KeyValues getLowCardinalityKeyValues(Context context) {
		boolean decided = context.decision != null || context.getError() != null;
		return decided ? context.known.and(KeyValue.of("oauth.error", error(context.decision)),
				KeyValue.of("outcome", outcome(context.decision))) : context.known;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(Context context) {
		return KeyValues.of("client", context.request.client().id());
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof Context;
	}

	/** Returns the issuance, or {@code none} for an answer of an endpoint. */
	private static String issuance(TokenRequest request) {
		return request.tokenType().isToken() ? request.issuance().value() : NONE;
	}

	private static String outcome(@Nullable ClaimDecision decision) {
		if (decision == null) {
			return "failed";
		}
		if (decision.refusal().isPresent()) {
			return "refused";
		}
		return decision.reported().flatMap(ClaimDecision::refusal).isPresent() ? "would-be-refused" : "issued";
	}

	private static String error(@Nullable ClaimDecision decision) {
		return (decision != null) ? decision.refusal().map(OAuthError::code).orElse(NONE) : NONE;
	}

	/**
	 * Returns the audience if it is declared. There may be any number of undeclared
	 * audiences, which would make the number of metrics unlimited.
	 */
	private static String audience(TokenRequest request, boolean audienceDeclared) {
		String audience = request.audience();
		return (audience == null) ? NONE : audienceDeclared ? audience : "undeclared";
	}

}
