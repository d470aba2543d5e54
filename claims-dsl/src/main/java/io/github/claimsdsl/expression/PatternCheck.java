package io.github.claimsdsl.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Decides whether an argument is a pattern that can be compiled when the application
 * starts.
 */
final class PatternCheck {

	private final Findings findings;

	PatternCheck(Checker checker) {
		this.findings = checker.findings();
	}

	/** Checks and compiles a literal pattern. */
	Typed check(Node node, Typed argument) {
		if (!(argument instanceof Typed.Constant constant) || !(constant.value() instanceof String text)) {
			this.findings.problem("literal-needed", node.position(), "the pattern must be a literal text",
					"Write the pattern in quotes, so that it can be checked at start-up.");
			return Checker.unknown();
		}
		if (PatternSize.isTooLarge(text)) {
			this.findings.problem("bad-pattern", node.position(), "the pattern repeats too much",
					"Use smaller counts in { }. To quote characters, use a backslash instead of \\Q.");
			return Checker.unknown();
		}
		try {
			return new Typed.Constant(Pattern.compile(text), Type.TEXT);
		}
		catch (PatternSyntaxException ex) {
			this.findings.problem("bad-pattern", node.position(), "the pattern is not a regular expression of RE2",
					"RE2 reports: " + ex.getDescription() + ". RE2 has no look-around and no back-references.");
			return Checker.unknown();
		}
	}

}
