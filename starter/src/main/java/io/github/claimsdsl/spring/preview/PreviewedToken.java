package io.github.claimsdsl.spring.preview;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.policy.ClaimExplanation;

/**
 * What a token would be if a client asked for it now. It cannot be used as a token,
 * because it is not signed or saved. Immutable.
 *
 * @param outcome whether there would be a token
 * @param error the OAuth error if the token would be refused, or else {@code null}
 * @param reason why there is no token to show, or {@code null} if there is one
 * @param header the JOSE header parameters, by name; empty for an opaque token
 * @param claims the claims as in the decoded token, by name; {@code iat}, {@code exp},
 * {@code nbf} and {@code jti} are different in each token
 * @param explanation what the policies decided and why, or {@code null} if they were not
 * asked
 * @param notPreviewable the claims and header parameters that a real token may have but
 * that are not shown; the reason for each, by name
 * @param size the size of the encoded token, or {@code null} if the token is opaque or
 * there is none
 * @since 0.1.0
 */
public record PreviewedToken(Outcome outcome, @Nullable OAuthError error, @Nullable String reason,
		Map<String, Object> header, Map<String, Object> claims, @Nullable ClaimExplanation explanation,
		Map<String, String> notPreviewable, @Nullable Size size) {

	/**
	 * Creates the preview, with copies of the maps.
	 */
	public PreviewedToken {
		header = copy(header);
		claims = copy(claims);
		notPreviewable = copy(notPreviewable);
	}

	private static <V> Map<String, V> copy(Map<String, V> map) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(map));
	}

	/**
	 * Returns the claims without those that a customizer had set before a rule could
	 * write them.
	 */
	Map<String, Object> claimsOfRules() {
		Map<String, Object> claims = new LinkedHashMap<>(this.claims);
		if (this.explanation != null) {
			this.explanation.decision()
				.outcomes()
				.stream()
				.filter((outcome) -> outcome.status().isAlreadySet())
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

		/**
		 * A preview cannot tell what would happen, because that depends on a real
		 * request.
		 */
		NOT_PREVIEWABLE

	}

	/**
	 * The size of an encoded JWT.
	 *
	 * @param token the length of the whole token, in bytes
	 * @param claims the length of each claim in the JSON before it is encoded, in bytes
	 * of UTF-8; encoding makes it a third longer
	 */
	public record Size(int token, Map<String, Integer> claims) {

		/**
		 * Creates the size, with a copy of the map.
		 */
		public Size {
			claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
		}

	}

}
