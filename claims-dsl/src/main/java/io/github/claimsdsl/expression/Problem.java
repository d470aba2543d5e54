package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * An issue that knows its offset but not yet its origin.
 */
record Problem(String code, int position, String message, @Nullable String help) {

	Issue at(Origin origin, String source) {
		boolean cut = this.code.equals("too-long");
		Issue.Snippet snippet = Issue.Snippet.at(cut ? source.substring(0, Math.min(80, source.length())) : source,
				this.position);
		return new Issue(this.code, origin, this.message, this.help, snippet);
	}

}
