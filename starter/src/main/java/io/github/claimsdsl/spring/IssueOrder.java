package io.github.claimsdsl.spring;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.claimsdsl.Issue;

/**
 * The order in which issues are shown: as they stand in files, the others after them.
 */
final class IssueOrder {

	static final Comparator<Issue> BY_PLACE = Comparator.comparing(IssueOrder::place);

	private static final Pattern PLACE = Pattern.compile("(.*):(\\d+):(\\d+)");

	private IssueOrder() {
	}

	private static String place(Issue issue) {
		String location = issue.origin().location();
		Matcher matcher = PLACE.matcher((location != null) ? location : "");
		if (!matcher.matches()) {
			return "\uffff" + issue.origin();
		}
		return "%s:%09d:%09d".formatted(matcher.group(1), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3)));
	}

}
