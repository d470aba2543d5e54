package io.github.claimsdsl.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates the size of the program of a regular expression before RE2/J builds it.
 * Nested counted repetitions, such as {@code ((a{99}){99}){99}}, multiply the size.
 */
final class PatternSize {

	/** The size of the largest program that is built. */
	static final int LARGEST = 5_000;

	private final String pattern;

	private final Deque<Long> outer = new ArrayDeque<>();

	private long sum;

	private long atom;

	private int position;

	private PatternSize(String pattern) {
		this.pattern = pattern;
	}

	static boolean isTooLarge(String pattern) {
		return new PatternSize(pattern).estimate() > LARGEST;
	}

	private long estimate() {
		while (this.position < this.pattern.length()) {
			read(this.pattern.charAt(this.position++));
		}
		close();
		while (!this.outer.isEmpty()) {
			this.atom += this.outer.pop();
		}
		return this.atom;
	}

	private void read(char c) {
		switch (c) {
			case '\\' -> escape();
			case '[' -> characterClass();
			case '(' -> open();
			case ')' -> close();
			case '{' -> repeat();
			default -> next();
		}
	}

	private void next() {
		this.sum += this.atom;
		this.atom = 1;
	}

	private void escape() {
		boolean quote = this.position < this.pattern.length() && this.pattern.charAt(this.position) == 'Q';
		this.position++;
		next();
		this.atom = quote ? LARGEST + 1 : 1;
	}

	private void characterClass() {
		next();
		if (this.pattern.startsWith("^", this.position)) {
			this.position++;
		}
		if (this.pattern.startsWith("]", this.position)) {
			this.position++;
		}
		while (this.position < this.pattern.length() && this.pattern.charAt(this.position) != ']') {
			skipInClass();
		}
		this.position++;
	}

	private void skipInClass() {
		int named = this.pattern.startsWith("[:", this.position) ? this.pattern.indexOf(":]", this.position) : -1;
		if (named >= 0) {
			this.position = named + 2;
		}
		else {
			this.position += (this.pattern.charAt(this.position) == '\\') ? 2 : 1;
		}
	}

	private void open() {
		next();
		this.outer.push(this.sum);
		this.sum = 0;
		this.atom = 2;
	}

	private void close() {
		long group = this.sum + this.atom;
		this.sum = this.outer.isEmpty() ? 0 : this.outer.pop();
		this.atom = group;
	}

	private void repeat() {
		int end = this.pattern.indexOf('}', this.position);
		int most = 0;
		for (int i = this.position; i < Math.max(end, 0); i++) {
			char c = this.pattern.charAt(i);
			most = (c == ',' && i + 1 < end) ? 0
					: (c >= '0' && c <= '9') ? Math.min(most * 10 + c - '0', 10_000) : most;
		}
		this.atom = Math.min(this.atom * Math.max(most, 1), 1_000_000_000L);
	}

}
