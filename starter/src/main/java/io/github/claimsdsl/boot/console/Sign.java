package io.github.claimsdsl.boot.console;

import io.github.claimsdsl.TokenType;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * The sign for a kind of token in the matrix picture: a shape with letters. A CSS class
 * gives it a color.
 */
enum Sign {

	/** An access token: a square. */
	ACCESS_TOKEN("access", "Access token", "A",
			"M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z"),

	/** An ID token: a circle. */
	ID_TOKEN("id", "ID token", "ID", "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z"),

	/** The answer of userinfo: a hexagon. */
	USERINFO("userinfo", "Userinfo", "U", "M7 2.5h10L22 12l-5 9.5H7L2 12z"),

	/** The answer of introspection: a pentagon. */
	INTROSPECTION("introspection", "Introspection", "IN", "M12 1.5 23 9.5 18.5 22h-13L1 9.5z"),

	/** A refusal: an octagon. The letters name the kind of token that is refused. */
	REFUSAL("refusal", "Refused by a denial", "", "M8 2h8l6 6v8l-6 6H8l-6-6V8z");

	private final String style;

	private final String title;

	private final String letters;

	private final String path;

	Sign(String style, String title, String letters, String path) {
		this.style = style;
		this.title = title;
		this.letters = letters;
		this.path = path;
	}

	static Sign of(TokenType type) {
		return valueOf(type.name());
	}

	/** Returns the CSS class with the color of the sign. */
	String style() {
		return this.style;
	}

	/** Returns what the sign stands for, in words. */
	String title() {
		return this.title;
	}

	String letters() {
		return this.letters;
	}

	/** Draws the sign, 24 units wide and high. */
	Html shape(String letters) {
		return Html.all(element("path", attribute("d", this.path)), letters.isEmpty() ? null
				: element("text", css("letters"), attribute("x", "12"), attribute("y", "16"), letters));
	}

	/** Draws the sign for a page. Screen readers skip it. */
	Html image(String letters) {
		return element("svg", css("sign"), attribute("viewBox", "0 0 24 24"), attribute("aria-hidden", "true"),
				shape(letters));
	}

}
