package io.github.claimsdsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Origin.Location;

/**
 * Collects what is wrong with policies, so that their authors see all of it at once. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Issues {

	private static final Comparator<Location> BY_LOCATION = Comparator.comparing(Location::source)
		.thenComparingInt(Location::line)
		.thenComparingInt(Location::column);

	/** As they stand in files; those that stand in none come after, by their origin. */
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
	 * Creates an empty collection for a host.
	 * @param help what the host says of the issues that are made here, by code
	 * @see Issue#withHelp
	 */
	public Issues(Map<String, String> help) {
		this.help = Map.copyOf(help);
	}

	/**
	 * Makes and adds an issue that is not about a text.
	 * @param code the stable code of the kind of issue, such as {@code unknown-audience}
	 * @param origin where it was found
	 * @param message what is wrong, as a phrase without a final full stop
	 * @param help what to do, or {@code null} if the message says it
	 */
	public void add(String code, Origin origin, String message, @Nullable String help) {
		add(new Issue(code, origin, message, help, null).withHelp(this.help));
	}

	/**
	 * Adds an issue as it is.
	 * @param issue the issue
	 */
	public void add(Issue issue) {
		this.issues.add(issue);
	}

	/**
	 * Adds issues.
	 * @param issues the issues
	 */
	public void addAll(Collection<Issue> issues) {
		this.issues.addAll(issues);
	}

	/**
	 * Adds the issues of another collector.
	 * @param other the other
	 */
	public void addAll(Issues other) {
		this.issues.addAll(other.issues);
	}

	/**
	 * Tells whether nothing is wrong.
	 * @return whether there is no issue
	 */
	public boolean isEmpty() {
		return this.issues.isEmpty();
	}

	/**
	 * Tells how many issues there are.
	 * @return the number
	 */
	public int size() {
		return this.issues.size();
	}

	/**
	 * Returns the issues in the order in which their authors read them: as they stand in
	 * files, those of no file after them.
	 * @return the issues, unmodifiable, made at each call
	 */
	public List<Issue> inOrder() {
		return this.issues.stream().sorted(IN_ORDER).toList();
	}

	/**
	 * Throws if there is an issue.
	 * @throws ClaimPolicyException if there is one; it holds all in order
	 */
	public void throwIfAny() {
		if (!this.issues.isEmpty()) {
			throw new ClaimPolicyException(inOrder());
		}
	}

}
