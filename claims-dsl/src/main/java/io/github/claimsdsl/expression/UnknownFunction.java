package io.github.claimsdsl.expression;

import java.util.Set;

/**
 * Decides what an author means by a function that does not exist, or that does something
 * else here.
 */
final class UnknownFunction {

	private final Checker checker;

	private final Findings findings;

	UnknownFunction(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Reports the call of a function that joins lists, if it joins texts. */
	boolean refusesTexts(Node.Call call) {
		boolean texts = call.function().equals("concat") && isOfTexts(call);
		if (texts) {
			this.findings.fixable("wrong-type", call.position(), "concat joins lists, not texts", call,
					ForeignFunctions.sum(call));
		}
		return texts;
	}

	/**
	 * Tells whether a call is like {@code concat(a, ' ', b)}, which joins texts in other
	 * languages.
	 */
	private static boolean isOfTexts(Node.Call call) {
		return call.arguments().size() > 1 && call.arguments()
			.stream()
			.anyMatch((argument) -> argument instanceof Node.Literal literal && literal.value() instanceof String);
	}

	/** Reports the call of a function that does not exist. */
	void report(Node.Call call) {
		if (new ForeignRoles(this.checker).refuses(call, call.function(), call.arguments())) {
			return;
		}
		call.arguments().forEach(this.checker::check);
		String message = "unknown function '" + call.function() + "'";
		Node same = ForeignFunctions.of(call);
		if (same != null) {
			this.findings.fixable("unknown-function", call.position(), message, call, same);
		}
		else {
			unknown(call, message);
		}
	}

	private void unknown(Node.Call call, String message) {
		Set<String> names = this.checker.functions().names();
		String near = DidYouMean.nearest(call.function(), names).orElse(null);
		if (near != null) {
			this.findings.meant("unknown-function", call.position(), message, near, call,
					new Node.Call(near, call.arguments(), call.position()));
		}
		else if (isMethod(call)) {
			this.findings.fixable("unknown-function", call.position(), message, call,
					new Node.Method(call.arguments().get(0), call.function(),
							call.arguments().subList(1, call.arguments().size()), call.position()));
		}
		else {
			this.findings.problem("unknown-function", call.position(), message,
					DidYouMean.sentence(call.function(), names));
		}
	}

	/**
	 * Tells whether there is a method of the name, which the author calls as a function.
	 */
	private static boolean isMethod(Node.Call call) {
		return !call.arguments().isEmpty() && !MethodTable.ALL.find(Type.ANY, call.function()).isEmpty();
	}

}
