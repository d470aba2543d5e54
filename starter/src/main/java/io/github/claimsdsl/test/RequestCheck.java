package io.github.claimsdsl.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.DidYouMean;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Refuses requests that no server would make, so that a test does not pass because its
 * request matches nothing.
 *
 * @param audiences the declared audiences
 * @param userTypes the types of users that policies can read, or {@code null} if they are
 * not known
 */
record RequestCheck(Audiences audiences, @Nullable List<Class<?>> userTypes) {

	void checkAudiences(TokenRequest request) {
		if (!this.audiences.isEmpty()) {
			request.audiences().forEach(this::checkAudience);
		}
	}

	private void checkAudience(String audience) {
		if (this.audiences.find(audience) == null) {
			throw new IllegalArgumentException(
					"The request is for audience '" + audience + "', which is not declared under claims-dsl.audiences. "
							+ DidYouMean.sentence(audience, this.audiences.all().stream().map(Audience::id).toList()));
		}
	}

	/** Loads the user, so it must run after the rules had their chance to. */
	void checkUser(TokenRequest request) {
		Object user = (this.userTypes != null) ? user(request) : null;
		if (user != null && this.userTypes.stream().noneMatch((type) -> type.isInstance(user))) {
			throw new IllegalArgumentException(
					"The user of the request is of class " + user.getClass().getName() + ", but " + expected());
		}
	}

	/** A user that fails to load, and that no rule reads, is of no type. */
	private static @Nullable Object user(TokenRequest request) {
		try {
			return request.user();
		}
		catch (RuntimeException | Error ex) {
			return null;
		}
	}

	private String expected() {
		if (this.userTypes == null || this.userTypes.isEmpty()) {
			return "the tester was made for policies that read no user. Make it with ClaimPolicyTester.forUser(...).";
		}
		return "the tester expects " + this.userTypes.stream().map(Class::getName).collect(Collectors.joining(" or "))
				+ ".";
	}

}
