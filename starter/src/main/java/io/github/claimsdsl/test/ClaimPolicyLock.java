package io.github.claimsdsl.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Compares the policies with a committed file that lists what they do. Because the file
 * is committed, a pull request shows every change of the policies. Each line is one fact:
 * which claims tokens get, their values and conditions, what is refused, and who may ask
 * for an audience.
 *
 * <pre>
 * ClaimPolicyLock.at(Path.of("claims.lock.md")).verify(tester);
 * </pre>
 *
 * Expressions are compared by their meaning: white space, the kind of quotes and
 * unnecessary parentheses do not matter. The order of declaration does not matter either.
 * To write the file, run the test with the system property {@code claims.lock} set to
 * {@code write}. The file is never written if the environment variable {@code CI} is set.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyLock {

	private static final String PROPERTY = "claims.lock";

	private static final String WRITE = "write";

	private final Path file;

	private final Function<String, @Nullable String> environment;

	ClaimPolicyLock(Path file, Function<String, @Nullable String> environment) {
		this.file = file;
		this.environment = environment;
	}

	/**
	 * Returns a lock that uses the given file.
	 * @param file the file; a relative path is resolved against the directory of the
	 * module that the test runs in
	 * @return the lock
	 */
	public static ClaimPolicyLock at(Path file) {
		return new ClaimPolicyLock(file, System::getenv);
	}

	/**
	 * Verifies that the policies and audiences of a tester are what the file says, or
	 * writes the file.
	 * @param tester the tester; it knows the audiences of the YAML files that were added
	 * to it
	 * @throws AssertionError if they differ, with a sentence for each difference; also if
	 * the file is missing or malformed, or if it would be written under CI
	 */
	public void verify(ClaimPolicyTester tester) {
		verify(tester.policies(), tester.audiences());
	}

	/**
	 * Verifies that policies and audiences are what the file says, or writes the file.
	 * @param policies the policy set, such as the bean of an application context
	 * @param audiences the audiences, such as the bean of an application context
	 * @throws AssertionError if they differ, with a sentence for each difference; also if
	 * the file is missing or malformed, or if it would be written under CI
	 */
	public void verify(ClaimPolicySet policies, Audiences audiences) {
		SortedSet<PolicyFact> facts = new TreeSet<>(policies.facts());
		facts.addAll(AudienceFacts.of(audiences));
		if (isWriting()) {
			write(LockFile.render(facts));
		}
		else {
			compare(facts);
		}
	}

	/**
	 * Verifies that policies are what the file says, or writes the file. Use it for an
	 * application without declared audiences.
	 * @param policies the policy set
	 * @throws AssertionError if they differ, with a sentence for each difference; also if
	 * the file is missing or malformed, or if it would be written under CI
	 */
	public void verify(ClaimPolicySet policies) {
		verify(policies, Audiences.none());
	}

	private boolean isWriting() {
		String mode = System.getProperty(PROPERTY);
		if (mode == null) {
			return false;
		}
		if (!mode.equals(WRITE)) {
			throw new AssertionError("Unknown -D" + PROPERTY + "=" + mode + ". Use " + WRITE
					+ " to write the lock, or leave the property out to verify it.");
		}
		String ci = this.environment.apply("CI");
		if (ci != null && !ci.isBlank() && !ci.equalsIgnoreCase("false")) {
			throw new AssertionError(
					"-D" + PROPERTY + "=" + WRITE + " would accept every change unseen, so it does not "
							+ "work under CI: the environment variable CI is '" + ci
							+ "'. Write the file on your machine, review the difference and commit it.");
		}
		return true;
	}

	private void compare(SortedSet<PolicyFact> facts) {
		SortedSet<PolicyFact> reviewed = read();
		if (!facts.equals(reviewed)) {
			List<String> changes = FactChanges.between(reviewed, facts);
			throw new AssertionError("The policies are not what " + this.file + " says:\n  "
					+ String.join("\n  ", changes) + "\n" + help("If this is meant"));
		}
	}

	private SortedSet<PolicyFact> read() {
		if (!Files.exists(this.file)) {
			throw new AssertionError(
					"There is no file " + this.file.toAbsolutePath() + ".\n" + help("To lock what the policies do"));
		}
		try {
			return LockFile.parse(Files.readString(this.file));
		}
		catch (IllegalArgumentException ex) {
			throw new AssertionError(this.file + ": " + ex.getMessage() + "\n" + help("To fix it"), ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String help(String when) {
		return when + ", run the test with -D" + PROPERTY + "=" + WRITE
				+ ", review the difference and commit the file.";
	}

	private void write(String text) {
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			Files.writeString(this.file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
