package io.github.claimsdsl.boot.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.boot.PolicyDrafts;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Explains a token that was issued: which rule would set each of its claims today, and
 * which claims would differ. The token is only in the body of the request and of the
 * answer. It is not stored, logged, or part of an address.
 */
final class ExplainPage {

	private final Choices choices;

	private final @Nullable IssuedTokens tokens;

	private final TokenPreview preview;

	private final @Nullable PolicyDrafts drafts;

	/**
	 * Creates the page.
	 * @param choices the values that the fields offer
	 * @param tokens reads tokens, or {@code null} if the signing keys are not known
	 * @param preview shows what the token would be today
	 * @param drafts reads pasted policies, or {@code null} if policies cannot be pasted
	 */
	ExplainPage(Choices choices, @Nullable IssuedTokens tokens, TokenPreview preview, @Nullable PolicyDrafts drafts) {
		this.choices = choices;
		this.tokens = tokens;
		this.preview = preview;
		this.drafts = drafts;
	}

	Html show(ConsoleRequest request) {
		String value = request.isPosted() ? request.text("token").strip() : "";
		String yaml = request.isPosted() ? OtherToken.Yaml.read(request) : "";
		if (this.tokens == null) {
			return page(request, value, null, yaml,
					alert("The token cannot be checked: this server has no JWKSource bean, "
							+ "or several. Declare one, so that the console knows the server’s keys."));
		}
		if (value.isEmpty()) {
			return page(request, value, null, yaml, hint());
		}
		IssuedToken token;
		try {
			token = this.tokens.read(value);
		}
		catch (IllegalArgumentException ex) {
			return page(request, value, null, yaml,
					alert("This is not a token of this server: " + ex.getMessage() + "."));
		}
		TokenInputs form = form(request, token);
		return page(request, value, form, yaml, explained(token, form, yaml));
	}

	private static Html alert(String text) {
		return element("p", css("alert"), attribute("role", "alert"), text);
	}

	/**
	 * Returns the values of the fields, or those of the token if the fields were not
	 * shown yet. The issuer is always that of the token.
	 */
	private TokenInputs form(ConsoleRequest request, IssuedToken token) {
		if (request.text("client").isEmpty()) {
			return token.form();
		}
		TokenInputs read = TokenInputs.read(request, this.choices);
		return new TokenInputs(read.client(), read.grantType(), read.issuance(), read.user(), read.audience(),
				read.scopes(), token.form().issuer());
	}

	private Html page(ConsoleRequest request, String value, @Nullable TokenInputs form, String yaml, Html result) {
		return Frame.page(request, "Explain a token", "explain", element("div", css("panes"), element("form",
				attribute("method", "post"), attribute("action", request.link("explain") + "#result"), request.csrf(),
				element("label", attribute("for", "token"), "Token"),
				element("textarea", attribute("id", "token"), attribute("name", "token"), attribute("rows", "6"),
						attribute("autocomplete", "off"), attribute("autocapitalize", "none"),
						attribute("spellcheck", "false"), attribute("aria-describedby", "token-hint"), value),
				element("p", attribute("id", "token-hint"), css("muted hint"),
						"A JWT that this server issued. It is neither saved nor logged."),
				(form != null) ? new TokenFields(this.choices, "").show(form) : null,
				(this.drafts != null) ? OtherToken.Yaml.field(yaml) : null,
				element("button", attribute("type", "submit"), "Explain")),
				element("section", attribute("id", "result"), attribute("aria-label", "Result"), result)));
	}

	private static Html hint() {
		return element("p", css("hint"),
				"Paste an access token or an ID token. Beside each claim you see its value today, and the rule that would "
						+ "set it. To see what a policy change did to the token, paste the older policies as well.");
	}

	private Html explained(IssuedToken token, TokenInputs form, String yaml) {
		return all(notes(token.notes()), today(token, form), yaml.isEmpty() ? null : pasted(token, form, yaml));
	}

	private static Html notes(List<String> notes) {
		return all(notes.stream().map((note) -> element("p", note)).toList());
	}

	private Html today(IssuedToken token, TokenInputs form) {
		return compared("today", "today", token, form, this.preview);
	}

	private Html pasted(IssuedToken token, TokenInputs form, String yaml) {
		try {
			Pasted pasted = Pasted.read(yaml, this.drafts);
			return (pasted == null) ? all() : all(pasted.note(),
					compared("pasted", "the pasted policies", token, form, pasted.draft().preview()));
		}
		catch (ClaimPolicyException | IllegalArgumentException ex) {
			return Pasted.problem(ex);
		}
	}

	private static Html compared(String id, String name, IssuedToken token, TokenInputs form, TokenPreview preview) {
		try {
			Comparison comparison = new Comparison(token.token(), preview.preview(form.preview(token.type())));
			return new ComparedSection(id, TokenSection.title(token.type()) + " compared with " + name, token.type(),
					comparison, "this token", name, true)
				.show();
		}
		catch (IllegalArgumentException ex) {
			return PreviewPage.problem(ex);
		}
	}

}
