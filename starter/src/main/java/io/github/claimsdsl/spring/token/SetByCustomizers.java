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
 * The claims of a token that customizers had set where rules would have, as saved with
 * its authorization: an answer that copies them leaves them alone.
 */
final class SetByCustomizers {

	private static final String ATTRIBUTE = "io.github.claimsdsl.set-by-customizers.";

	private static final String SEPARATOR = "\n";

	private SetByCustomizers() {
	}

	/**
	 * Adds what is saved of a token.
	 * @param attributes what is saved otherwise
	 * @param type the type of the token
	 * @param decision what was decided for it
	 * @param before the authorization of a token that it replaces, if any
	 * @return all that is saved
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

	/** The names that were saved. */
	static Set<String> of(@Nullable OAuth2Authorization authorization, TokenType type) {
		String names = (authorization != null) ? authorization.<String>getAttribute(ATTRIBUTE + type.value()) : null;
		return (names == null || names.isEmpty()) ? Set.of() : Set.of(names.split(SEPARATOR));
	}

}
