package io.github.claimsdsl.boot.console;

import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.StringUtils;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * A request to the console. Gives access to its fields, and to what the links and forms
 * of the answer need.
 *
 * @param request the servlet request
 * @param path the path of the console within the application
 * @param audited whether previews and evaluations are recorded as audit events
 */
record ConsoleRequest(HttpServletRequest request, String path, boolean audited) {

	/** The longest value of a field. No person writes a text as long as that. */
	private static final int LONGEST = 200_000;

	private static final int MOST_WORDS = 1_000;

	/**
	 * Returns a link to a page. It is relative to the page that shows it, so it works
	 * behind a proxy that adds a prefix to the path.
	 */
	String link(String page) {
		boolean root = this.request.getRequestURI().endsWith(this.path);
		return (root ? this.path.substring(this.path.lastIndexOf('/') + 1) + "/" : "./") + page;
	}

	/** Returns the field with the CSRF token, or {@code null} if there is no token. */
	@Nullable Html csrf() {
		return (this.request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)
				? element("input", attribute("type", "hidden"), attribute("name", token.getParameterName()),
						attribute("value", token.getToken()))
				: null;
	}

	/** Returns the name of the signed-in user. */
	String reader() {
		Principal principal = this.request.getUserPrincipal();
		return (principal != null) ? principal.getName() : "";
	}

	boolean isPosted() {
		return "POST".equals(this.request.getMethod());
	}

	/** Returns the value of a field, or an empty text. */
	String text(String field) {
		String value = this.request.getParameter(field);
		if (value != null && value.length() > LONGEST) {
			throw new BadRequestException(field);
		}
		return (value != null) ? value.replace("\r\n", "\n") : "";
	}

	/** Returns the words of all values of a field. */
	Set<String> words(String field) {
		Set<String> words = new LinkedHashSet<>();
		String[] values = this.request.getParameterValues(field);
		for (String value : (values != null) ? values : new String[0]) {
			words.addAll(List.of(StringUtils.tokenizeToStringArray(value, " ")));
		}
		if (words.size() > MOST_WORDS) {
			throw new BadRequestException(field);
		}
		return words;
	}

	/** Returns the constant that a field names. */
	<E extends Enum<E>> E choice(String field, E otherwise) {
		String value = text(field);
		return value.isEmpty() ? otherwise
				: Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
					.filter((constant) -> constant.name().equals(value))
					.findFirst()
					.orElseThrow(() -> new BadRequestException(field));
	}

}
