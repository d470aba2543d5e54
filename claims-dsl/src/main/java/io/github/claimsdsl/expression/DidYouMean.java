package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the known name that an author probably meant by a mistyped one.
 *
 * @since 0.1.0
 */
public final class DidYouMean {

	/**
	 * Names that negate. {@code isNotEmpty} is spelled almost like {@code isEmpty}, but
	 * means the opposite.
	 */
	private static final Pattern NEGATED = Pattern.compile("^(is|has|does)?[nN]o[tn]?[A-Z]");

	/** The most names that a message lists. */
	private static final int MOST = 30;

	private DidYouMean() {
	}

	/**
	 * Finds the known name that is nearest to a mistyped one. They have a letter in
	 * common.
	 * @param name the mistyped name
	 * @param known the known names
	 * @return the nearest name, or empty if none is near
	 */
	public static Optional<String> nearest(String name, Collection<String> known) {
		int most = Math.max(1, name.length() / 3);
		return known.stream()
			.filter((candidate) -> NEGATED.matcher(candidate).find() == NEGATED.matcher(name).find())
			.filter((candidate) -> Math.abs(candidate.length() - name.length()) <= most)
			.filter((candidate) -> distance(name, candidate) <= most)
			.filter((candidate) -> distance(name, candidate) < Math.max(name.length(), candidate.length()))
			.min(Comparator.<String>comparingInt((candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()));
	}

	/**
	 * Tells whether two names are nearly the same.
	 * @param name a name
	 * @param other the other name
	 * @param most how many letters may be wrong, missing, added or swapped
	 * @return {@code true} if no more letters differ
	 */
	public static boolean isNear(String name, String other, int most) {
		return Math.abs(name.length() - other.length()) <= most && distance(name, other) <= most;
	}

	/**
	 * Returns a sentence that asks for the nearest known name, or lists the known names
	 * if none is near.
	 * @param name the mistyped name
	 * @param known the known names
	 * @return the sentence
	 */
	public static String sentence(String name, Collection<String> known) {
		return nearest(name, known).map((near) -> "Did you mean '" + near + "'?")
			.orElseGet(() -> known.isEmpty() ? "There is none."
					: "Known: " + String.join(", ", known.stream().sorted().limit(MOST).toList()) + more(known) + ".");
	}

	private static String more(Collection<String> known) {
		return (known.size() > MOST) ? " and " + (known.size() - MOST) + " more" : "";
	}

	private static int distance(String left, String right) {
		String a = left.toLowerCase(Locale.ROOT);
		String b = right.toLowerCase(Locale.ROOT);
		int[] previous = new int[b.length() + 1];
		int[] beforePrevious = previous;
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int cost = (a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1;
				current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
				if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
					current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
				}
			}
			beforePrevious = previous;
			previous = current;
		}
		return previous[b.length()];
	}

}
