package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;
import static io.github.claimsdsl.boot.console.Html.flag;

/**
 * Shows the fields of a {@link TokenInputs}.
 *
 * @param choices the values that the fields offer
 * @param prefix the prefix of the field names
 */
record TokenFields(Choices choices, String prefix) {

	Html show(TokenInputs form) {
		return all(suggested("client", "Client", form.client(), "clients", this.choices.clients(form.client()), null),
				list("grantType", "Grant", with(this.choices.grantTypes(form.client()), form.grantType()),
						form.grantType(), TokenInputs::shortName),
				list("issuance", "Issuance", names(), form.issuance().name(), (name) -> Issuance.valueOf(name).value()),
				suggested("user", "User", form.user(), "users", this.choices.users(form.user()),
						"Leave empty for a token without a user."),
				audience(form), issuer(form), scopes(form));
	}

	private static List<String> names() {
		return List.of(Issuance.INITIAL.name(), Issuance.REFRESH.name());
	}

	/** Shows a field for any text, with suggestions. */
	Html suggested(String name, String label, String value, String kind, List<String> suggestions,
			@Nullable String hint) {
		String id = this.prefix + name;
		return all(element("label", attribute("for", id), label),
				element("input", attribute("id", id), attribute("name", id), attribute("type", "text"),
						attribute("value", value), attribute("list", id + "-list"), attribute("autocomplete", "off"),
						attribute("autocapitalize", "none"), attribute("spellcheck", "false"),
						attribute("data-suggest", kind),
						(hint != null) ? attribute("aria-describedby", id + "-hint") : null),
				element("datalist", attribute("id", id + "-list"),
						suggestions.stream().map((it) -> element("option", attribute("value", it))).toList()),
				(hint != null) ? element("p", attribute("id", id + "-hint"), css("muted hint"), hint) : null);
	}

	Html list(String name, String label, Collection<String> values, String chosen, Function<String, String> text) {
		String id = this.prefix + name;
		return all(element("label", attribute("for", id), label),
				element("select", attribute("id", id), attribute("name", id),
						values.stream()
							.map((value) -> element("option", attribute("value", value),
									flag("selected", value.equals(chosen)), text.apply(value)))
							.toList()));
	}

	private static Set<String> with(Collection<String> values, String chosen) {
		Set<String> all = new LinkedHashSet<>(values);
		if (!chosen.isEmpty()) {
			all.add(chosen);
		}
		return all;
	}

	private @Nullable Html audience(TokenInputs form) {
		List<String> audiences = new ArrayList<>(List.of(""));
		audiences.addAll(with(this.choices.audienceIds(), form.audience()));
		return (audiences.size() > 1)
				? list("audience", "Audience", audiences, form.audience(), (id) -> id.isEmpty() ? "none" : id) : null;
	}

	private @Nullable Html issuer(TokenInputs form) {
		if (this.choices.issuerOfRequests()) {
			String id = this.prefix + "issuer";
			return all(element("label", attribute("for", id), "Issuer"),
					element("input", attribute("id", id), attribute("name", id), attribute("type", "text"),
							attribute("value", form.issuer()), attribute("autocomplete", "off"),
							attribute("autocapitalize", "none"), attribute("spellcheck", "false"),
							attribute("aria-describedby", id + "-hint")),
					element("p", attribute("id", id + "-hint"), css("muted hint"),
							"The server takes it from the address that a client calls. At first it is that of this page."));
		}
		return this.choices.issuers().isEmpty() ? null
				: list("issuer", "Issuer", this.choices.issuers(), form.issuer(), Function.identity());
	}

	private Html scopes(TokenInputs form) {
		List<Html> boxes = new ArrayList<>();
		Set<String> offered = this.choices.scopes(form.client());
		for (String scope : offered) {
			String id = this.prefix + "scope-" + boxes.size();
			boxes.add(element("div", css("choice"),
					element("input", attribute("type", "checkbox"), attribute("name", this.prefix + "scopes"),
							attribute("id", id), attribute("value", scope),
							flag("checked", form.scopes().contains(scope))),
					element("label", attribute("for", id), scope)));
		}
		String others = String.join(" ", form.scopes().stream().filter((it) -> !offered.contains(it)).toList());
		String id = this.prefix + "other-scopes";
		return element("fieldset", element("legend", "Scopes"), boxes,
				element("label", attribute("for", id), "Other scopes, separated by spaces"),
				element("input", attribute("id", id), attribute("name", this.prefix + "scopes"),
						attribute("type", "text"), attribute("value", others), attribute("autocomplete", "off"),
						attribute("autocapitalize", "none"), attribute("spellcheck", "false")));
	}

}
