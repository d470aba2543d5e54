package io.github.claimsdsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Origin.Location;

/**
 * Collects the issues of policies, so that their authors see all of them at once. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Issues {

	private static final Comparator<Location> BY_LOCATION = Comparator.comparing(Location::source)
		.thenComparingInt(Location::line)
		.thenComparingInt(Location::column);

	/**
	 * First the issues with a location, by file, line and column; then those without one,
	 * by what was declared.
	 */
	private static final Comparator<Issue> IN_ORDER = Comparator
		.comparing((Issue issue) -> issue.origin().location(), Comparator.nullsLast(BY_LOCATION))
		.thenComparing((issue) -> issue.origin().subject())
		.thenComparingInt((issue) -> (issue.snippet() != null) ? issue.snippet().lineNumber() : 0)
		.thenComparingInt((issue) -> (issue.snippet() != null) ? issue.snippet().column() : 0)
		.thenComparing(Issue::code)
		.thenComparing(Issue::message);

	private final List<Issue> issues = new ArrayList<>();

	private final Map<String, String> help;

	/**
	 * Creates an empty collection.
	 */
	public Issues() {
		this(Map.of());
	}

	/**
	 * Creates an empty collection that adds a host's help to its issues.
	 * @param help the sentences that the host adds to issues made here, by code
	 * @see Issue#withHelp
	 */
	public Issues(Map<String, String> help) {
		this.help = Map.copyOf(help);
	}

	/**
	 * Creates and adds an issue that is not about an expression.
	 * @param code the stable code of the kind of issue, such as {@code unknown-audience}
	 * @param origin where the mistake is
	 * @param message the mistake, as a phrase without a full stop at its end
	 * @param help how to fix it, or {@code null} if the message says it
	 */
	public void add(String code, Origin origin, String message, @Nullable String help) {
		add(new Issue(code, origin, message, help, null).withHelp(this.help));
	}

	/**
	 * Adds an issue without the host's help.
	 * @param issue the issue
	 */
	public void add(Issue issue) {
		this.issues.add(issue);
	}

	/**
	 * Adds issues without the host's help.
	 * @param issues the issues
	 */
	public void addAll(Collection<Issue> issues) {
		this.issues.addAll(issues);
	}

	/**
	 * Adds the issues of another collection.
	 * @param other the other collection
	 */
	public void addAll(Issues other) {
		this.issues.addAll(other.issues);
	}

	/**
	 * Tells whether there are no issues.
	 * @return {@code true} if there are none
	 */
	public boolean isEmpty() {
		return this.issues.isEmpty();
	}

	/**
	 * Returns how many issues there are.
	 * @return the number
	 */
	public int size() {
		return this.issues.size();
	}

	/**
	 * Returns the issues in the order in which their authors read them: first those with
	 * a location, by file, line and column; then those without one.
	 * @return the issues, in a new unmodifiable list at each call
	 */
	public List<Issue> inOrder() {
		return this.issues.stream().sorted(IN_ORDER).toList();
	}

	/**
	 * Throws if there is an issue.
	 * @throws ClaimPolicyException if there is an issue; the exception holds all of them,
	 * in order
	 */
	public void throwIfAny() {
		if (!this.issues.isEmpty()) {
			throw new ClaimPolicyException(inOrder());
		}
	}

}
