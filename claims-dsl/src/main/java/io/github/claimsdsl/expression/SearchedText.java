package io.github.claimsdsl.expression;

/**
 * A text in which all matches of a pattern are looked for. Each match takes linear time,
 * but to find the next one RE2 may read to the end of the text again: the characters that
 * it reads are counted, and bounded.
 */
final class SearchedText implements CharSequence {

	/** How often RE2 may read each character: some times is usual. */
	static final int READINGS = 32;

	private final String text;

	/** The work of looking for all matches, in times of that for one. */
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
			throw new EvaluationException("a pattern reads the text too often");
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
