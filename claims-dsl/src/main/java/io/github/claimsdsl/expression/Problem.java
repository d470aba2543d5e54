package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * An issue of a source text before its origin is known. Immutable.
 *
 * @param code the code of the issue
 * @param position the offset in the source
 * @param message what is wrong, as a phrase without a full stop at its end
 * @param help how to fix it, or {@code null} if the rewritten expression says it
 * @param part the corrected part, which is shown if the whole expression cannot be
 * rewritten, or {@code null}
 */
record Problem(String code, int position, String message, @Nullable String help, @Nullable String part) {

	Problem(String code, int position, String message, @Nullable String help) {
		this(code, position, message, help, null);
	}

	/** Returns the issue, with the rewritten expression if there is one. */
	Issue at(Origin origin, String source, @Nullable String whole) {
		boolean path = source.chars().allMatch((c) -> c == '.' || Character.isJavaIdentifierPart(c));
		String rewritten = (path && this.help != null) ? null : whole;
		boolean cut = this.code.equals("too-long");
		Issue.Snippet snippet = Issue.Snippet.at(cut ? source.substring(0, Math.min(80, source.length())) : source,
				this.position);
		String advice = (this.help == null) ? rewritten : (rewritten == null) ? this.help : this.help + " " + rewritten;
		boolean foreign = this.code.equals("not-in-language") || this.code.equals("chained-comparison");
		if (advice == null && (this.part != null || foreign)) {
			advice = (this.part != null) ? "Write here: " + this.part
					: "Correct the other mistakes first to see the whole expression rewritten.";
		}
		return new Issue(this.code, origin, this.message, advice, snippet);
	}

}
