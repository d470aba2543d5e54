package io.github.claimsdsl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up if policies have issues. It holds all issues that were found, so
 * that their authors can fix them at once.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Issue> issues;

	/**
	 * Creates the exception.
	 * @param issues the issues that were found, at least one
	 */
	public ClaimPolicyException(List<Issue> issues) {
		super(issues.stream()
			.map(Issue::toString)
			.collect(Collectors.joining("\n\n", "", "\n\n" + ErrorsPage.explains(issues))));
		this.issues = List.copyOf(issues);
	}

	/**
	 * Returns the issues that were found.
	 * @return the issues, in the order they were given; unmodifiable
	 */
	public List<Issue> issues() {
		return this.issues;
	}

	/**
	 * Returns the last part of the message, which says where the codes of the issues are
	 * explained.
	 * @return one sentence, or a line with a link for each code
	 */
	public String explanation() {
		return ErrorsPage.explains(this.issues);
	}

}
