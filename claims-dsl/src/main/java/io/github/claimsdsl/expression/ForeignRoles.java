package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Translates tests of roles that other languages have, such as {@code hasRole('ADMIN')}
 * of Spring Security, to tests of a property of the user.
 */
final class ForeignRoles {

	private static final String PREFIX = "ROLE_";

	private static final String SCOPE = "SCOPE_";

	private static final Set<String> ROLES = Set.of("hasRole", "hasAnyRole", "hasAllRoles", "isUserInRole", "isInRole",
			"inRole");

	private static final Set<String> AUTHORITIES = Set.of("hasAuthority", "hasAnyAuthority", "hasAllAuthorities");

	private static final Set<String> SCOPES = Set.of("hasScope", "hasAnyScope", "hasAllScopes");

	private static final Set<String> LOGINS = Set.of("isAuthenticated", "isFullyAuthenticated");

	/** The properties that hold roles, the most usual first. */
	private static final List<String> OF_ROLES = List.of("roles", "role", "authorities", "groups");

	private static final List<String> OF_AUTHORITIES = List.of("authorities", "permissions", "privileges", "roles",
			"role", "groups");

	/** The properties that name a role which is an object. */
	private static final List<String> OF_OBJECT = List.of("name", "authority", "role", "code");

	private final Checker checker;

	private final Findings findings;

	ForeignRoles(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Reports a test of roles, or a test for a login. Tells whether it is one. */
	boolean refuses(Node call, String name, List<Node> arguments) {
		if (isLogin(call)) {
			this.findings.problem("unknown-function", call.position(), "unknown function '" + name + "'",
					"Leave it out: a rule that reads 'user' is only for tokens that have a user. "
							+ "To select all of these tokens, state the subject 'user'.");
			return true;
		}
		if (!isTest(name) || arguments.isEmpty()) {
			return false;
		}
		arguments.forEach(this.checker::check);
		Node test = SCOPES.contains(name) ? test(scopes(call.position()), true, name, arguments)
				: ofUser(call.position(), name, arguments);
		report(call, name, test);
		return true;
	}

	private static boolean isTest(String name) {
		return ROLES.contains(name) || AUTHORITIES.contains(name) || SCOPES.contains(name);
	}

	/**
	 * Tells whether a node tests that somebody is logged in, which has no meaning here.
	 */
	static boolean isLogin(Node node) {
		if (node instanceof Node.Call call) {
			return call.arguments().isEmpty() && LOGINS.contains(call.function());
		}
		return node instanceof Node.Method method && method.arguments().isEmpty() && LOGINS.contains(method.name())
				&& !(method.target() instanceof Node.Name root && root.name().equals("user"));
	}

	private void report(Node call, String name, @Nullable Node test) {
		String message = "unknown function '" + name + "'" + (isWithoutPrefix(name, test)
				? ". Elsewhere it adds '" + PREFIX + "' to the name. Add it here if the user's roles have it" : "");
		if (test != null) {
			this.findings.fixable("unknown-function", call.position(), message, call, test);
		}
		else if (this.checker.user().isThere(call.position())) {
			this.findings.problem("unknown-function", call.position(), message,
					"Compare a property of the user. " + this.checker.user().sentence());
		}
	}

	/**
	 * Tells whether a rewrite tests for a name as it is, where Spring Security would add
	 * a prefix.
	 */
	private static boolean isWithoutPrefix(String name, @Nullable Node test) {
		return ROLES.contains(name) && test != null && !CanonicalText.of(test).contains(PREFIX);
	}

	private @Nullable Node ofUser(int position, String name, List<Node> arguments) {
		if (AUTHORITIES.contains(name) && arguments.stream().allMatch((argument) -> startsWith(argument, SCOPE))) {
			List<Node> scopes = arguments.stream().map(ForeignRoles::withoutPrefix).toList();
			return test(scopes(position), true, name, scopes);
		}
		Map<String, Type> properties = this.checker.user().properties();
		String property = property(name, arguments, properties);
		Type type = (property != null) ? properties.get(property) : null;
		if (property == null || type == null) {
			return null;
		}
		boolean prefixed = ROLES.contains(name) && property.equals("authorities");
		List<Node> names = prefixed ? arguments.stream().map(ForeignRoles::withPrefix).toList() : arguments;
		return test(held(property, type, position), type.isCollection(), name, names);
	}

	private @Nullable String property(String name, List<Node> arguments, Map<String, Type> properties) {
		boolean prefixed = arguments.stream().allMatch((argument) -> startsWith(argument, PREFIX));
		List<String> usual = (AUTHORITIES.contains(name) || prefixed) ? OF_AUTHORITIES : OF_ROLES;
		return usual.stream()
			.filter((candidate) -> properties.containsKey(candidate) && holds(properties.get(candidate)))
			.findFirst()
			.orElse(null);
	}

	/** Tells whether a property can hold the names of roles. */
	private boolean holds(Type type) {
		Type value = type.isCollection() ? type.element() : type;
		return value != null
				&& (value.is(Kind.TEXT) || value.is(Kind.ENUM) || value.isUndeclared() || ofObject(value) != null);
	}

	private @Nullable String ofObject(Type type) {
		Map<String, Type> properties = this.checker.schema().properties(type);
		return OF_OBJECT.stream().filter(properties::containsKey).findFirst().orElse(null);
	}

	/** Returns what holds the names of the roles. */
	private Node held(String property, Type type, int position) {
		Node path = new Node.Property(new Node.Name("user", position), property, position);
		String name = ofObject((type.element() != null) ? type.element() : type);
		if (name == null) {
			return path;
		}
		return type.isCollection()
				? new Node.Projection(new Node.Property(new Node.Name(Node.ELEMENT, position), name, position), path,
						null, position)
				: new Node.Property(path, name, position);
	}

	private static Node scopes(int position) {
		return new Node.Property(new Node.Name("request", position), "scopes", position);
	}

	private static @Nullable Node test(Node held, boolean several, String name, List<Node> arguments) {
		int position = held.position();
		boolean list = arguments.get(0) instanceof Node.ListOf;
		if (arguments.size() == 1 && !list) {
			return new Node.Binary(several ? "contains" : "==", held, arguments.get(0), position);
		}
		Node names = list ? arguments.get(0) : new Node.ListOf(arguments, position);
		boolean all = name.startsWith("hasAll");
		if (several) {
			return new Node.Call(all ? "containsAll" : "containsAny", List.of(held, names), position);
		}
		return all ? null : new Node.Binary("contains", names, held, position);
	}

	private static boolean startsWith(Node argument, String prefix) {
		return argument instanceof Node.Literal literal && literal.value() instanceof String text
				&& text.startsWith(prefix);
	}

	/** Returns the scope of an authority such as {@code SCOPE_read}. */
	private static Node withoutPrefix(Node scope) {
		String text = String.valueOf(((Node.Literal) scope).value());
		return new Node.Literal(text.substring(SCOPE.length()), scope.position());
	}

	private static Node withPrefix(Node role) {
		if (startsWith(role, PREFIX)) {
			return role;
		}
		return (role instanceof Node.Literal literal && literal.value() instanceof String text)
				? new Node.Literal(PREFIX + text, role.position())
				: new Node.Binary("+", new Node.Literal(PREFIX, role.position()), role, role.position());
	}

}
