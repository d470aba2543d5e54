package io.github.claimsdsl.expression;

/**
 * Limits on expressions and on the data that they read. Together they bound the cost of
 * any accepted expression on any data. Immutable.
 *
 * @param length the longest source text, in UTF-16 code units
 * @param depth the deepest nesting of parentheses, lists, maps and calls
 * @param nodes the largest number of nodes in the syntax tree of an expression
 * @param textLength the longest text that is read or produced, in UTF-16 code units
 * @param elements the largest number of elements in a collection or map that is read or
 * produced
 * @since 0.1.0
 */
public record Limits(int length, int depth, int nodes, int textLength, int elements) {

	/**
	 * The longest text that a function produces, which is also the highest limit for
	 * texts.
	 */
	static final int LONGEST_TEXT = 65_536;

	/**
	 * The most elements that a function produces, which is also the highest limit for
	 * collections.
	 */
	static final int MOST_ELEMENTS = 10_000;

	/**
	 * The default limits: 2,000 characters of source, 24 levels, 200 nodes, texts of
	 * 16,384 characters and collections of 1,000 elements.
	 */
	public static final Limits DEFAULT = new Limits(2_000, 24, 200, 16_384, 1_000);

	/**
	 * Checks the limits. Each must be at least 1. The highest limits are 10,000
	 * characters of source, 100 levels, 1,000 nodes, 65,536 characters of text and 10,000
	 * elements.
	 * @throws IllegalArgumentException if a limit is out of range
	 */
	public Limits {
		if (length < 1 || depth < 1 || nodes < 1 || textLength < 1 || elements < 1) {
			throw new IllegalArgumentException("every limit must be at least 1");
		}
		atMost("length", length, 10_000);
		atMost("depth", depth, 100);
		atMost("nodes", nodes, 1_000);
		atMost("textLength", textLength, LONGEST_TEXT);
		atMost("elements", elements, MOST_ELEMENTS);
	}

	private static void atMost(String name, int limit, int most) {
		if (limit > most) {
			throw new IllegalArgumentException(name + " must be at most " + most);
		}
	}

}
