package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;

/**
 * What becomes of a context: claims in a token, or issues that stop the start.
 */
final class Outcome {

	private Outcome() {
	}

	static Map<String, Object> claims(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		return TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken();
	}

	static List<String> codes(AssertableWebApplicationContext context) {
		return issues(context).stream().map(Issue::code).toList();
	}

	static List<Issue> issues(AssertableWebApplicationContext context) {
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof ClaimPolicyException) && cause != null) {
			cause = cause.getCause();
		}
		assertThat(cause).as("the start fails").isInstanceOf(ClaimPolicyException.class);
		return ((ClaimPolicyException) cause).issues();
	}

}
