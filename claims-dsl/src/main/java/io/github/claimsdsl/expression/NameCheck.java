package io.github.claimsdsl.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Decides what a name stands for: an input, or the element of a projection or a property
 * of it.
 */
final class NameCheck {

	private final Checker checker;

	private final Findings findings;

	private final ProjectionCheck projections;

	NameCheck(Checker checker, ProjectionCheck projections) {
		this.checker = checker;
		this.findings = checker.findings();
		this.projections = projections;
	}

	Typed check(Node.Name node) {
		Typed element = this.projections.name(node);
		if (element != null) {
			return element;
		}
		Type type = this.checker.schema().inputs().get(node.name());
		if (type == null) {
			return unknown(node);
		}
		Inputs.Root root = Inputs.Root.valueOf(node.name().toUpperCase(Locale.ROOT));
		return new Typed.Input(root, this.checker.narrowed(node, type));
	}

	private Typed unknown(Node.Name node) {
		if (this.checker.schema().decidesClients() && isInput(node.name())) {
			this.findings.problem("self-asserted", node.position(),
					"this condition selects clients, so it cannot read '" + node.name() + "'",
					"Read client.id and client.settings.");
			return Checker.unknown();
		}
		if (node.name().equals("user")) {
			this.findings.problem("unknown-user-type", node.position(), "the type of 'user' is not known", null);
			return Checker.unknown();
		}
		unknown(node, "unknown name '" + node.name() + "'");
		return Checker.unknown();
	}

	private void unknown(Node.Name node, String message) {
		Node ofUser = this.checker.user().property(node);
		Node meant = (ofUser != null) ? ofUser : ForeignUser.elsewhere(node.name(), node.position());
		if (meant != null) {
			this.findings.fixable("unknown-name", node.position(), message, node, meant);
			return;
		}
		Set<String> names = this.checker.schema().inputs().keySet();
		String near = DidYouMean.nearest(node.name(), names).orElse(null);
		if (near != null) {
			this.findings.meant("unknown-name", node.position(), message, near, node,
					new Node.Name(near, node.position()));
		}
		else if (ForeignUser.isRoot(node.name()) && this.checker.user().isThere(node.position())) {
			this.findings.problem("unknown-name", node.position(), message,
					"The user is 'user'. " + this.checker.user().sentence());
		}
		else if (!ForeignUser.isRoot(node.name())) {
			this.findings.problem("unknown-name", node.position(), message, "If you mean a text, write \"'"
					+ node.name() + "'\". The inputs are " + String.join(", ", names) + ".");
		}
	}

	private static boolean isInput(String name) {
		return Arrays.stream(Inputs.Root.values())
			.anyMatch((root) -> root.name().equals(name.toUpperCase(Locale.ROOT)));
	}

	/**
	 * Tells whether a name is an input, the element of a projection, or a property of
	 * that element.
	 */
	boolean isKnown(Node.Name name) {
		return this.checker.schema().inputs().containsKey(name.name()) || name.name().equals(Node.ELEMENT)
				|| this.projections.isOfElement(name);
	}

}
