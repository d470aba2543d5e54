package io.github.claimsdsl.spring.audience;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DeclaredAudience;

/**
 * The declared audiences. This is the only place that decides which client may have which
 * audience. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Audiences {

	private final Map<String, Audience> byId;

	private final DefaultAudiences defaults;

	private final ClientSelector required;

	private Audiences(Collection<Audience> audiences, ClientSelector required) {
		Map<String, Audience> byId = new LinkedHashMap<>();
		audiences.forEach((audience) -> byId.put(audience.id(), audience));
		this.byId = Collections.unmodifiableMap(byId);
		this.defaults = new DefaultAudiences(audiences);
		this.required = required;
	}

	/**
	 * Returns an empty registry. With it, requests and tokens stay as Spring
	 * Authorization Server handles them.
	 * @return no audiences
	 */
	public static Audiences none() {
		return new Audiences(List.of(), ClientSelector.of(Set.of()));
	}

	/**
	 * Creates the registry of audiences.
	 * @param audiences the declared audiences; if there are none, requests and tokens
	 * stay as Spring Authorization Server handles them
	 * @param required whether every access token must be for an audience; if so, a client
	 * that asks for none and has no default gets {@code invalid_target} (RFC 8707 section
	 * 2)
	 * @return the registry
	 * @throws IllegalArgumentException if {@link #check} finds problems; the message
	 * holds all of them
	 */
	public static Audiences of(List<Audience> audiences, boolean required) {
		return of(audiences, required ? ClientSelector.any() : ClientSelector.of(Set.of()));
	}

	/**
	 * Creates the registry of audiences.
	 * @param audiences the declared audiences; if there are none, requests and tokens
	 * stay as Spring Authorization Server handles them
	 * @param required the clients whose access tokens must be for an audience
	 * @return the registry
	 * @throws IllegalArgumentException if {@link #check} finds problems; the message
	 * holds all of them
	 */
	public static Audiences of(List<Audience> audiences, ClientSelector required) {
		Issues issues = new Issues();
		check(audiences, issues, (index) -> Declaration.inJava("audiences[" + index + "]"));
		if (!issues.isEmpty()) {
			throw new IllegalArgumentException(
					issues.inOrder().stream().map(Issue::toString).collect(Collectors.joining("\n")));
		}
		return new Audiences(audiences, required);
	}

	/**
	 * Finds all mistakes in declared audiences. Mistakes are an identifier that is
	 * declared twice or is not an absolute URI without fragment (RFC 8707 section 2), a
	 * blank client, a malformed scope (RFC 6749 section 3.3), an unknown algorithm, a
	 * default that the client may not ask for, and a client with two defaults at one
	 * issuer.
	 * @param audiences the audiences, in the order of their declaration
	 * @param issues receives the mistakes
	 * @param declarations finds where an audience was declared, by its position
	 */
	public static void check(List<Audience> audiences, Issues issues, IntFunction<Declaration> declarations) {
		new AudienceDeclarationCheck(issues, declarations).check(audiences);
	}

	/**
	 * Returns whether no audience is declared.
	 * @return {@code true} if requests and tokens stay as Spring Authorization Server
	 * handles them
	 */
	public boolean isEmpty() {
		return this.byId.isEmpty();
	}

	/**
	 * Returns the clients whose access tokens must be for an audience.
	 * @return the clients that are refused if they ask for none and have no default
	 */
	public ClientSelector required() {
		return this.required;
	}

	/**
	 * Returns the audiences in the form that policies are checked against.
	 * @return each declared audience with its clients and scopes, including the OpenID
	 * Connect scopes; unmodifiable
	 */
	public List<DeclaredAudience> declared() {
		return this.byId.values().stream().map(Audience::declared).toList();
	}

	/**
	 * Returns the audience with the given identifier, which is compared exactly.
	 * @param id the identifier
	 * @return the audience, or {@code null} if none with this identifier is declared
	 */
	public @Nullable Audience find(String id) {
		return this.byId.get(id);
	}

	/**
	 * Returns the declared audiences.
	 * @return the audiences, unmodifiable, in the order of their declaration
	 */
	public Collection<Audience> all() {
		return this.byId.values();
	}

	/**
	 * Returns whether at least one of the values is a declared audience.
	 * @param ids the values, such as those of {@code aud}
	 * @return {@code true} if one of them is declared
	 */
	public boolean isAnyDeclared(Collection<String> ids) {
		for (String id : ids) {
			if (this.byId.containsKey(id)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether a client is among the API clients of one of the audiences.
	 * @param client the client
	 * @param ids the identifiers of the audiences; values that are not declared are
	 * ignored
	 * @return {@code true} if the client is the API
	 */
	public boolean isApiClient(RegisteredClient client, Collection<String> ids) {
		for (String id : ids) {
			Audience audience = this.byId.get(id);
			if (audience != null && audience.apiClients().selects(client)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the audience that a client gets: the requested one or, if it requests none,
	 * its default. Returns {@code null} for none.
	 */
	@Nullable Audience grant(@Nullable String requested, Requester requester, Collection<String> scopes) {
		if (requested != null) {
			return authorize(requested, requester, scopes);
		}
		Audience standard = this.defaults.of(requester);
		return authorize((standard != null) ? standard.id() : null, requester, scopes);
	}

	/**
	 * Returns the audience with the identifier if the client may have it with the scopes.
	 * Returns {@code null} if there is no identifier and the client does not need an
	 * audience.
	 */
	@Nullable Audience authorize(@Nullable String id, Requester requester, Collection<String> scopes) {
		if (id == null) {
			if (this.required.selects(requester.client())) {
				throw AudienceError.TARGET_MISSING
					.exception("it asks for no audience, but claims-dsl.audience-required holds for the client");
			}
			return null;
		}
		Audience audience = this.byId.get(id);
		if (audience == null) {
			throw AudienceError.TARGET_NOT_ALLOWED
				.exception("it asks for an audience that is not declared under claims-dsl.audiences");
		}
		if (!audience.clients().selects(requester.client())) {
			throw AudienceError.TARGET_NOT_ALLOWED
				.exception("the client is not among the clients of audience '" + id + "'");
		}
		if (!audience.isOf(requester.issuer())) {
			throw AudienceError.TARGET_NOT_ALLOWED
				.exception("the issuer is not among the issuers of audience '" + id + "'");
		}
		checkScopes(audience, scopes);
		return audience;
	}

	/**
	 * Refuses scopes that the audience does not define.
	 */
	void checkScopes(@Nullable Audience audience, Collection<String> scopes) {
		if (audience != null && !audience.defines(scopes)) {
			throw AudienceError.SCOPE_NOT_DEFINED
				.exception("a requested scope is not among the scopes of audience '" + audience.id() + "'");
		}
	}

}
