package io.github.claimsdsl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up when policies cannot work; holds every issue that was found.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyException extends RuntimeException {

	/** Says where each issue is explained. */
	public static final String PAGE = "docs/errors.md explains each code in parentheses.";

	private static final long serialVersionUID = 1L;

	private final transient List<Issue> issues;

	/**
	 * Creates the exception.
	 * @param issues what was found, at least one
	 */
	public ClaimPolicyException(List<Issue> issues) {
		super(issues.stream().map(Issue::toString).collect(Collectors.joining("\n\n", "", "\n\n" + PAGE)));
		this.issues = List.copyOf(issues);
	}

	/**
	 * Returns what was found.
	 * @return the issues, in the order of their origins
	 */
	public List<Issue> issues() {
		return this.issues;
	}

}
