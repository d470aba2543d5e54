package io.github.claimsdsl;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A token that is about to be issued, or an answer about a token (userinfo or
 * introspection): everything that a policy can select on or read. Immutable, except that
 * the user is loaded and the time is set when a rule first asks for them. Not
 * thread-safe: use it in one thread at a time.
 *
 * @since 0.1.0
 */
public final class TokenRequest {

	private final TokenType tokenType;

	private final TokenFormat tokenFormat;

	private final String grantType;

	private final Issuance issuance;

	private final @Nullable String issuer;

	private final Subject subject;

	private final Client client;

	private final @Nullable String audience;

	private final Set<String> audiences;

	private final Set<String> scopes;

	private final Map<String, String> parameters;

	private final @Nullable String principalName;

	private final @Nullable UserOnce user;

	private final @Nullable Actor actor;

	private final Set<String> existingClaims;

	private final Map<String, Object> existingValues;

	private final @Nullable Attribute attributes;

	private @Nullable Instant now;

	private TokenRequest(TokenRequest other) {
		this.tokenType = other.tokenType;
		this.tokenFormat = other.tokenFormat;
		this.grantType = other.grantType;
		this.issuance = other.issuance;
		this.issuer = other.issuer;
		this.subject = other.subject;
		this.client = other.client;
		this.audience = other.audience;
		this.audiences = other.audiences;
		this.scopes = other.scopes;
		this.parameters = other.parameters;
		this.principalName = other.principalName;
		this.user = (other.user != null) ? other.user.share() : null;
		this.actor = other.actor;
		this.now = other.now();
		this.existingClaims = other.existingClaims;
		this.existingValues = other.existingValues;
		this.attributes = other.attributes;
	}

	private TokenRequest(Builder builder) {
		this.tokenType = builder.tokenType;
		this.tokenFormat = builder.tokenFormat;
		this.grantType = builder.grantType;
		this.issuance = builder.issuance;
		this.issuer = builder.issuer;
		this.subject = builder.subject();
		this.client = builder.client;
		this.audience = builder.audience;
		this.audiences = builder.audiences;
		this.scopes = builder.scopes;
		this.parameters = builder.parameters;
		this.principalName = builder.principalName;
		this.user = (builder.userSupplier != null) ? new UserOnce(builder.userSupplier) : null;
		this.actor = builder.actor;
		this.now = builder.now;
		this.existingClaims = builder.existingClaims;
		this.existingValues = builder.existingValues;
		this.attributes = builder.attributes;
	}

	/**
	 * Starts to build a request. By default it is for an initial access token in JWT
	 * format.
	 * @param client the client that the token is issued to
	 * @param grantType the grant that authorized the token, such as
	 * {@code client_credentials} or a custom grant's URI
	 * @return a builder
	 */
	public static Builder of(Client client, String grantType) {
		return new Builder(client, grantType);
	}

	/**
	 * Returns the kind of token or answer.
	 * @return the token type
	 */
	public TokenType tokenType() {
		return this.tokenType;
	}

	/**
	 * Returns the format of the token. For an answer, this is the format of the access
	 * token.
	 * @return the token format
	 */
	public TokenFormat tokenFormat() {
		return this.tokenFormat;
	}

	/**
	 * Returns the grant that authorized the token. A refreshed token keeps the grant type
	 * of the token before it.
	 * @return the grant type, never {@code refresh_token}
	 */
	public String grantType() {
		return this.grantType;
	}

	/**
	 * Returns whether the token is issued for a grant or for a refresh token.
	 * @return the issuance; {@link Issuance#INITIAL} for an answer, which is never issued
	 */
	public Issuance issuance() {
		return this.issuance;
	}

	/**
	 * Returns the issuer of the token (RFC 7519 section 4.1.1).
	 * @return the issuer's URL, or {@code null} if it is not known
	 */
	public @Nullable String issuer() {
		return this.issuer;
	}

	/**
	 * Returns whether the token is issued for a user or for the client itself.
	 * @return the subject
	 */
	public Subject subject() {
		return this.subject;
	}

	/**
	 * Returns the client that the token is issued to.
	 * @return the client
	 */
	public Client client() {
		return this.client;
	}

	/**
	 * Returns the granted API audience, or the first one if there are several.
	 * @return the audience, or {@code null} if the token is for no API
	 */
	public @Nullable String audience() {
		return this.audience;
	}

	/**
	 * Returns all granted API audiences. A selector matches if it names any of them.
	 * @return the audiences, in the order they were given; empty if the token is for no
	 * API; unmodifiable
	 */
	public Set<String> audiences() {
		return this.audiences;
	}

	/**
	 * Returns the authorized scopes.
	 * @return the scopes, unmodifiable
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * Returns the request parameters that rules may read. They do not include secrets.
	 * @return the parameters, by name; unmodifiable
	 */
	public Map<String, String> parameters() {
		return this.parameters;
	}

