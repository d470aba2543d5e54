package io.github.claimsdsl.boot.actuate;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

import io.github.claimsdsl.expression.DidYouMean;

/**
 * Refuses a preview request with an unknown key. Spring Boot alone would ignore the key,
 * and the preview would show another token than the caller meant.
 */
final class PreviewKeysAdvisor implements OperationInvokerAdvisor {

	private static final EndpointId CLAIMS = EndpointId.of("claims");

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(CLAIMS) || operationType != OperationType.WRITE) {
			return invoker;
		}
		Set<String> known = new TreeSet<>();
		parameters.forEach((parameter) -> known.add(parameter.getName()));
		return (context) -> invoker.invoke(checked(context, known));
	}

	private static InvocationContext checked(InvocationContext context, Set<String> known) {
		for (String key : context.getArguments().keySet()) {
			if (!known.contains(key)) {
				throw new InvalidEndpointRequestException("Invalid preview: unknown key",
						"A preview has no key '" + key + "'. " + DidYouMean.sentence(key, known));
			}
		}
		return context;
	}

}
