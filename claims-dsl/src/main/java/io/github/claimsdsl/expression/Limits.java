package io.github.claimsdsl.expression;

/**
 * Bounds on expressions and on the data they read. Together they bound the cost of any
 * accepted expression over any data.
 *
 * @param length the longest source text, in UTF-16 units
 * @param depth the deepest nesting of parentheses, lists, maps and calls
 * @param nodes the most nodes of an expression's syntax tree
 * @param textLength the longest text read or produced, in UTF-16 units
 * @param elements the most elements of a collection or map read or produced
 */
public record Limits(int length, int depth, int nodes, int textLength, int elements) {

	/**
	 * The default bounds: 2,000 characters, 24 levels, 200 nodes, texts of 16,384
	 * characters, collections of 1,000 elements.
	 */
	public static final Limits DEFAULT = new Limits(2_000, 24, 200, 16_384, 1_000);

	/**
	 * Checks that every bound is positive and that the depth is at most 100.
	 * @param length the longest source text, in UTF-16 units
	 * @param depth the deepest nesting of parentheses, lists, maps and calls
	 * @param nodes the most nodes of an expression's syntax tree
	 * @param textLength the longest text read or produced, in UTF-16 units
	 * @param elements the most elements of a collection or map read or produced
	 * @throws IllegalArgumentException if a bound is out of range
	 */
	public Limits {
		if (length < 1 || depth < 1 || nodes < 1 || textLength < 1 || elements < 1) {
			throw new IllegalArgumentException("every limit must be at least 1");
		}
		if (depth > 100) {
			throw new IllegalArgumentException("depth must be at most 100");
		}
	}

}
