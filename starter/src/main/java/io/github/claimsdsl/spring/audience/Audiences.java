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
 * The declared audiences, and the one place that decides who may have which. Immutable
 * and safe for use by several threads.
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
	 * Returns the absence of audiences: requests and tokens stay as Spring Authorization
	 * Server has them.
	 * @return no audiences
	 */
	public static Audiences none() {
		return new Audiences(List.of(), ClientSelector.of(Set.of()));
	}

	/**
	 * Creates the registry of audiences.
	 * @param audiences the declared audiences; if there are none, requests and tokens
	 * stay as Spring Authorization Server has them
	 * @param required whether every access token must be for an audience: where the
	 * client asks for none and has no default, {@code invalid_target} (RFC 8707 section
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
	 * stay as Spring Authorization Server has them
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
	 * Finds everything that is wrong with audiences: an identifier that is not an
	 * absolute URI without fragment (RFC 8707 section 2) or is declared twice, a blank
	 * client, a malformed scope (RFC 6749 section 3.3), an unknown algorithm, a default
	 * that the client may not ask for, a client with two defaults at one issuer.
	 * @param audiences the audiences, in the order of their declaration
	 * @param issues where to add what is wrong
	 * @param declarations finds where an audience was declared, by its position
	 */
	public static void check(List<Audience> audiences, Issues issues, IntFunction<Declaration> declarations) {
		new AudienceDeclarationCheck(issues, declarations).check(audiences);
	}

	/**
	 * Returns whether no audience is declared.
	 * @return whether requests and tokens stay as Spring Authorization Server has them
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
	 * Returns what policies may select.
	 * @return each declared audience with its clients and scopes, the OpenID Connect
	 * scopes among them; unmodifiable
	 */
	public List<DeclaredAudience> declared() {
		return this.byId.values().stream().map(Audience::declared).toList();
	}

	/**
	 * Returns the audience with an identifier, compared exactly.
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
	 * Returns whether one of the values is a declared audience.
	 * @param ids the values, such as those of {@code aud}
	 * @return whether one is
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
	 * Returns whether a client is the API of one of the audiences.
	 * @param client the client
	 * @param ids the identifiers of the audiences; others may be among them
	 * @return whether it is
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
	 * Returns what a client gets that asks for an audience, or for none.
	 */
	@Nullable Audience grant(@Nullable String requested, Requester requester, Collection<String> scopes) {
		if (requested != null) {
			return authorize(requested, requester, scopes);
		}
		Audience standard = this.defaults.of(requester);
		return authorize((standard != null) ? standard.id() : null, requester, scopes);
	}

	/**
	 * Returns the audience with an identifier if the client may have it with the scopes,
	 * or {@code null} if there is no identifier and need not be one.
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
	 * Refuses scopes that mean nothing at an audience.
	 */
	void checkScopes(@Nullable Audience audience, Collection<String> scopes) {
		if (audience != null && !audience.defines(scopes)) {
			throw AudienceError.SCOPE_NOT_DEFINED
				.exception("a requested scope is not among the scopes of audience '" + audience.id() + "'");
		}
	}

}
