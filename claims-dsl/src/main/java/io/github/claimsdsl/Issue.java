package io.github.claimsdsl;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a policy that was found at start-up, as it is shown to the policy's
 * author. Immutable.
 *
 * @param code the stable code of the kind of issue, such as {@code unknown-property}
 * @param origin where the mistake is
 * @param message the mistake, as a phrase without a full stop at its end
 * @param help how to fix it, as one or more sentences, or {@code null} if the message
 * says it
 * @param snippet the place in the author's expression, or {@code null} if the issue is
 * not about an expression
 * @since 0.1.0
 */
public record Issue(String code, Origin origin, String message, @Nullable String help, @Nullable Snippet snippet) {

	/**
	 * Adds the sentence that the host has for issues of this code. A host is the program
	 * that the engine runs in, such as the Spring Boot starter. It adds, for example, the
	 * names of its own properties.
	 * @param sentences the host's sentences, by code
	 * @return a copy with the sentence added to its help, or this issue if there is no
	 * sentence for its code
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
	 * @param line the line that holds the place, without its line break
	 * @param lineNumber the number of the line in the text, from 1
	 * @param column the column in the line, from 1, counted in UTF-16 code units
	 */
	public record Snippet(String line, int lineNumber, int column) {

		/**
		 * Creates the snippet for an offset in a text.
		 * @param text the author's text
		 * @param offset the offset, in UTF-16 code units, from 0 to the text's length
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
		 * Returns the line, and below it a caret at the column. Both are indented by two
		 * spaces. Control characters are shown as spaces.
		 */
		@Override
		public String toString() {
			String shown = this.line.replaceAll("\\p{Cntrl}", " ");
			return "  " + shown + "\n  " + " ".repeat(this.column - 1) + "^";
		}

	}

}
