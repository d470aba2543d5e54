package io.github.claimsdsl.spring.audience;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Finds the mistakes in declared audiences. Create a new one for each check; it is not
 * thread-safe.
 */
final class AudienceDeclarationCheck {

	/** A scope by RFC 6749 section 3.3. */
	private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

	private static final Pattern CONDITION = Pattern.compile("!?\\(?client\\.\\S+(\\s.*|\\(.*)");

	private final Issues issues;

	private final IntFunction<Declaration> declarations;

	private final Map<String, Integer> ids = new HashMap<>();

	/**
	 * The default audiences by the identifier of their client; those for any client are
	 * under {@link ClientSelector#ANY}.
	 */
	private final Map<String, List<Audience>> defaults = new HashMap<>();

	/**
	 * Creates a check.
	 * @param issues receives the mistakes
	 * @param declarations finds where an audience was declared, by its position
	 */
	AudienceDeclarationCheck(Issues issues, IntFunction<Declaration> declarations) {
		this.issues = issues;
		this.declarations = declarations;
	}

	void check(List<Audience> audiences) {
		for (int i = 0; i < audiences.size(); i++) {
			Audience audience = audiences.get(i);
			checkId(i, audience);
			checkNames(i, "clients", audience.clients());
			checkNames(i, "api-clients", audience.apiClients());
			checkApi(i, audience);
			checkScopes(i, audience);
			checkSigningAlgorithm(i, audience);
			checkDefaults(i, audience);
		}
	}

	private void checkId(int index, Audience audience) {
		String wrong = wrongUri(audience.id());
		if (wrong != null) {
			add(index, "id", "'" + audience.id() + "' " + wrong);
		}
		Integer first = this.ids.putIfAbsent(audience.id(), index);
		if (first != null) {
			add(index, "id", "'" + audience.id() + "' is declared twice");
		}
		if (audience.clients().ids().contains(audience.id())) {
			add(index, "clients", "a client cannot have the same identifier as the audience '" + audience.id()
					+ "', because the API could not tell their tokens apart");
		}
	}

	/**
	 * Returns why the identifier is not allowed by RFC 8707 section 2, or {@code null}.
	 */
	private static @Nullable String wrongUri(String id) {
		try {
			URI uri = new URI(id);
			if (!uri.isAbsolute() || !uri.toASCIIString().equals(id)) {
				return "is not an absolute URI, such as https://api.example.com";
			}
			return (uri.getRawFragment() != null) ? "has a fragment: remove the part from '#'" : null;
		}
		catch (URISyntaxException ex) {
			return "is not an absolute URI, such as https://api.example.com";
		}
	}

	private void checkNames(int index, String property, ClientSelector clients) {
		if (!clients.ids().stream().allMatch(StringUtils::hasText)) {
			add(index, property, "a client identifier is blank");
		}
		clients.ids()
			.stream()
			.filter((id) -> CONDITION.matcher(id).matches())
			.forEach((id) -> add(index, property,
					"'" + id + "' looks like a condition, but names of clients are expected here. Write " + property
							+ ": { when: \"" + id.replace("\"", "\\\"") + "\" }"));
	}

	private void checkApi(int index, Audience audience) {
		if (audience.apiClients().isAny()) {
			add(index, "api-clients", "'any' would let every client introspect and exchange the tokens of '"
					+ audience.id() + "': name the API's clients, or write a condition");
		}
	}

	private void checkScopes(int index, Audience audience) {
		for (String scope : audience.scopes()) {
			if (!SCOPE.matcher(scope).matches()) {
				add(index, "scopes", "'" + scope
						+ "' is not a scope: it must be one or more printable ASCII characters without space, quotation mark and backslash");
			}
		}
	}

	private void checkSigningAlgorithm(int index, Audience audience) {
		String algorithm = audience.signingAlgorithm();
		if (algorithm != null && SignatureAlgorithm.from(algorithm) == null) {
			add(index, "signing-algorithm",
					"'" + algorithm + "' is not a JWS signature algorithm, such as RS256 or ES256");
		}
	}

	private void checkDefaults(int index, Audience audience) {
		ClientSelector clients = audience.clients();
		boolean named = !clients.isAny() && clients.condition() == null;
		for (String client : audience.defaultFor().ids()) {
			if (named && !clients.ids().contains(client)) {
				add(index, "default-for",
						"client '" + client + "' may not ask for the audience: add it to clients"
								+ DidYouMean.nearest(client, clients.ids())
									.map((near) -> ", or write '" + near + "'")
									.orElse(""));
			}
			checkOne(index, audience, client, "client '" + client + "' has");
		}
		if (audience.defaultFor().isAny()) {
			if (!clients.isAny()) {
				add(index, "default-for",
						"any client gets this default, but not every client may ask for the audience: write the same here as under clients");
			}
			checkOne(index, audience, ClientSelector.ANY, "any client has");
		}
	}

	private void checkOne(int index, Audience audience, String client, String who) {
		List<Audience> others = this.defaults.computeIfAbsent(client, (key) -> new ArrayList<>());
		others.stream()
			.filter(audience::sharesIssuer)
			.findFirst()
			.ifPresent((other) -> add(index, "default-for",
					who + " a default already, '" + other.id() + "': a client can have only one default audience"));
		others.add(audience);
	}

	private void add(int index, String property, String message) {
		this.issues.add("audience", this.declarations.apply(index).of(property), message, null);
	}

}
