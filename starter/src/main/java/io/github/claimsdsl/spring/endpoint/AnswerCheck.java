package io.github.claimsdsl.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Searches an answer for tokens that were not checked. It looks for JSON members that
 * clients read as a token, and for JWTs of this issuer anywhere in the body or the
 * headers.
 *
 * @param call the call that is answered
 */
record AnswerCheck(TokenEndpointCall call) {

	private static final List<String> MEMBERS = List.of("\"access_token\"", "\"id_token\"");

	private static final Pattern DOTS = Pattern.compile("\\.");

	/** A text of this length is too short to be a JWT. */
	private static final int SHORT = 16;

	boolean finds(HeldAnswer answer) {
		String body = answer.body();
		return (!this.call.isRegistration() && findsMember(body)) || findsJwt(body)
				|| answer.heldHeaders().anyMatch((value) -> value.length() > SHORT && findsJwt(value));
	}

	private boolean findsMember(String body) {
		for (String member : MEMBERS) {
			for (int at = body.indexOf(member); at >= 0; at = body.indexOf(member, at + 1)) {
				int quote = body.indexOf('"', at + member.length());
				if (isValue(body, at + member.length(), quote) && !isKnownText(body, quote + 1)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns whether only a colon stands between a member's name and a quotation mark,
	 * so that a text follows.
	 */
	private static boolean isValue(String body, int from, int quote) {
		int colon = body.indexOf(':', from);
		return colon >= 0 && colon < quote && body.substring(from, quote).strip().equals(":");
	}

	private boolean isKnownText(String body, int from) {
		int length = knownAt(body, from);
		return length > 0 && body.startsWith("\"", from + length);
	}

	/** Examines each run of base64url characters and dots (RFC 7515 section 7.1). */
	private boolean findsJwt(String text) {
		int start = 0;
		int dots = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i == start) {
				i += knownAt(text, i);
			}
			char c = (i < text.length()) ? text.charAt(i) : ' ';
			if (c == '.') {
				dots++;
			}
			else if (!isBase64Url(c)) {
				if (dots >= 2 && isUnchecked(text.substring(start, i))) {
					return true;
				}
				start = i + 1;
				dots = 0;
			}
		}
		return false;
	}

	/**
	 * Returns the length of the known value at a position, or 0. Skipping known values is
	 * fast, because they are most of an answer.
	 */
	private int knownAt(String text, int at) {
		for (String known : this.call.known()) {
			int end = at + known.length();
			if (text.startsWith(known, at) && (end == text.length() || !isOfJwt(text.charAt(end)))) {
				return known.length();
			}
		}
		return 0;
	}

	private static boolean isOfJwt(char c) {
		return c == '.' || isBase64Url(c);
	}

	private static boolean isBase64Url(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

	/**
	 * Returns whether a run contains an unchecked JWT: three parts in a row, even with
	 * other parts before or after them.
	 */
	private boolean isUnchecked(String run) {
		if (this.call.isKnown(run)) {
			return false;
		}
		String[] parts = DOTS.split(run, -1);
		for (int i = 0; i + 2 < parts.length; i++) {
			String jwt = parts[i] + "." + parts[i + 1] + "." + parts[i + 2];
			if (!this.call.isKnown(jwt) && isOfIssuer(jwt)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a JWT may be a token of this issuer. A JWT without {@code iss}
	 * counts too, unless it is encrypted or signed with a shared secret, because an API
	 * that does not compare {@code iss} accepts everything that the issuer's keys have
	 * signed.
	 */
	private boolean isOfIssuer(String jwt) {
		Map<String, Object> claims = ClaimJson.ofJwt(jwt);
		if (claims == null) {
			return false;
		}
		Object issuer = claims.get(JwtClaimNames.ISS);
		if (issuer == null) {
			Map<String, Object> header = ClaimJson.header(jwt);
			return !header.containsKey("enc")
					&& !String.valueOf(header.getOrDefault(JoseHeaderNames.ALG, "HS")).startsWith("HS");
		}
		String own = this.call.issuer();
		return own == null || withoutSlash(own).equalsIgnoreCase(withoutSlash(issuer.toString()));
	}

	private static String withoutSlash(String issuer) {
		return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
	}

}
