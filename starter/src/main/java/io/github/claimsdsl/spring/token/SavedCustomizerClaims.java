package io.github.claimsdsl.spring.token;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenType;

/**
 * Remembers the claims of a token that customizers had set before a rule could write
 * them. Their names are saved with the authorization, so that rules do not replace these
 * claims in an answer that copies them.
 */
final class SavedCustomizerClaims {

	private static final String ATTRIBUTE = "io.github.claimsdsl.set-by-customizers.";

	private static final String SEPARATOR = "\n";

	private SavedCustomizerClaims() {
	}

	/**
	 * Adds the names for a token to the attributes to save.
	 * @param attributes the other attributes to save
	 * @param type the type of the token
	 * @param decision what was decided for the token
	 * @param before the authorization of a token that this one replaces, or {@code null}
	 * @return all attributes to save
	 */
	static Map<String, Object> save(Map<String, Object> attributes, TokenType type, ClaimDecision decision,
			@Nullable OAuth2Authorization before) {
		Set<String> names = decision.outcomes()
			.stream()
			.filter((outcome) -> outcome.status() == Status.ALREADY_SET)
			.map(RuleOutcome::claim)
			.collect(Collectors.toSet());
		if (names.equals(of(before, type))) {
			return attributes;
		}
		Map<String, Object> all = new HashMap<>(attributes);
		all.put(ATTRIBUTE + type.value(), String.join(SEPARATOR, names));
		return all;
	}

	/** Returns the names that were saved. */
	static Set<String> of(@Nullable OAuth2Authorization authorization, TokenType type) {
		String names = (authorization != null) ? authorization.<String>getAttribute(ATTRIBUTE + type.value()) : null;
		return (names == null || names.isEmpty()) ? Set.of() : Set.of(names.split(SEPARATOR));
	}

}
