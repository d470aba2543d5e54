package io.github.claimsdsl.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * A previewed token in the answer of the endpoint.
 *
 * @param outcome {@code issued}, {@code refused}, {@code not-issued} or
 * {@code not-previewable}
 * @param error the OAuth error of a refused token, else {@code null}
 * @param reason why there is no token to show, or {@code null} if there is one
 * @param header the JOSE header, empty for an opaque token
 * @param claims the claims
 * @param setBy the rule that set a claim, by claim name
 * @param decision the outcome of each selected rule
 * @param notSelected the reason why each other rule did not match
 * @param notPreviewable the reason why a claim or fact is not shown, by its name
 * @param varying the claims whose values differ from token to token
 * @param size the size of the encoded token, or {@code null} if it is not a JWT
 */
record PreviewDescription(String outcome, @Nullable OAuthError error, @Nullable String reason,
		Map<String, Object> header, Map<String, Object> claims, Map<String, Source> setBy, List<Outcome> decision,
		List<NotSelected> notSelected, Map<String, String> notPreviewable, List<String> varying,
		PreviewedToken.@Nullable Size size) {

	static PreviewDescription of(PreviewedToken token) {
		ClaimExplanation explanation = token.explanation();
		Map<String, Source> setBy = new LinkedHashMap<>();
		List<Outcome> outcomes = List.of();
		List<NotSelected> notSelected = List.of();
		if (explanation != null) {
			explanation.decision().provenance().forEach((claim, source) -> setBy.put(claim, Source.of(source)));
			outcomes = explanation.decision().outcomes().stream().map(Outcome::of).toList();
			notSelected = explanation.notSelected().stream().map(NotSelected::of).toList();
		}
		return new PreviewDescription(PolicyDescription.dashed(token.outcome()), token.error(), token.reason(),
				token.header(), token.claims(), setBy, outcomes, notSelected, token.notPreviewable(),
				TokenPreview.varyingClaims(), token.size());
	}

	/**
	 * The rule that set a claim.
	 *
	 * @param rule the id of the rule
	 * @param origin where the rule was declared
	 * @param overridden the ids of the rules that it overrode
	 */
	record Source(String rule, String origin, List<String> overridden) {

		static Source of(ClaimProvenance provenance) {
			return new Source(provenance.rule(), provenance.origin().toString(), provenance.overridden());
		}

	}

	/**
	 * The outcome of a selected rule.
	 *
	 * @param rule the id of the rule
	 * @param claim the claim name with its namespace
	 * @param origin where the rule was declared
	 * @param status the status, such as {@code applied}
	 * @param detail the reason why it failed, or {@code null} if it did not fail
	 */
	record Outcome(String rule, String claim, String origin, String status, @Nullable String detail) {

		static Outcome of(RuleOutcome outcome) {
			return new Outcome(outcome.rule(), outcome.claim(), outcome.origin().toString(),
					PolicyDescription.dashed(outcome.status()), outcome.detail());
		}

	}

	/**
	 * A rule that did not match.
	 *
	 * @param rule the id of the rule
	 * @param claim the claim name with its namespace
	 * @param origin where the rule was declared
	 * @param selector the first selector that did not match
	 */
	record NotSelected(String rule, String claim, String origin, String selector) {

		static NotSelected of(ClaimExplanation.NotSelected rule) {
			return new NotSelected(rule.rule(), rule.claim(), rule.origin().toString(), rule.dimension().property());
		}

	}

}
