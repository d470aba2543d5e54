package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The problems that were found in an expression so far, and the corrections of its nodes.
 */
final class Findings {

	private final List<Problem> problems = new ArrayList<>();

	private final IdentityHashMap<Node, Node> fixes = new IdentityHashMap<>();

	private final IdentityHashMap<Node, Node> otherFixes = new IdentityHashMap<>();

	List<Problem> problems() {
		return this.problems;
	}

	/** Returns how many problems were found. */
	int count() {
		return this.problems.size();
	}

	/** Returns the corrected nodes, by the wrong ones. */
	IdentityHashMap<Node, Node> fixes() {
		return this.fixes;
	}

	/**
	 * Returns the alternative corrections, where the author has a choice, by the wrong
	 * nodes.
	 */
	IdentityHashMap<Node, Node> otherFixes() {
		return this.otherFixes;
	}

	void problem(String code, int position, String message, @Nullable String help) {
		add(new Problem(code, position, message, help));
	}

	/** Reports a name that looks like a secret. The help says both ways to fix it. */
	void secret(int position, String what, String name) {
		problem("secret-property", position, what + " looks like a secret",
				"Leave it out of the token. If it is not a secret, allow the name '" + name + "'.");
	}

	/**
	 * Adds a problem unless it is there already, because a part of an expression may be
	 * checked twice.
	 */
	void add(Problem problem) {
		if (!this.problems.contains(problem)) {
			this.problems.add(problem);
		}
	}

	/** Adds a problem of a node, and the corrected node. */
	void fixable(String code, int position, String message, Node wrong, Node right) {
		add(new Problem(code, position, message, null, CanonicalText.of(right)));
		this.fixes.put(wrong, right);
	}

	/** Adds a problem of a name, and the name and node that the author probably means. */
	void meant(String code, int position, String message, String name, Node wrong, Node right) {
		add(new Problem(code, position, message, "Did you mean '" + name + "'?"));
		this.fixes.put(wrong, right);
	}

	/**
	 * Adds a problem of a node, and two corrected nodes between which the author chooses.
	 */
	void choice(String code, int position, String message, Node wrong, Node right, Node other) {
		fixable(code, position, message, wrong, right);
		this.otherFixes.put(wrong, other);
	}

	/** Adds the correction of a node whose problem was reported before. */
	void fix(Node wrong, Node right) {
		this.fixes.put(wrong, right);
	}

	/** Moves the correction of one node to another that replaces it. */
	void moveFix(Node from, Node to) {
		Node fix = this.fixes.remove(from);
		if (fix != null) {
			this.fixes.put(to, fix);
		}
	}

	/** Returns the problems and corrections so far. */
	Snapshot snapshot() {
		return new Snapshot(List.copyOf(this.problems), new IdentityHashMap<>(this.fixes),
				new IdentityHashMap<>(this.otherFixes));
	}

	/**
	 * Goes back to earlier findings, because the part that was checked since then turned
	 * out to mean something else.
	 */
	void forget(Snapshot before) {
		this.problems.retainAll(before.problems());
		this.fixes.clear();
		this.fixes.putAll(before.fixes());
		this.otherFixes.clear();
		this.otherFixes.putAll(before.otherFixes());
	}

	/** The problems and corrections that were found up to some time. */
	record Snapshot(List<Problem> problems, IdentityHashMap<Node, Node> fixes, IdentityHashMap<Node, Node> otherFixes) {
	}

}