	/**
	 * Returns the name of the principal. If the token has a user, this is the user's
	 * name.
	 * @return the name, or {@code null} if none was given
	 */
	public @Nullable String principalName() {
		return this.principalName;
	}

	/**
	 * Tells whether the token is issued for a user.
	 * @return {@code false} if the token is issued for the client itself, as with
	 * {@code client_credentials}
	 */
	public boolean hasUser() {
		return this.user != null;
	}

	/**
	 * Returns the application's user. The first call loads the user. If loading throws an
	 * exception, every later call throws the same one.
	 * @return the user, or {@code null} if the token has none
	 */
	public @Nullable Object user() {
		return (this.user != null) ? this.user.get() : null;
	}

	/**
	 * Returns a copy for a decision that is only reported. Both requests share the user,
	 * who is loaded at most once if loading succeeds. If loading fails for the copy, that
	 * does not count as a failure of this request, because a reported decision must not
	 * refuse the token.
	 * @return the copy
	 */
	public TokenRequest forReport() {
		return new TokenRequest(this);
	}

	/**
	 * Tells whether the user was asked for and could not be loaded.
	 * @return whether {@link #user()} throws; {@code false} before its first call
	 */
	public boolean hasUserFailed() {
		return this.user != null && this.user.hasFailed();
	}

	/**
	 * Returns the party that acts for the user at token exchange.
	 * @return the actor, or {@code null} if there is none
	 */
	public @Nullable Actor actor() {
		return this.actor;
	}

	/**
	 * Returns the time of issue, which is the same for all rules.
	 * @return the time
	 */
	public Instant now() {
		if (this.now == null) {
			this.now = Instant.now();
		}
		return this.now;
	}

	/**
	 * Returns the names of the claims that were set before the policies run, for example
	 * by a customizer. Rules do not overwrite them.
	 * @return the final names, unmodifiable
	 */
	public Set<String> existingClaims() {
		return this.existingClaims;
	}

	/**
	 * Returns the value of a claim that was set before the policies run. A decision that
	 * is only reported compares it with what a rule would write.
	 * @param name the final name of the claim
	 * @return the value as it was set, or {@code null} if the claim was not set or only
	 * its name is known
	 */
	public @Nullable Object existingClaim(String name) {
		return this.existingValues.get(name);
	}

	/**
	 * Returns an object that the host passed on for Java rules, such as the client in the
	 * host's own type.
	 * @param type the type that the object was added under
	 * @param <T> the type
	 * @return the object, or {@code null} if there is none
	 */
	public <T> @Nullable T attribute(Class<T> type) {
		for (Attribute attribute = this.attributes; attribute != null; attribute = attribute.next()) {
			if (attribute.type() == type) {
				return type.cast(attribute.value());
			}
		}
		return null;
	}

	/**
	 * An object of the host, linked to those that were added before. There are so few
	 * that a list is enough.
	 */
	private record Attribute(Class<?> type, Object value, @Nullable Attribute next) {
	}

	/**
	 * Builds a {@link TokenRequest}. Not thread-safe. Use it for one request only.
	 */
	public static final class Builder {

		private final Client client;

		private final String grantType;

		private TokenType tokenType = TokenType.ACCESS_TOKEN;

		private TokenFormat tokenFormat = TokenFormat.JWT;

		private Issuance issuance = Issuance.INITIAL;

		private @Nullable String issuer;

		private @Nullable Subject subject;

		private @Nullable String audience;

		private Set<String> audiences = Set.of();

		private Set<String> scopes = Set.of();

		private Map<String, String> parameters = Map.of();

		private @Nullable String principalName;

		private @Nullable Supplier<? extends @Nullable Object> userSupplier;

		private @Nullable Actor actor;

		private @Nullable Instant now;

		private Set<String> existingClaims = Set.of();

		private Map<String, Object> existingValues = Map.of();

		private @Nullable Attribute attributes;

		private Builder(Client client, String grantType) {
			this.client = client;
			this.grantType = grantType;
		}

		/**
		 * Sets the kind of token or answer. The default is an access token.
		 * @param tokenType the token type
		 * @return this builder
		 */
		public Builder tokenType(TokenType tokenType) {
			this.tokenType = tokenType;
			return this;
		}

		/**
		 * Sets the format of the token. The default is a JWT.
		 * @param tokenFormat the token format
		 * @return this builder
		 */
		public Builder tokenFormat(TokenFormat tokenFormat) {
			this.tokenFormat = tokenFormat;
			return this;
		}

		/**
		 * Sets whether the token is issued for a grant or for a refresh token. The
		 * default is {@link Issuance#INITIAL}.
		 * @param issuance the issuance
		 * @return this builder
		 */
		public Builder issuance(Issuance issuance) {
			this.issuance = issuance;
			return this;
		}

		/**
		 * Sets the issuer of the token.
		 * @param issuer the issuer's URL, or {@code null} if it is not known
		 * @return this builder
		 */
		public Builder issuer(@Nullable String issuer) {
			this.issuer = issuer;
			return this;
		}

