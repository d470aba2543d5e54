package io.github.claimsdsl.spring.issuer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.util.UrlUtils;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;

/**
 * The issuers that a server answers for, as declared under {@code claims-dsl.issuers}.
 * Immutable.
 *
 * @param declared the issuers, compared exactly; if there are none, the server answers
 * for every issuer that its settings allow
 */
public record Issuers(Set<String> declared) {

	static final String CODE = "issuer";

	/** Every issuer that the settings of the server allow. */
	public static final Issuers ANY = new Issuers(Set.of());

	/**
	 * Creates the issuers, with a copy of the set in its order.
	 */
	public Issuers {
		declared = Collections.unmodifiableSet(new LinkedHashSet<>(declared));
	}

	/**
	 * Finds declared issuers that no token can have (RFC 8414 section 2).
	 * @param declared the issuers, in the order of their declaration
	 * @param issues receives the mistakes
	 * @param origins finds where an issuer was declared, by its position
	 */
	public static void check(List<String> declared, Issues issues, IntFunction<Origin> origins) {
		for (int i = 0; i < declared.size(); i++) {
			String issuer = declared.get(i);
			String wrong = (declared.indexOf(issuer) < i) ? "is declared twice" : wrong(issuer);
			if (wrong != null) {
				issues.add(CODE, origins.apply(i), "issuer '" + issuer + "' " + wrong, null);
			}
		}
	}

	private static @Nullable String wrong(String issuer) {
		try {
			return wrong(issuer, new URI(issuer));
		}
		catch (URISyntaxException ex) {
			return "is not a URL, such as https://auth.example.com/tenant";
		}
	}

	private static @Nullable String wrong(String issuer, URI uri) {
		if (uri.getHost() == null || !List.of("https", "http").contains(String.valueOf(uri.getScheme()))) {
			return "is not a URL, such as https://auth.example.com/tenant";
		}
		if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
			return "has a query, a fragment or a user: remove it";
		}
		if (issuer.endsWith("/")) {
			return "ends with '/': remove it, because the issuer of a request never ends with '/'";
		}
		if (!uri.getHost().equals(uri.getHost().toLowerCase(Locale.ROOT)) || uri.getPort() == defaultPort(uri)) {
			return "never occurs in a request: write the host in lower case, and leave out the default port";
		}
		return null;
	}

	private static int defaultPort(URI uri) {
		return uri.getScheme().equals("https") ? 443 : 80;
	}

	/**
	 * Finds declared issuers that a server can never have.
	 * @param settings the settings of the server
	 * @return the mistakes
	 */
	public Issues check(AuthorizationServerSettings settings) {
		Issues issues = new Issues();
		String only = settings.getIssuer();
		if (only != null && !this.declared.isEmpty() && !this.declared.equals(Set.of(only))) {
			issues.add(CODE, Origin.of("claims-dsl.issuers"),
					"the server always has the issuer '" + only + "', so no request can have another issuer",
					"Declare only that issuer, or remove the issuer from the settings of the server.");
		}
		else if (only == null && !settings.isMultipleIssuersAllowed() && paths().size() > 1) {
			issues.add(CODE, Origin.of("claims-dsl.issuers"),
					"the issuers have different paths, but the server does not allow several issuers, so only one path "
							+ "is ever answered",
					"Set AuthorizationServerSettings.builder().multipleIssuersAllowed(true).");
		}
		return issues;
	}

	private Set<String> paths() {
		return this.declared.stream().map((issuer) -> URI.create(issuer).getRawPath()).collect(Collectors.toSet());
	}

	/**
	 * Returns whether the server can have several issuers. If so, tokens of one issuer
	 * must not be valid at another.
	 * @param settings the settings of the server
	 * @return {@code true} if there can be several
	 */
	public boolean areSeveral(AuthorizationServerSettings settings) {
		return !this.declared.isEmpty() || settings.isMultipleIssuersAllowed();
	}

	/**
	 * Returns whether the server answers for an issuer.
	 * @param issuer the issuer
	 * @return {@code true} if it is declared, or if none are declared
	 */
	public boolean allow(String issuer) {
		return this.declared.isEmpty() || this.declared.contains(issuer);
	}

	/**
	 * Returns the issuer to use where there is no request that has one, such as for a
	 * preview.
	 * @param named the issuer that the caller names, or {@code null} for none
	 * @param settings the settings of the server
	 * @return the issuer, or {@code null} if there can be several and none is named
	 * @throws IllegalArgumentException if the server does not answer for the named issuer
	 */
	public @Nullable String choose(@Nullable String named, AuthorizationServerSettings settings) {
		String only = only(settings);
		if (named != null && (!allow(named) || (settings.getIssuer() != null && !named.equals(only)))) {
			throw new IllegalArgumentException("unknown issuer");
		}
		return (named != null) ? named : only;
	}

	private @Nullable String only(AuthorizationServerSettings settings) {
		String issuer = settings.getIssuer();
		return (issuer == null && this.declared.size() == 1) ? this.declared.iterator().next() : issuer;
	}

	/**
	 * Returns whether the issuer is different for each address of the server: none is
	 * configured or declared.
	 * @param settings the settings of the server
	 * @return {@code true} if the issuer is taken from each request
	 */
	public boolean areOfRequests(AuthorizationServerSettings settings) {
		return this.declared.isEmpty() && settings.getIssuer() == null;
	}

	/**
	 * Returns the issuer that Spring Authorization Server takes from a request if none is
	 * configured: the address of the application as clients see it.
	 * @param request any request to the application
	 * @return the issuer
	 */
	public static String of(HttpServletRequest request) {
		return UrlUtils.buildFullRequestUrl(request.getScheme(), request.getServerName(), request.getServerPort(),
				request.getContextPath(), null);
	}

	/**
	 * Returns the issuer of the current request.
	 * @return the issuer, or {@code null} outside a request to an authorization server
	 */
	public static @Nullable String current() {
		@Nullable AuthorizationServerContext context = AuthorizationServerContextHolder.getContext();
		return (context != null) ? context.getIssuer() : null;
	}

	/**
	 * Returns whether a value is the issuer of the current request.
	 * @param issuer the value
	 * @return {@code true} if it is, or if there is no such request
	 */
	static boolean isCurrent(@Nullable Object issuer) {
		String current = current();
		return current == null || Objects.equals(current, String.valueOf(issuer));
	}

}
