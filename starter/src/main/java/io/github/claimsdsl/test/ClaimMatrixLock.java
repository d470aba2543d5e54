package io.github.claimsdsl.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.claimsdsl.policy.ClaimMatrix;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * A committed file that says which claim can reach which tokens, so that a change of
 * policies that changes this is seen in review.
 *
 * <pre>
 * ClaimMatrixLock.at(Path.of("claims.lock.md")).verify(policies);
 * </pre>
 *
 * With the system property {@code claims-dsl.lock} set to {@code write} the file is
 * written instead. Immutable.
 */
public final class ClaimMatrixLock {

	private static final String PROPERTY = "claims-dsl.lock";

	private static final String TITLE = """
			# Claim matrix

			Which claim can reach which tokens, from the selectors of all policies; `*` is any value. Written by a test:
			do not edit, run the test with `-Dclaims-dsl.lock=write` and review the difference.

			""";

	private final Path file;

	private ClaimMatrixLock(Path file) {
		this.file = file;
	}

	/**
	 * Names the file.
	 * @param file the file, relative to the module the test runs in
	 * @return the lock
	 */
	public static ClaimMatrixLock at(Path file) {
		return new ClaimMatrixLock(file);
	}

	/**
	 * Verifies that policies reach what the file says, or writes the file.
	 * @param policies the policy set, such as the bean of an application context
	 * @throws AssertionError if they do not, with a sentence for each difference; or if
	 * there is no such file, or no matrix in it
	 */
	public void verify(ClaimPolicySet policies) {
		ClaimMatrix matrix = policies.matrix();
		if ("write".equals(System.getProperty(PROPERTY))) {
			write(TITLE + matrix.toMarkdown());
			return;
		}
		List<String> changes = matrix.changesSince(read());
		if (!changes.isEmpty()) {
			throw new AssertionError("The policies reach other tokens than " + this.file + " says:\n  "
					+ String.join("\n  ", changes) + "\n" + help("If this is meant"));
		}
	}

	private ClaimMatrix read() {
		if (!Files.exists(this.file)) {
			throw new AssertionError(
					"There is no file " + this.file.toAbsolutePath() + ".\n" + help("To lock what policies reach"));
		}
		try {
			return ClaimMatrix.parse(Files.readString(this.file));
		}
		catch (IllegalArgumentException ex) {
			throw new AssertionError(this.file + ": " + ex.getMessage() + ".\n" + help("To mend it"), ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String help(String when) {
		return when + ", run the test with -D" + PROPERTY + "=write, review the file and commit it.";
	}

	private void write(String text) {
		try {
			Files.writeString(this.file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
