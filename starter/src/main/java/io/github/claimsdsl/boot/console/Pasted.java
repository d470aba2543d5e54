package io.github.claimsdsl.boot.console;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.boot.PolicyDrafts;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Policies that were pasted into a form.
 *
 * @param draft the compiled policies
 */
record Pasted(PolicyDrafts.Draft draft) {

	/**
	 * Reads pasted policies. Returns {@code null} if nothing was pasted.
	 * @throws IllegalArgumentException if the text cannot be read or compared
	 * @throws io.github.claimsdsl.ClaimPolicyException if a server would not start with
	 * the policies
	 */
	static @Nullable Pasted read(String yaml, @Nullable PolicyDrafts drafts) {
		if (yaml.isEmpty()) {
			return null;
		}
		if (drafts == null) {
			throw new IllegalArgumentException("policies cannot be pasted here");
		}
		return new Pasted(drafts.read(yaml));
	}

	/** Shows what is wrong with the pasted text. */
	static Html problem(RuntimeException ex) {
		if (ex instanceof ClaimPolicyException wrong) {
			return all(
					element("p", css("outcome refused"), element("strong", "Not valid"),
							" the server would not start with the pasted policies"),
					wrong.issues().stream().map(Pasted::issue).toList());
		}
		return element("p", css("alert"), attribute("role", "alert"),
				"The pasted policies cannot be read: " + ex.getMessage() + ".");
	}

	private static Html issue(Issue issue) {
		return element("div", css("issue"), attribute("role", "alert"),
				element("p", element("b", StringUtils.capitalize(issue.message()) + "."), " ", issue.help()),
				element("p", css("muted"), issue.origin().toString()),
				(issue.snippet() != null) ? TokenSection.block("Place", issue.snippet().toString()) : null);
	}

	/** Shows which parts of the text are ignored, or returns {@code null} if none is. */
	@Nullable Html note() {
		return this.draft.ignored().isEmpty() ? null
				: element("p", css("muted"),
						"Pasted policies cannot change these, so they are not compared: claims-dsl."
								+ String.join(", claims-dsl.", this.draft.ignored()) + ".");
	}

}
