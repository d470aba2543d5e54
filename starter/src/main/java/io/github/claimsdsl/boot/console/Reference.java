package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.LanguageEntry;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows what an author can write: the inputs of this server, and the functions, methods
 * and operators by task. It is built once, when it is first shown.
 */
final class Reference {

	private static final Map<String, String> INPUTS = Map.of("user",
			"The user of the token. A token for a client alone has none, and rules that read the user are skipped.",
			"client", "The client that gets the token, with its declared settings and metadata.", "request",
			"The request for the token. ID tokens and userinfo have no audience.", "token",
			"The token or answer that the rule is for.", "actor",
			"The actor who acts for the user at token exchange, or null. Each actor in previous has the same properties.",
			"now", "The time of issue.");

	private static final List<String> ORDER = List.of("user", "client", "request", "token", "actor", "now");

	private final ExpressionLanguage language;

	private final BiPredicate<String, TokenType> valid;

	private volatile @Nullable Html shown;

	/**
	 * Creates the reference.
	 * @param language the expression language of this server
	 * @param valid tests whether an expression is valid as the value of a rule for a kind
	 * of token
	 */
	Reference(ExpressionLanguage language, BiPredicate<String, TokenType> valid) {
		this.language = language;
		this.valid = valid;
	}

	Html show() {
		Html made = this.shown;
		if (made == null) {
			made = make();
			this.shown = made;
		}
		return made;
	}

	private Html make() {
		return element("section", css("reference"), attribute("id", "reference"),
				attribute("aria-labelledby", "reference-title"),
				element("h2", attribute("id", "reference-title"), "What you can write"),
				element("h3", "Inputs of this server"), inputs(), element("h3", "By task"), tasks());
	}

	private List<Html> inputs() {
		List<String> names = new ArrayList<>(ORDER);
		names.retainAll(this.language.schema().inputs().keySet());
		this.language.schema().inputs().keySet().stream().filter((name) -> !names.contains(name)).forEach(names::add);
		return names.stream().map(this::input).toList();
	}

	private Html input(String name) {
		List<ReadableInput> readables = new ReadableInputs(this.language.schema(), this.valid).of(name);
		return element("details", element("summary", element("code", name)),
				element("p", css("muted"), INPUTS.getOrDefault(name, "An input of your own.")),
				element("ul", readables.stream().map(Reference::readable).toList()),
				(readables.size() >= ReadableInputs.MOST)
						? element("p", css("muted"), "There are more inputs than these.") : null);
	}

	private static Html readable(ReadableInput readable) {
		String exceptions = readable.exceptions();
		return element("li",
				readable.where().isEmpty() ? element("code", readable.text())
						: insertable(readable.text(), readable.text()),
				" ", element("span", readable.type()),
				exceptions.isEmpty() ? null : all(" ", element("span", css("except"), exceptions)));
	}

	/** Shows a text to copy. With scripts, a click puts it into the box. */
	private static Html insertable(String text, String inserted) {
		return element("code", attribute("data-insert", inserted), text);
	}

	private List<Html> tasks() {
		Map<String, List<LanguageEntry>> tasks = new LinkedHashMap<>();
		this.language.entries()
			.forEach((entry) -> tasks.computeIfAbsent(entry.task(), (task) -> new ArrayList<>()).add(entry));
		return tasks.entrySet()
			.stream()
			.map((task) -> element("details", element("summary", task.getKey()),
					element("ul", task.getValue().stream().map(Reference::entry).toList())))
			.toList();
	}

	private static Html entry(LanguageEntry entry) {
		return element("li", insertable(entry.form(), call(entry.form())), " ",
				element("span", codes(entry.description())),
				entry.example().isEmpty() ? null : element("p", insertable(entry.example(), entry.example()),
						entry.value().isEmpty() ? null : all(" is ", element("code", entry.value()))));
	}

	/**
	 * Returns the part of a method call that follows the value, or the whole form of
	 * anything else.
	 */
	private static String call(String form) {
		return form.matches("\\w+\\.\\w+(\\(.*\\))?") ? form.substring(form.indexOf('.')) : form;
	}

	/** Shows a sentence in which backticks enclose code. */
	private static List<Object> codes(String sentence) {
		List<Object> parts = new ArrayList<>();
		String[] texts = sentence.split("`", -1);
		for (int i = 0; i < texts.length; i++) {
			parts.add((i % 2 == 1) ? element("code", Objects.requireNonNull(texts[i])) : texts[i]);
		}
		return parts;
	}

}
