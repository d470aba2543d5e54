package io.github.claimsdsl.test;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.spring.ClaimArgumentResolver;

/**
 * The {@link RegisteredClient} argument of a rule. A server always has it. If the request
 * of a test lacks it, that is reported as a mistake in the test and not as a failure of
 * the rule.
 */
final class RequiredClient implements ClaimArgumentResolver.Argument {

	static Optional<ClaimArgumentResolver.Argument> resolve(MethodParameter parameter) {
		boolean client = parameter.getParameterType() == RegisteredClient.class
				&& !parameter.hasParameterAnnotation(TokenParameter.class);
		return client ? Optional.of(new RequiredClient()) : Optional.empty();
	}

	@Override
	public Object get(TokenRequest request) {
		RegisteredClient client = request.attribute(RegisteredClient.class);
		if (client == null) {
			throw new MissingClientException();
		}
		return client;
	}

	static void check(ClaimDecision decision) {
		Stream.concat(Stream.of(decision), decision.reported().stream())
			.flatMap((each) -> each.outcomes().stream())
			.filter((outcome) -> isMissing(outcome.failure()))
			.map(RuleOutcome::rule)
			.findFirst()
			.ifPresent((rule) -> {
				throw new IllegalArgumentException("Rule '" + rule + "' takes a RegisteredClient, but the request has "
						+ "none. Start the request with ClaimPolicyTester.request(registeredClient, grantType).");
			});
	}

	private static boolean isMissing(@Nullable RuleFailure failure) {
		return failure != null && MissingClientException.class.getName().equals(failure.getMessage());
	}

	private static final class MissingClientException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
