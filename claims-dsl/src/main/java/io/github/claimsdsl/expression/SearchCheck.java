package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

/**
 * Checks calls that compare as {@code ==} or {@code contains} does.
 */
final class SearchCheck {

	/** The methods of collections that look for one element. */
	private static final Set<String> SEARCHES = Set.of("contains", "indexOf", "lastIndexOf");

	/**
	 * The methods and functions that look for all or some of the elements of another
	 * collection.
	 */
	private static final Set<String> CONTAINERS = Set.of("containsAll", "containsAny");

	private final Findings findings;

	private final EqualityCheck equality;

	private final ContainmentCheck containment;

	SearchCheck(Checker checker) {
		this.findings = checker.findings();
		this.equality = new EqualityCheck(checker);
		this.containment = new ContainmentCheck(checker);
	}

	/**
	 * Reports a call that compares as {@code ==} or {@code contains} does, if its result
	 * is already known. Tells whether it is reported.
	 */
	boolean refuses(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		boolean method = MethodTable.has(function);
		if (nodes.size() != 2 || (!method && function.owner() != ClaimFunctions.class)
				|| arguments.stream().anyMatch(Checker::isUnknown)) {
			return false;
		}
		int before = this.findings.count();
		if (method && function.name().equals("equals")) {
			this.equality.checkCall(call, nodes, arguments);
		}
		else if (SEARCHES.contains(function.name()) && arguments.get(0).type().isCollection()) {
			Node.Binary contains = new Node.Binary("contains", nodes.get(0), nodes.get(1), call.position());
			this.containment.check(contains, arguments.get(0), arguments.get(1));
		}
		else if (CONTAINERS.contains(function.name())) {
			this.containment.checkAll(call, nodes, arguments);
		}
		return this.findings.count() > before;
	}

}
