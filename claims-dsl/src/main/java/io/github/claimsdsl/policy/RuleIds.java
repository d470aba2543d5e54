package io.github.claimsdsl.policy;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The order of rule ids.
 */
final class RuleIds {

	private static final Pattern NUMBER = Pattern.compile("\\[([0-9]{1,9})]");

	/**
	 * Compares ids as text, but the indexes of a list as numbers, so that 2 comes before
	 * 10.
	 */
	static final Comparator<String> NATURAL = Comparator.comparing(RuleIds::padded);

	private RuleIds() {
	}

	private static String padded(String id) {
		return NUMBER.matcher(id).replaceAll((number) -> String.format("[%09d]", Integer.valueOf(number.group(1))));
	}

}
