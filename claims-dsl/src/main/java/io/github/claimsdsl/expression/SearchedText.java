package io.github.claimsdsl.expression;

/**
 * A text in which RE2 looks for all matches of a pattern. Each match takes linear time,
 * but RE2 may read to the end of the text again to find the next one. So the characters
 * that it reads are counted, and reading too many fails.
 */
final class SearchedText implements CharSequence {

	/**
	 * How often RE2 may read each character on average. Reading it a few times is usual.
	 */
	static final int READINGS = 32;

	private final String text;

	/** How many times more work it is to look for all matches than for one. */
	static final int WORK = 8;

	private long left;

	SearchedText(String text) {
		this.text = text;
		this.left = (long) READINGS * (text.length() + READINGS);
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public char charAt(int index) {
		if (--this.left < 0) {
			throw new EvaluationException("matching a pattern takes too long");
		}
		return this.text.charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.substring(start, end);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
