package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.boot.PolicyDrafts;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the tokens that a client would get, and what userinfo and introspection would
 * answer. The form is posted, so that user names do not appear in addresses, which are
 * logged.
 */
final class PreviewPage {

	private final Choices choices;

	private final TokenPreview preview;

	private final @Nullable PolicyDrafts drafts;

	private final CurlLines curl;

	PreviewPage(Choices choices, TokenPreview preview, @Nullable PolicyDrafts drafts, CurlLines curl) {
		this.choices = choices;
		this.preview = preview;
		this.drafts = drafts;
		this.curl = curl;
	}

	Html show(ConsoleRequest request) {
		boolean posted = request.isPosted();
		TokenInputs form = posted ? TokenInputs.read(request, this.choices) : TokenInputs.first(request, this.choices);
		OtherToken other = posted ? OtherToken.read(request) : OtherToken.SAME;
		TokenFields fields = new TokenFields(this.choices, "");
		return Frame.page(request, "Preview a token", "",
				element("div", css("panes"),
						element("form", attribute("method", "post"), attribute("action", request.link("") + "#result"),
								request.csrf(), fields.show(form), other.show(fields, form, this.drafts != null),
								element("button", attribute("type", "submit"), "Preview"), mayUse(form.client())),
						element("section", attribute("id", "result"), attribute("aria-label", "Result"),
								posted ? result(form, other) : hint())));
	}

	private static Html hint() {
		return element("p", css("hint"),
				"Choose a client, a user and an API, then press Preview. You see the tokens that "
						+ "the server would issue, what userinfo and introspection would answer, and which rule set each claim. "
						+ "Nothing is signed or saved.");
	}

	private Html result(TokenInputs form, OtherToken other) {
		try {
			return all(facts(form), this.curl.show(form), other.isSame() ? tokens(form) : compared(form, other));
		}
		catch (IllegalArgumentException ex) {
			return problem(ex);
		}
	}

	private Html tokens(TokenInputs form) {
		List<Html> tokens = new ArrayList<>();
		boolean refused = false;
		for (TokenType type : TokenType.values()) {
			PreviewedToken token = this.preview.preview(form.preview(type));
			refused |= type == TokenType.ACCESS_TOKEN && token.outcome() == PreviewedToken.Outcome.REFUSED;
			tokens.add(new TokenSection(type, token, !form.audience().isEmpty(), refused).show());
		}
		return element("div", css("tokens"), tokens);
	}

	private Html compared(TokenInputs form, OtherToken other) {
		Pasted pasted;
		try {
			pasted = Pasted.read(other.yaml(), this.drafts);
		}
		catch (ClaimPolicyException | IllegalArgumentException ex) {
			return Pasted.problem(ex);
		}
		TokenInputs second = other.of(form);
		TokenPreview preview = (pasted != null) ? pasted.draft().preview() : this.preview;
		List<Html> tokens = new ArrayList<>();
		for (TokenType type : TokenType.values()) {
			Comparison comparison = new Comparison(this.preview.preview(form.preview(type)),
					preview.preview(second.preview(type)));
			tokens.add(new ComparedSection(type.value(), TokenSection.title(type), type, comparison, other.first(form),
					other.second(form), false)
				.show());
		}
		return all((pasted != null) ? pasted.note() : null, tokens);
	}

	static Html problem(IllegalArgumentException ex) {
		return element("p", css("alert"), attribute("role", "alert"),
				"This request is not possible: " + ex.getMessage() + ".");
	}

	private static Html facts(TokenInputs form) {
		return element("ul", css("facts"), attribute("aria-label", "Previewed"), element("li", form.client()),
				element("li", TokenInputs.shortName(form.grantType())), element("li", form.issuance().value()),
				element("li", form.user().isEmpty() ? "no user" : form.user()),
				element("li", form.audience().isEmpty() ? "no audience" : form.audience()),
				element("li", form.scopes().isEmpty() ? "no scopes" : String.join(" ", form.scopes())));
	}

	private @Nullable Html mayUse(String id) {
		RegisteredClient client = this.choices.find(id);
		return (client == null) ? null
				: element("p", css("muted"), "Client ", element("b", id), " may use: ",
						String.join(", ",
								client.getAuthorizationGrantTypes()
									.stream()
									.map((grant) -> TokenInputs.shortName(grant.getValue()))
									.sorted()
									.toList()),
						client.getScopes().isEmpty() ? "."
								: "; scopes: " + String.join(" ", client.getScopes().stream().sorted().toList()) + ".");
	}

}
