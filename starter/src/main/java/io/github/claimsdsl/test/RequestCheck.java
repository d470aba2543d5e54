package io.github.claimsdsl.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.DidYouMean;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Rejects requests that a server could never have. Without this check, a test could pass
 * only because its request matches no policy.
 *
 * @param audiences the declared audiences
 * @param issuers the declared issuers
 * @param userTypes the types of users that policies can read, or {@code null} if they are
 * not known
 */
record RequestCheck(Audiences audiences, List<String> issuers, @Nullable List<Class<?>> userTypes) {

	void checkNames(TokenRequest request) {
		if (!this.audiences.isEmpty()) {
			request.audiences().forEach(this::checkAudience);
		}
		checkAnswer(request);
		String issuer = request.issuer();
		if (issuer != null && !this.issuers.isEmpty() && !this.issuers.contains(issuer)) {
			throw new IllegalArgumentException(
					"The request is at issuer '" + issuer + "', which is not declared under claims-dsl.issuers. "
							+ DidYouMean.sentence(issuer, this.issuers));
		}
	}

	private static void checkAnswer(TokenRequest request) {
		if (!request.tokenType().isToken()
				&& (request.issuance() == Issuance.REFRESH || !request.parameters().isEmpty())) {
			throw new IllegalArgumentException("The request is for " + request.tokenType().value()
					+ ". Such a request cannot be a refresh or have parameters.");
		}
	}

	private void checkAudience(String audience) {
		if (this.audiences.find(audience) == null) {
			throw new IllegalArgumentException(
					"The request is for audience '" + audience + "', which is not declared under claims-dsl.audiences. "
							+ DidYouMean.sentence(audience, this.audiences.all().stream().map(Audience::id).toList()));
		}
	}

	/**
	 * Checks the type of the user. This loads the user, so call it after the rules have
	 * run.
	 */
	void checkUser(TokenRequest request) {
		List<Class<?>> types = this.userTypes;
		if (types != null) {
			checkUser(user(request), types);
		}
	}

	private static void checkUser(@Nullable Object user, List<Class<?>> types) {
		if (user != null && types.stream().noneMatch((type) -> type.isInstance(user))) {
			throw new IllegalArgumentException("The user of the request is of class " + user.getClass().getName()
					+ ", but the tester " + expected(types));
		}
	}

	/**
	 * Returns the user, or {@code null} if it cannot be loaded. That is no mistake of the
	 * test if no rule reads the user.
	 */
	private static @Nullable Object user(TokenRequest request) {
		try {
			return request.user();
		}
		catch (RuntimeException | Error ex) {
			return null;
		}
	}

	private static String expected(List<Class<?>> types) {
		return types.isEmpty() ? "was made for policies that read no user. Make it with ClaimPolicyTester.forUser(...)."
				: "expects " + types.stream().map(Class::getName).collect(Collectors.joining(" or ")) + ".";
	}

}
