package io.github.claimsdsl;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a policy: found at start-up, shown to its author.
 * Immutable.
 *
 * @param code the stable code of the kind of issue, such as {@code unknown-property}
 * @param origin where it was found
 * @param message what is wrong, as a phrase without a final full stop
 * @param help what to do, as one or more sentences, or {@code null} if the message says
 * it
 * @param snippet the place in the author's text, or {@code null} if the issue is not
 * about a text
 * @since 0.1.0
 */
public record Issue(String code, Origin origin, String message, @Nullable String help, @Nullable Snippet snippet) {

	/**
	 * Adds what a host says of issues of this code, in its own terms.
	 * @param sentences the host's sentences, by code
	 * @return a copy with the sentence after its help, or this issue if there is none
	 */
	public Issue withHelp(Map<String, String> sentences) {
		String sentence = sentences.get(this.code);
		if (sentence == null) {
			return this;
		}
		return new Issue(this.code, this.origin, this.message,
				(this.help != null) ? this.help + " " + sentence : sentence, this.snippet);
	}

	/**
	 * Returns the issue as its author sees it: origin, message, help, the code in
	 * parentheses, and the line with a caret.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder().append(this.origin).append(": ").append(this.message).append('.');
		if (this.help != null) {
			text.append(' ').append(this.help);
		}
		text.append(" (").append(this.code).append(')');
		if (this.snippet != null) {
			text.append('\n').append(this.snippet);
		}
		return text.toString();
	}

	/**
	 * A place in an author's text. Immutable.
	 *
	 * @param line the source line, without its end
	 * @param lineNumber the number of the line in the text, from 1
	 * @param column the column of the place in the line, from 1, counted in UTF-16 units
	 */
	public record Snippet(String line, int lineNumber, int column) {

		/**
		 * Finds the place of an offset in a text.
		 * @param text the author's text
		 * @param offset the offset, in UTF-16 units, from 0 to the text's length
		 * @return the place
		 */
		public static Snippet at(String text, int offset) {
			int start = text.lastIndexOf('\n', offset - 1) + 1;
			int end = text.indexOf('\n', start);
			String line = text.substring(start, (end >= 0) ? end : text.length());
			int number = (int) text.substring(0, start).chars().filter((c) -> c == '\n').count() + 1;
			return new Snippet(line, number, offset - start + 1);
		}

		/**
		 * Returns the line and below it a caret, both indented by two spaces; control
		 * characters are shown as spaces.
		 */
		@Override
		public String toString() {
			String shown = this.line.replaceAll("\\p{Cntrl}", " ");
			return "  " + shown + "\n  " + " ".repeat(this.column - 1) + "^";
		}

	}

}
