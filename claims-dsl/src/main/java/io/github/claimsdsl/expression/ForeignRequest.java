package io.github.claimsdsl.expression;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Translates what other frameworks read of an HTTP request, such as
 * {@code request.getParameter('tenant')} and {@code request.headers['x']}, to declared
 * request parameters.
 */
final class ForeignRequest {

	/** What the request of a token does not have. */
	private static final Set<String> NEVER = Set.of("headers", "header", "cookies", "cookie", "session", "attributes",
			"attribute");

	private static final Set<String> PARAMETERS = Set.of("query", "queryParams", "body", "form", "formData",
			"parameterMap");

	private static final Pattern GETTER = Pattern.compile("(get)?[pP]aram(eter)?s?");

	private final Checker checker;

	private final Findings findings;

	ForeignRequest(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Reports a call such as {@code request.getHeader('x')}. Tells whether it is one. */
	boolean refuses(Node.Method call) {
		String name = (call.arguments().size() == 1 && call.arguments().get(0) instanceof Node.Literal literal
				&& literal.value() instanceof String text) ? text : null;
		if (name != null && isRequest(call.target()) && GETTER.matcher(call.name()).matches()) {
			parameter(call, name, "properties are read by their names", "unknown-method");
			return true;
		}
		String part = call.name().replaceFirst("^get(?=[A-Z])", "").toLowerCase(Locale.ROOT);
		if (isRequest(call.target()) && NEVER.contains(part)) {
			never(call, part, name);
			return true;
		}
		return call.name().equals("get") && name != null && refuses(call, call.target(), name);
	}

	/**
	 * Reports a step such as {@code request.headers['x']}. Tells whether it is one.
	 * @param node the step
	 * @param target what the step reads from
	 * @param name the name that the step reads
	 */
	boolean refuses(Node node, Node target, String name) {
		if (isRequest(target) && NEVER.contains(name)) {
			never(node, name, null);
			return true;
		}
		if (!(target instanceof Node.Property part) || !isRequest(part.target())) {
			return false;
		}
		if (NEVER.contains(part.name())) {
			never(node, part.name(), name);
			return true;
		}
		if (PARAMETERS.contains(part.name())) {
			parameter(node, name, "unknown property '" + part.name() + "' of request", "unknown-property");
			return true;
		}
		return false;
	}

	private boolean isRequest(Node node) {
		return node instanceof Node.Name name && name.name().equals("request")
				&& this.checker.schema().inputs().containsKey("request");
	}

	private void parameter(Node node, String name, String message, String code) {
		if (this.checker.schema().properties(RequestInput.class).containsKey(name)
				&& !ParameterCheck.isParameters(name)) {
			this.findings.fixable(code, node.position(), message, node, property(name, node.position()));
			return;
		}
		Problem problem = this.checker.parameterCheck().check(name, node.position());
		if (problem != null) {
			this.findings.add((problem.help() != null) ? problem : new Problem(problem.code(), problem.position(),
					problem.message(), "Once it is declared, write " + CanonicalText.of(read(name, 0)) + "."));
		}
		else {
			this.findings.fixable(code, node.position(), message, node, read(name, node.position()));
		}
	}

	/** Reports something that cannot be read. A declared parameter can be meant. */
	private void never(Node node, String part, @Nullable String name) {
		String message = "an expression cannot read the " + part + " of the HTTP request";
		if (name != null && this.checker.schema().parameters().contains(name)) {
			this.findings.fixable("unknown-property", node.position(), message, node, read(name, node.position()));
			return;
		}
		this.findings.problem("unknown-property", node.position(), message,
				"Let the client send a request parameter, which is read as request.parameters['name']. " + declared());
	}

	private String declared() {
		Set<String> declared = this.checker.schema().parameters();
		return declared.isEmpty() ? "None is declared."
				: "Declared: " + String.join(", ", declared.stream().sorted().toList()) + ".";
	}

	private static Node read(String name, int position) {
		return new Node.Index(property(ParameterCheck.PROPERTY, position), new Node.Literal(name, position), position);
	}

	private static Node property(String name, int position) {
		return new Node.Property(new Node.Name("request", position), name, position);
	}

}
