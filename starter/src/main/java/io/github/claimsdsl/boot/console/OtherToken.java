package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;
import static io.github.claimsdsl.boot.console.Html.flag;

/**
 * The part of the form for the token to compare with. An empty field means that it has
 * the same value as the first token.
 *
 * @param client the other client, or an empty text
 * @param grantType the other grant type, or an empty text
 * @param issuance {@code INITIAL} or {@code REFRESH}, or an empty text
 * @param user the other user, or an empty text
 * @param audience the other audience, {@code -} for none, or an empty text
 * @param yaml the other policies, or an empty text for the server's
 */
record OtherToken(String client, String grantType, String issuance, String user, String audience, String yaml) {

	static final OtherToken SAME = new OtherToken("", "", "", "", "", "");

	private static final String NONE = "-";

	static OtherToken read(ConsoleRequest request) {
		String issuance = request.text("other-issuance");
		if (!issuance.isEmpty()) {
			request.choice("other-issuance", Issuance.INITIAL);
		}
		return new OtherToken(request.text("other-client").strip(), request.text("other-grantType").strip(), issuance,
				request.text("other-user"), request.text("other-audience"), Yaml.read(request));
	}

	boolean isSame() {
		return equals(SAME);
	}

	/** Returns the token to compare with. */
	TokenInputs of(TokenInputs form) {
		String audience = this.audience.equals(NONE) ? "" : other(this.audience, form.audience());
		return new TokenInputs(other(this.client, form.client()), other(this.grantType, form.grantType()),
				this.issuance.isEmpty() ? form.issuance() : Issuance.valueOf(this.issuance),
				other(this.user, form.user()), audience, form.scopes(), form.issuer());
	}

	private static String other(String stated, String same) {
		return stated.isEmpty() ? same : stated;
	}

	/** Returns the name of the first token: its values that differ, in a few words. */
	String first(TokenInputs form) {
		return words(form, "today’s policies");
	}

	/** Returns the name of the second token. */
	String second(TokenInputs form) {
		return words(of(form), "the pasted policies");
	}

	private String words(TokenInputs form, String policies) {
		List<String> words = new ArrayList<>();
		add(words, this.client, form.client());
		add(words, this.grantType, TokenInputs.shortName(form.grantType()));
		add(words, this.issuance, form.issuance().value());
		add(words, this.user, form.user().isEmpty() ? "no user" : form.user());
		add(words, this.audience, form.audience().isEmpty() ? "no audience" : form.audience());
		add(words, this.yaml, policies);
		return String.join(", ", words);
	}

	private static void add(List<String> words, String stated, String word) {
		if (!stated.isEmpty()) {
			words.add(word);
		}
	}

	/**
	 * Shows the fields.
	 * @param fields the fields of the first token
	 * @param form the first token
	 * @param drafts whether policies can be pasted
	 */
	Html show(TokenFields fields, TokenInputs form, boolean drafts) {
		Choices choices = fields.choices();
		TokenFields others = new TokenFields(choices, "other-");
		return element("details", css("compare"), flag("open", !isSame()), element("summary", "Compare with"),
				element("p", css("muted"), "Fill in what should be different. Empty fields stay the same."),
				others.suggested("user", "Other user", this.user, "users", choices.users(this.user), null),
				others.suggested("client", "Other client", this.client, "clients", choices.clients(this.client), null),
				others.list("grantType", "Other grant", same(choices.grantTypes(form.client()), this.grantType),
						this.grantType, (grant) -> grant.isEmpty() ? "same" : TokenInputs.shortName(grant)),
				others.list("issuance", "Other issuance", List.of("", Issuance.INITIAL.name(), Issuance.REFRESH.name()),
						this.issuance, (name) -> name.isEmpty() ? "same" : Issuance.valueOf(name).value()),
				audience(others), drafts ? Yaml.field(this.yaml) : null);
	}

	private @Nullable Html audience(TokenFields others) {
		List<String> ids = new ArrayList<>(same(others.choices().audienceIds(), this.audience));
		if (ids.size() == 1) {
			return null;
		}
		ids.remove(NONE);
		ids.add(1, NONE);
		return all(others.list("audience", "Other audience", ids, this.audience,
				(id) -> id.isEmpty() ? "same" : id.equals(NONE) ? "none" : id));
	}

	private static List<String> same(Collection<String> values, String chosen) {
		List<String> all = new ArrayList<>(List.of(""));
		all.addAll(values);
		if (!all.contains(chosen)) {
			all.add(chosen);
		}
		return all;
	}

	/**
	 * The field for pasted policies.
	 */
	static final class Yaml {

		private static final String NAME = "yaml";

		private Yaml() {
		}

		static String read(ConsoleRequest request) {
			String yaml = request.text(NAME);
			return yaml.isBlank() ? "" : yaml;
		}

		static Html field(String yaml) {
			return all(element("label", attribute("for", NAME), "Other policies, as YAML"),
					element("textarea", attribute("id", NAME), attribute("name", NAME), attribute("rows", "8"),
							attribute("autocapitalize", "none"), attribute("spellcheck", "false"),
							attribute("aria-describedby", NAME + "-hint"), yaml),
					element("p", attribute("id", NAME + "-hint"), css("muted hint"),
							"Paste a file such as application.yml. "
									+ "What it has under claims-dsl replaces that of the server. Rules in Java stay."));
		}

	}

}
