package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.PreviewedToken;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;
import static io.github.claimsdsl.boot.console.Html.flag;

/**
 * Checks an expression and evaluates it for a token.
 */
final class ExpressionPage {

	/** The value of the button that only checks the expression. */
	private static final String CHECK = "check";

	private static final Pattern REWRITE = Pattern.compile("Write: (.+)$", Pattern.DOTALL);

	/** The user name that audit events show for a user that was typed as JSON. */
	private static final String GIVEN = "JSON";

	private final Choices choices;

	private final Trials trials;

	private final UserFields users;

	private final Reference reference;

	ExpressionPage(Choices choices, Trials trials, UserFields users, Reference reference) {
		this.choices = choices;
		this.trials = trials;
		this.users = users;
		this.reference = reference;
	}

	Html show(ConsoleRequest request) {
		TokenInputs form = request.isPosted() ? TokenInputs.read(request, this.choices)
				: TokenInputs.first(request, this.choices);
		TokenType type = request.choice("tokenType", TokenType.ACCESS_TOKEN);
		String rewrite = request.text("rewrite");
		String expression = rewrite.isEmpty() ? request.text("expression") : rewrite;
		return Frame.page(request, "Try an expression", "expression",
				element("form", css("panes end"), attribute("method", "post"),
						attribute("action", request.link("expression")), request.csrf(),
						element("div", box(request, expression),
								element("section", attribute("aria-label", "Result"), attribute("id", "result"),
										request.isPosted() ? result(request, expression, form, type) : null),
								this.reference.show()),
						element("div", element("h2", "For this token"), new TokenFields(this.choices, "").show(form),
								this.users.show(request), types(type))));
	}

	private static Html box(ConsoleRequest request, String expression) {
		return all(element("label", attribute("for", "expression"), "Expression"), element("textarea",
				attribute("id", "expression"), attribute("name", "expression"), attribute("rows", "4"),
				attribute("autocomplete", "off"), attribute("autocapitalize", "none"), attribute("spellcheck", "false"),
				attribute("placeholder", "user.email"), attribute("aria-describedby", "live"),
				attribute("data-check", request.link(CHECK)), expression),
				element("div", attribute("id", "live"), attribute("role", "status")),
				element("p", css("buttons"),
						element("button", attribute("type", "submit"), attribute("name", "do"),
								attribute("value", "evaluate"), "Evaluate"),
						" ", element("button", css("secondary"), attribute("type", "submit"), attribute("name", "do"),
								attribute("value", CHECK), "Check only")));
	}

	private static Html types(TokenType chosen) {
		List<Html> options = new ArrayList<>();
		for (TokenType type : TokenType.values()) {
			options.add(element("option", attribute("value", type.name()), flag("selected", type == chosen),
					TokenSection.title(type)));
		}
		return all(element("label", attribute("for", "tokenType"), "Token"),
				element("select", attribute("id", "tokenType"), attribute("name", "tokenType"), options));
	}

	private Html result(ConsoleRequest request, String expression, TokenInputs form, TokenType type) {
		if (request.text("do").equals(CHECK) || !request.text("rewrite").isEmpty()) {
			return issues(this.trials.check(expression, type));
		}
		try {
			Object given = this.users.given(request);
			Trial trial = this.trials.run(expression, (given != null) ? form.preview(type, GIVEN) : form.preview(type),
					given, request.reader());
			return all(issues(trial.issues()), value(trial));
		}
		catch (JsonUserException ex) {
			return all(issues(this.trials.check(expression, type)),
					element("p", css("alert"), attribute("role", "alert"),
							"No value, because the JSON does not describe a user. ", ex.getMessage()));
		}
		catch (IllegalArgumentException ex) {
			return all(issues(List.of()), PreviewPage.problem(ex));
		}
	}

	private static Html issues(List<Issue> issues) {
		return issues.isEmpty() ? element("p", css("outcome issued"), element("strong", "Valid"))
				: all(element("p", css("outcome refused"), element("strong", "Not valid"),
						" the server would not start with this expression"),
						issues.stream().map(ExpressionPage::issue).toList());
	}

	private static Html issue(Issue issue) {
		Issue.Snippet snippet = issue.snippet();
		String rewrite = rewrite(issue);
		return element("div", css("issue"), attribute("role", "alert"),
				element("p", element("b", StringUtils.capitalize(issue.message()) + "."), " ", issue.help()),
				(rewrite != null)
						? element("p", css("buttons"),
								element("button", css("secondary"), attribute("type", "submit"),
										attribute("name", "rewrite"), attribute("value", rewrite), "Use the rewrite"))
						: null,
				(snippet != null) ? all(
						element("p", css("muted"), "Line " + snippet.lineNumber() + ", column " + snippet.column()),
						TokenSection.block("Place", snippet.toString())) : null);
	}

	/**
	 * Returns the corrected expression of the author, or {@code null} if the issue has
	 * none.
	 */
	private static @Nullable String rewrite(Issue issue) {
		Matcher matcher = REWRITE.matcher((issue.help() != null) ? issue.help() : "");
		return (matcher.find() && !matcher.group(1).contains(" (false for null), or: ")) ? matcher.group(1) : null;
	}

	private static @Nullable Html value(Trial trial) {
		if (trial.missing() != null) {
			return missing(trial.missing());
		}
		if (trial.outcome() == null) {
			return null;
		}
		return all(element("h2", "Value"),
				(trial.value() != null) ? TokenSection.block("Value", trial.value())
						: element("p", "None. A rule with this expression would be ",
								element("b", trial.outcome().status().toString()), "."),
				(trial.outcome().detail() != null)
						? element("p", StringUtils.capitalize(trial.outcome().detail()) + ".") : null);
	}

	private static Html missing(PreviewedToken token) {
		return element("p", attribute("role", "alert"), "No value, because the token would not be issued: ",
				(token.error() != null) ? all(element("code", token.error().code()), ", ") : null,
				String.valueOf((token.error() != null && token.error().description() != null)
						? token.error().description() : token.reason()),
				".");
	}

	/** Returns the issues that the script shows while the author types, as JSON. */
	String check(ConsoleRequest request) {
		String expression = request.text("expression");
		List<Map<String, @Nullable Object>> issues = new ArrayList<>();
		if (!expression.isBlank()) {
			for (Issue issue : this.trials.check(expression, request.choice("tokenType", TokenType.ACCESS_TOKEN))) {
				Map<String, @Nullable Object> shown = new LinkedHashMap<>();
				shown.put("message", StringUtils.capitalize(issue.message()) + ".");
				shown.put("help", issue.help());
				shown.put("place", (issue.snippet() != null) ? issue.snippet().toString() : null);
				shown.put("rewrite", rewrite(issue));
				issues.add(shown);
			}
		}
		return TokenSection.json(issues);
	}

}
