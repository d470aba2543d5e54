package io.github.claimsdsl.expression;

/**
 * Decides whether a step or a call is one of another framework, such as {@code
 * jwt.claims.email} or {@code request.getHeader('x')}, and reports it.
 */
final class ForeignPaths {

	private final ForeignUser user;

	private final ForeignRequest request;

	private final ForeignRoles roles;

	ForeignPaths(Checker checker) {
		this.user = new ForeignUser(checker);
		this.request = new ForeignRequest(checker);
		this.roles = new ForeignRoles(checker);
	}

	/** Reports a step as other frameworks write it. Tells whether it is one. */
	boolean refuses(Node node, Node target, String name) {
		return this.user.refuses(node, target, name) || this.request.refuses(node, target, name);
	}

	/** Reports a call as other frameworks write it. Tells whether it is one. */
	boolean refuses(Node.Method call) {
		return (this.user.mayTestRoles(call.target()) && this.roles.refuses(call, call.name(), call.arguments()))
				|| this.user.refuses(call) || this.request.refuses(call);
	}

}
