package io.github.claimsdsl.spring.preview;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.ClaimExplanation;

/**
 * What a token would be, if a client asked for it now. It is no token: nothing is signed
 * or saved. Immutable.
 *
 * @param outcome whether there would be a token
 * @param error the OAuth error of a token that is refused, else {@code null}
 * @param reason why there is no token to show, or {@code null} if there is one
 * @param header the JOSE header, empty for an opaque token
 * @param claims the claims as in the decoded token; {@code iat}, {@code exp}, {@code nbf}
 * and {@code jti} differ in each
 * @param explanation what the policies decided, or {@code null} if they were not asked
 * @param notPreviewable why claims or header parameters that the token may have are not
 * shown, by name
 * @param size the size of the encoded token, or {@code null} if it is opaque or there is
 * none
 * @since 0.1.0
 */
public record PreviewedToken(Outcome outcome, @Nullable OAuthError error, @Nullable String reason,
		Map<String, Object> header, Map<String, Object> claims, @Nullable ClaimExplanation explanation,
		Map<String, String> notPreviewable, @Nullable Size size) {

	/**
	 * Copies the maps.
	 * @param outcome whether there would be a token
	 * @param error the OAuth error, or {@code null}
	 * @param reason why there is no token to show, or {@code null}
	 * @param header the JOSE header
	 * @param claims the claims
	 * @param explanation what the policies decided, or {@code null}
	 * @param notPreviewable what is not shown, and why
	 * @param size the size of the encoded token, or {@code null}
	 */
	public PreviewedToken {
		header = copy(header);
		claims = copy(claims);
		notPreviewable = copy(notPreviewable);
	}

	private static <V> Map<String, V> copy(Map<String, V> map) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(map));
	}

	/** The claims without those that a customizer set where a rule would have. */
	Map<String, Object> claimsOfRules() {
		Map<String, Object> claims = new LinkedHashMap<>(this.claims);
		if (this.explanation != null) {
			this.explanation.decision()
				.outcomes()
				.stream()
				.filter((outcome) -> outcome.status() == RuleOutcome.Status.ALREADY_SET)
				.forEach((outcome) -> claims.remove(outcome.claim()));
		}
		return claims;
	}

	static PreviewedToken none(Outcome outcome, @Nullable OAuthError error, String reason,
			@Nullable ClaimExplanation explanation) {
		return new PreviewedToken(outcome, error, reason, Map.of(), Map.of(), explanation, Map.of(), null);
	}

	/**
	 * Whether there would be a token.
	 */
	public enum Outcome {

		/** The token would be issued. */
		ISSUED,

		/** The request would get the error. */
		REFUSED,

		/** The grant does not issue such a token. */
		NOT_ISSUED,

		/** What would happen cannot be told without a real request. */
		NOT_PREVIEWABLE

	}

	/**
	 * The size of an encoded JWT.
	 *
	 * @param token the length of the whole token, in bytes
	 * @param claims the length of each claim in the JSON that is encoded, in bytes of
	 * UTF-8; the encoded token has four thirds of it
	 */
	public record Size(int token, Map<String, Integer> claims) {

		/**
		 * Copies the map.
		 * @param token the length of the whole token
		 * @param claims the length of each claim
		 */
		public Size {
			claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
		}

	}

}
