package io.github.claimsdsl.boot.console;

import org.jspecify.annotations.Nullable;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;
import static io.github.claimsdsl.boot.console.Html.flag;

/**
 * The part of a form that says where the user's data comes from.
 *
 * @param users makes users from JSON
 */
record UserFields(JsonUsers users) {

	private static final String KIND = "userKind";

	private static final String JSON = "userJson";

	/** Where the user's data comes from. */
	enum Kind {

		NAMED, JSON

	}

	static boolean isJson(ConsoleRequest request) {
		return request.choice(KIND, Kind.NAMED) == Kind.JSON;
	}

	/**
	 * Returns the user that was typed as JSON, or {@code null} if the form names a user.
	 */
	@Nullable Object given(ConsoleRequest request) throws JsonUserException {
		return isJson(request) ? this.users.read(request.text(JSON)) : null;
	}

	@Nullable Html show(ConsoleRequest request) {
		if (!this.users.areKnown()) {
			return null;
		}
		String given = request.text(JSON);
		return element("fieldset", css("user-kind"), element("legend", "The user’s data"),
				choice(Kind.NAMED, "of the user named above", !isJson(request)),
				choice(Kind.JSON, "as JSON", isJson(request)),
				element("div", css("user-json"), element("label", attribute("for", JSON), "The user as JSON"),
						element("textarea", attribute("id", JSON), attribute("name", JSON), attribute("rows", "10"),
								attribute("autocomplete", "off"), attribute("autocapitalize", "none"),
								attribute("spellcheck", "false"), attribute("aria-describedby", JSON + "-hint"),
								given.isEmpty() ? this.users.template() : given),
						element("p", attribute("id", JSON + "-hint"), css("muted hint"), "Describes ",
								this.users.what(),
								". No user logs in, and none is loaded. So the console does not check whether the user may get "
										+ "the token, and customizers and other rules do not run. It does check the client, grant, "
										+ "audience and scopes.")));
	}

	private static Html choice(Kind kind, String label, boolean chosen) {
		String id = KIND + "-" + kind;
		return element("div", css("choice"),
				element("input", attribute("type", "radio"), attribute("name", KIND), attribute("id", id),
						attribute("value", kind.name()), flag("checked", chosen)),
				element("label", attribute("for", id), label));
	}

}
