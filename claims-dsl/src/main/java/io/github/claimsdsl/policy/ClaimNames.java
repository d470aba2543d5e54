package io.github.claimsdsl.policy;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Finds out what people see of a claim's name. Two names that look the same could be
 * mistaken for each other.
 */
final class ClaimNames {

	/**
	 * The characters that are not shown: control and format characters, line and
	 * paragraph separators, and the other characters that Unicode calls default
	 * ignorable. A space counts as shown.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4"
			+ "\\u17B5\\u180B-\\u180F\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0\\u00A0\\u2800\\uFFF0-\\uFFF8\\x{E0000}-\\x{E0FFF}]");

	private ClaimNames() {
	}

	static boolean hasInvisible(String name) {
		return INVISIBLE.matcher(name).find();
	}

	/**
	 * Returns the name in its Unicode compatibility form, without the characters that are
	 * not shown.
	 */
	static String visible(String name) {
		return INVISIBLE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("").strip();
	}

}
