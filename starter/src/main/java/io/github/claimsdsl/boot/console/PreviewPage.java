package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows the tokens that a client would get, and what userinfo and introspection would
 * answer about them. A preview is posted, so that the names of users stand in no address.
 */
final class PreviewPage {

	private final Choices choices;

	private final TokenPreview preview;

	PreviewPage(Choices choices, TokenPreview preview) {
		this.choices = choices;
		this.preview = preview;
	}

	Html show(ConsoleRequest request) {
		TokenForm form = request.isPosted() ? TokenForm.read(request, "")
				: TokenForm.first(this.choices, request.reader());
		return Frame.page(request, "Preview a token", "",
				element("div", css("panes"),
						element("form", attribute("method", "post"), attribute("action", request.link("") + "#result"),
								request.csrf(), new TokenFields(this.choices, "").show(form),
								element("button", attribute("type", "submit"), "Preview"), mayUse(form.client())),
						element("section", attribute("id", "result"), attribute("aria-label", "Result"),
								request.isPosted() ? result(form) : hint())));
	}

	private static Html hint() {
		return element("p", css("hint"), "Choose who asks for a token, for whom and for which API. The policies and "
				+ "customizers that issue tokens make it, but it is neither signed nor saved. With it come the answers "
				+ "about it, of userinfo and introspection.");
	}

	private Html result(TokenForm form) {
		List<Html> tokens = new ArrayList<>();
		try {
			for (TokenType type : TokenType.values()) {
				tokens.add(new TokenSection(type, this.preview.preview(form.preview(type)), !form.audience().isEmpty())
					.show());
			}
		}
		catch (IllegalArgumentException ex) {
			return problem(ex);
		}
		return Html.all(facts(form), element("div", css("tokens"), tokens));
	}

	static Html problem(IllegalArgumentException ex) {
		return element("p", css("alert"), attribute("role", "alert"),
				"There is no such request: " + ex.getMessage() + ".");
	}

	private static Html facts(TokenForm form) {
		return element("ul", css("facts"), attribute("aria-label", "Previewed"), element("li", form.client()),
				element("li", TokenForm.shortName(form.grantType())), element("li", form.issuance().value()),
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
									.map((grant) -> TokenForm.shortName(grant.getValue()))
									.sorted()
									.toList()),
						client.getScopes().isEmpty() ? "."
								: "; scopes: " + String.join(" ", client.getScopes().stream().sorted().toList()) + ".");
	}

}
