package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Translates paths by which other frameworks read the user, such as
 * {@code authentication.principal.username} and {@code jwt.claims.email}, to properties
 * of the user.
 */
final class ForeignUser {

	/** The names that such paths start with. */
	private static final Set<String> ROOTS = Set.of("claims", "principal", "authentication", "subject", "profile",
			"account", "self", "me", "person", "identity", "attributes", "userinfo", "userInfo", "currentUser",
			"appuser", "userDetails", "oidcUser", "jwt", "idToken", "id_token", "accessToken", "access_token", "saml",
			"securityContext", "SecurityContextHolder", "context", "ctx", "event", "session");

	/** The steps on the way from such a name to a property of the user. */
	private static final Set<String> HOLDERS = Set.of("authentication", "principal", "claims", "attributes", "details",
			"context", "userInfo", "idToken", "token", "credentials");

	private static final Set<String> NAMES = Set.of("name", "username", "userName", "sub", "subject", "login",
			"preferredUsername", "preferred_username");

	private static final Set<String> AUTHORITIES = Set.of("authorities", "grantedAuthorities");

	/** The properties that hold the name of a user, the most usual first. */
	private static final List<String> OF_NAME = List.of("username", "name", "userName", "login", "preferredUsername");

	private static final List<String> OF_AUTHORITIES = List.of("authorities", "roles");

	/** The inputs that hold what claims of these names say. */
	private static final Map<String, List<String>> ELSEWHERE = Map.of("client_id", List.of("client", "id"), "clientId",
			List.of("client", "id"), "scope", List.of("request", "scopes"), "scopes", List.of("request", "scopes"),
			"aud", List.of("request", "audience"), "iss", List.of("request", "issuer"), "grant_type",
			List.of("request", "grantType"));

	private final Checker checker;

	private final Findings findings;

	ForeignUser(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Tells whether a name stands for the user in another framework. */
	static boolean isRoot(String name) {
		return ROOTS.contains(name);
	}

	/**
	 * Returns the property of another input that an author means by the name of a claim,
	 * or {@code null}.
	 */
	static @Nullable Node elsewhere(String claim, int position) {
		List<String> path = ELSEWHERE.get(claim);
		return (path != null) ? new Node.Property(new Node.Name(path.get(0), position), path.get(1), position) : null;
	}

	/** Reports a call of a method such as {@code authentication.getName()}. */
	boolean refuses(Node.Method call) {
		if (!isUser(call.target())) {
			return false;
		}
		String property = property(call);
		return property != null && refuses(call, call.target(), property);
	}

	private static @Nullable String property(Node.Method call) {
		if (call.arguments().isEmpty()) {
			String name = call.name().replaceFirst("^(get|is)(?=[A-Z])", "");
			return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
		}
		boolean text = call.arguments().size() == 1 && call.name().startsWith("get");
		return (text && call.arguments().get(0) instanceof Node.Literal literal
				&& literal.value() instanceof String name) ? name : null;
	}

	/**
	 * Reports a step that reads a property of the user by a path of another framework.
	 * Tells whether it is one.
	 * @param node the step
	 * @param target what the step reads from
	 * @param name the name of the property
	 */
	boolean refuses(Node node, Node target, String name) {
		if (target instanceof Node.Name root && !this.checker.names().isKnown(root)
				&& this.checker.schema().inputs().containsKey(name)) {
			return fixed(node, new Node.Name(name, node.position()));
		}
		if (!isUser(target)) {
			return false;
		}
		Node meant = meant(name, node.position());
		if (meant != null) {
			return fixed(node, meant);
		}
		if (HOLDERS.contains(name) || isProperty(target)) {
			return false;
		}
		Node near = near(name, node.position());
		return (near != null) ? fixed(node, near) : unknown(node);
	}

	private boolean fixed(Node node, Node right) {
		Node.Name root = root(node);
		this.findings.fixable("unknown-name", root.position(), "unknown name '" + root.name() + "'", node, right);
		return true;
	}

	private boolean unknown(Node node) {
		Node.Name root = root(node);
		if (this.checker.user().isThere(root.position())) {
			this.findings.problem("unknown-name", root.position(), "unknown name '" + root.name() + "'",
					"The user is 'user'. " + this.checker.user().sentence());
		}
		return true;
	}

	/** Tells whether a node stands for the user in another framework. */
	private boolean isUser(Node node) {
		if (node instanceof Node.Name name) {
			return isRoot(name.name()) && !this.checker.names().isKnown(name);
		}
		if (node instanceof Node.Property property) {
			return HOLDERS.contains(property.name()) && (isUser(property.target()) || isToken(property));
		}
		return node instanceof Node.Method method && method.arguments().isEmpty() && isHolder(method.name())
				&& isUser(method.target());
	}

	/** Tells whether authors may call methods such as {@code hasRole} on a value. */
	boolean mayTestRoles(Node node) {
		boolean root = node instanceof Node.Name name
				&& (!this.checker.names().isKnown(name) || name.name().equals("user") || name.name().equals("request"));
		return root || isUser(node);
	}

	private static boolean isHolder(String getter) {
		return HOLDERS.stream().anyMatch((holder) -> getter.equalsIgnoreCase("get" + holder));
	}

	/** Tells whether a node is {@code token.claims}, which does not exist yet. */
	private static boolean isToken(Node.Property property) {
		return property.name().equals("claims") && property.target() instanceof Node.Name root
				&& root.name().equals("token");
	}

	/** Tells whether the user has a property with the name that a path ends with. */
	private boolean isProperty(Node path) {
		String name = (path instanceof Node.Property property) ? property.name()
				: (path instanceof Node.Name root) ? root.name() : "";
		return this.checker.user().properties().containsKey(name);
	}

	private @Nullable Node meant(String name, int position) {
		Map<String, Type> properties = this.checker.user().properties();
		Stream<String> names = NAMES.contains(name) ? OF_NAME.stream()
				: AUTHORITIES.contains(name) ? OF_AUTHORITIES.stream() : Stream.empty();
		return Stream.concat(Stream.of(name), names)
			.filter(properties::containsKey)
			.findFirst()
			.map((property) -> ofUser(property, position))
			.orElse(null);
	}

	private @Nullable Node near(String name, int position) {
		Node elsewhere = elsewhere(name, position);
		return (elsewhere != null) ? elsewhere
				: DidYouMean.nearest(name, this.checker.user().properties().keySet())
					.map((property) -> ofUser(property, position))
					.orElse(null);
	}

	private static Node ofUser(String property, int position) {
		return new Node.Property(new Node.Name("user", position), property, position);
	}

	private static Node.Name root(Node path) {
		Node node = path;
		while (!(node instanceof Node.Name)) {
			node = (node instanceof Node.Property property) ? property.target()
					: (node instanceof Node.Method method) ? method.target() : ((Node.Index) node).target();
		}
		return (Node.Name) node;
	}

}