		/**
		 * Sets whether the token is issued for a user or for the client itself. The
		 * default is {@link Subject#CLIENT} for the grant type
		 * {@code client_credentials}, and {@link Subject#USER} for any other.
		 * @param subject the subject
		 * @return this builder
		 */
		public Builder subject(Subject subject) {
			this.subject = subject;
			return this;
		}

		private Subject subject() {
			if (this.subject != null) {
				return this.subject;
			}
			return this.grantType.equals(GrantTypes.CLIENT_CREDENTIALS) ? Subject.CLIENT : Subject.USER;
		}

		/**
		 * Sets the granted API audience and replaces those that were set before.
		 * @param audience the audience, or {@code null} for none
		 * @return this builder
		 */
		public Builder audience(@Nullable String audience) {
			this.audience = audience;
			this.audiences = (audience != null) ? Collections.singleton(audience) : Set.of();
			return this;
		}

		/**
		 * Sets the granted API audiences of a token that may have several, and replaces
		 * those that were set before.
		 * @param audiences the audiences; the collection is copied
		 * @return this builder
		 */
		public Builder audiences(Collection<String> audiences) {
			this.audiences = Client.copy(audiences);
			this.audience = audiences.isEmpty() ? null : audiences.iterator().next();
			return this;
		}

		/**
		 * Sets the authorized scopes.
		 * @param scopes the scopes; the set is copied
		 * @return this builder
		 */
		public Builder scopes(Set<String> scopes) {
			this.scopes = Client.copy(scopes);
			return this;
		}

		/**
		 * Sets the request parameters that rules may read.
		 * @param parameters the parameters, by name; the map is copied
		 * @return this builder
		 */
		public Builder parameters(Map<String, String> parameters) {
			this.parameters = Map.copyOf(parameters);
			return this;
		}

		/**
		 * Sets the name of the principal.
		 * @param principalName the name, or {@code null} for none
		 * @return this builder
		 */
		public Builder principalName(@Nullable String principalName) {
			this.principalName = principalName;
			return this;
		}

		/**
		 * Sets the user.
		 * @param user the application's user
		 * @return this builder
		 * @throws IllegalArgumentException if the user is a {@link Supplier}: pass it to
		 * {@link #userSupplier} instead
		 */
		public Builder user(Object user) {
			if (user instanceof Supplier) {
				throw new IllegalArgumentException("A Supplier cannot be a user. Pass it to userSupplier(..) instead");
			}
			return userSupplier(() -> user);
		}

		/**
		 * Sets how the user is loaded. The supplier is called when a rule first reads the
		 * user, and at most once.
		 * @param supplier loads the user, or {@code null} if the token has no user
		 * @return this builder
		 */
		public Builder userSupplier(@Nullable Supplier<? extends @Nullable Object> supplier) {
			this.userSupplier = supplier;
			return this;
		}

		/**
		 * Sets the party that acts for the user at token exchange.
		 * @param actor the actor, or {@code null} for none
		 * @return this builder
		 */
		public Builder actor(@Nullable Actor actor) {
			this.actor = actor;
			return this;
		}

		/**
		 * Sets the time of issue. The default is the time when a rule first asks for it.
		 * @param now the time
		 * @return this builder
		 */
		public Builder now(Instant now) {
			this.now = now;
			return this;
		}

		/**
		 * Sets the names of the claims that were set before the policies run.
		 * @param existingClaims the final names; the set is not copied
		 * @return this builder
		 */
		public Builder existingClaims(Set<String> existingClaims) {
			this.existingClaims = Collections.unmodifiableSet(existingClaims);
			this.existingValues = Map.of();
			return this;
		}

		/**
		 * Sets the claims that were set before the policies run. A claim that is
		 * {@code null} or an empty text does not count.
		 * @param existingClaims the claims, by final name; the map is not copied
		 * @return this builder
		 */
		public Builder existingClaims(Map<String, Object> existingClaims) {
			existingClaims(present(existingClaims));
			this.existingValues = existingClaims;
			return this;
		}

		private static Set<String> present(Map<String, Object> claims) {
			if (!claims.containsValue(null) && !claims.containsValue("")) {
				return claims.keySet();
			}
			Set<String> names = new HashSet<>(claims.keySet());
			names.removeIf((name) -> claims.get(name) == null || "".equals(claims.get(name)));
			return names;
		}

		/**
		 * Adds an object of the host for Java rules.
		 * @param type the type that rules ask for
		 * @param value the object, or {@code null} for none
		 * @param <T> the type
		 * @return this builder
		 */
		public <T> Builder attribute(Class<T> type, @Nullable T value) {
			if (value != null) {
				this.attributes = new Attribute(type, value, this.attributes);
			}
			return this;
		}

		/**
		 * Creates the request.
		 * @return the request
		 */
		public TokenRequest build() {
			return new TokenRequest(this);
		}

	}

}
