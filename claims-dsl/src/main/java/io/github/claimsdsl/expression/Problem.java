package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * An issue that knows its offset but not yet its origin.
 */
record Problem(String code, int position, String message, @Nullable String help) {

	Issue at(Origin origin, String source) {
		String line = (source.length() > 2_000) ? source.substring(0, 2_000) : source;
		Issue.Snippet snippet = Issue.Snippet.at(line, Math.min(this.position, line.length()));
		return new Issue(this.code, origin, this.message, this.help, snippet);
	}

}
