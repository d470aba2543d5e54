package io.github.claimsdsl.definition;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An audience that is declared on the server, so that policies may name it. Immutable.
 *
 * @param id the identifier, as it is in the {@code aud} claim of tokens
 * @param clients the clients that may ask for it, or {@code null} for any
 * @param scopes the scopes its tokens can have, or {@code null} for any
 * @param issuers the issuers that issue tokens for it, or {@code null} for any
 * @param introspected whether an API may introspect its tokens
 * @param name the name that the configuration gives it, or {@code null} if it has none; a
 * policy names the identifier, and an author who writes the name is told so
 * @since 0.1.0
 */
public record DeclaredAudience(String id, @Nullable Set<String> clients, @Nullable Set<String> scopes,
		@Nullable Set<String> issuers, boolean introspected, @Nullable String name) {

	/**
	 * Copies the sets.
	 */
	public DeclaredAudience {
		clients = (clients != null) ? Set.copyOf(clients) : null;
		scopes = (scopes != null) ? Set.copyOf(scopes) : null;
		issuers = (issuers != null) ? Set.copyOf(issuers) : null;
	}

	/**
	 * Creates an audience that has no name.
	 * @param id the identifier
	 * @param clients the clients that may ask for it, or {@code null} for any
	 * @param scopes the scopes its tokens can have, or {@code null} for any
	 * @param issuers the issuers that issue tokens for it, or {@code null} for any
	 * @param introspected whether an API may introspect its tokens
	 */
	public DeclaredAudience(String id, @Nullable Set<String> clients, @Nullable Set<String> scopes,
			@Nullable Set<String> issuers, boolean introspected) {
		this(id, clients, scopes, issuers, introspected, null);
	}

	/**
	 * Returns a copy with a name.
	 * @param name the name that the configuration gives the audience
	 * @return the copy
	 */
	public DeclaredAudience named(String name) {
		return new DeclaredAudience(this.id, this.clients, this.scopes, this.issuers, this.introspected, name);
	}

	/**
	 * Creates an audience without limits: any client may ask for it, with any scope, at
	 * any issuer, and an API may introspect its tokens.
	 * @param id the identifier
	 * @return the audience
	 */
	public static DeclaredAudience of(String id) {
		return new DeclaredAudience(id, null, null, null, true);
	}

	/**
	 * Returns the values of a dimension that tokens for the audience can have.
	 * @param dimension the dimension
	 * @return the values, or {@code null} for any
	 */
	public @Nullable Set<String> allowed(Dimension dimension) {
		return switch (dimension) {
			case CLIENT -> this.clients;
			case SCOPE -> this.scopes;
			case ISSUER -> this.issuers;
			default -> null;
		};
	}

}
