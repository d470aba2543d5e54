package io.github.claimsdsl.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ClaimExpression;

/**
 * Finds policies that ask for something that their tokens or answers do not have.
 * Userinfo and introspection have neither the issuance nor the parameters of a token
 * request, and they always refuse with the same error. Some grants issue no ID token.
 */
final class TokenTypeCheck {

	private static final String HELP = "Declare a second policy for access tokens and ID tokens.";

	private final Issues issues;

	TokenTypeCheck(Issues issues) {
		this.issues = issues;
	}

	/**
	 * Checks a selector.
	 * @param selector the selector, as its author stated it
	 * @param match which tokens the selector matches
	 * @param declaration where the selector was stated
	 */
	void check(Selector selector, TokenMatch match, Declaration declaration) {
		if (selector.states(Dimension.ISSUANCE) && isForAnswers(match)) {
			this.issues.add("issuance-of-answer", declaration.of(Dimension.ISSUANCE), answers(match)
					+ " is decided at each request, so it is neither initial nor a refresh, and no issuance matches",
					HELP);
		}
		checkGrantTypes(selector, match, declaration);
	}

	private void checkGrantTypes(Selector selector, TokenMatch match, Declaration declaration) {
		Set<String> grantTypes = match.values(Dimension.GRANT_TYPE);
		List<TokenType> types = match.types((type) -> true);
		boolean stated = selector.states(Dimension.GRANT_TYPE) || selector.states(Dimension.TOKEN_TYPE);
		if (stated && grantTypes != null && !grantTypes.isEmpty() && !types.isEmpty()
				&& types.stream().allMatch((type) -> without(type).containsAll(grantTypes))) {
			this.issues.add("dead-token-type",
					declaration.of(selector.states(Dimension.GRANT_TYPE) ? Dimension.GRANT_TYPE : Dimension.TOKEN_TYPE),
					String.join(", ", grantTypes.stream().sorted().toList()) + " has no "
							+ String.join(" and no ", types.stream().map(TokenType::value).toList())
							+ ", so nothing matches",
					"Select a grant type that issues an ID token, or another token type.");
		}
	}

	private static Set<String> without(TokenType type) {
		return switch (type) {
			case ID_TOKEN -> GrantTypes.WITHOUT_ID_TOKEN;
			case USERINFO -> GrantTypes.WITHOUT_USERINFO;
			case ACCESS_TOKEN, INTROSPECTION -> Set.of();
		};
	}

	/** Checks what expressions read. */
	void check(List<ClaimExpression> expressions, TokenMatch match, Origin origin) {
		if (!isForAnswers(match)) {
			return;
		}
		for (ClaimExpression expression : expressions) {
			if (expression.inputs().contains("request.issuance")) {
				issue("issuance-of-answer", answers(match) + " has no issuance", expression, "issuance", origin);
			}
			if (!expression.parameters().isEmpty()) {
				issue("parameter-of-answer", answers(match) + " has no request parameters", expression, "parameters",
						origin);
			}
		}
	}

	/** Checks which request parameters a Java rule reads. */
	void checkParameters(Set<String> parameters, TokenMatch match, Origin origin) {
		if (isForAnswers(match) && !parameters.isEmpty()) {
			this.issues.add("parameter-of-answer", origin, answers(match)
					+ " has no request parameters, and this rule reads " + String.join(", ", sorted(parameters)), HELP);
		}
	}

	/** Checks the error of a rule. */
	void checkError(@Nullable OAuthError error, TokenMatch match, Origin origin) {
		if (error != null && !error.code().isEmpty() && match.types(TokenType::isToken).isEmpty()) {
			this.issues.add("error-of-answer", origin,
					answers(match) + " always refuses in the same way, so nobody would see the error '" + error.code()
							+ "'",
					"Remove the error: userinfo answers 401 invalid_token, and introspection answers that the token is not active.");
		}
	}

	private void issue(String code, String message, ClaimExpression expression, String word, Origin origin) {
		String source = expression.source();
		this.issues.add(new Issue(code, origin, message, HELP,
				Issue.Snippet.at(source, Math.max(0, source.lastIndexOf(word)))));
	}

	private static boolean isForAnswers(TokenMatch match) {
		return !match.types((type) -> !type.isToken()).isEmpty();
	}

	private static String answers(TokenMatch match) {
		return match.types((type) -> !type.isToken())
			.stream()
			.map(TokenType::value)
			.collect(Collectors.joining(" or "));
	}

	private static List<String> sorted(Set<String> values) {
		return values.stream().sorted().toList();
	}

}
