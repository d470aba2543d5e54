package io.github.claimsdsl;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One token about to be issued, or one answer about a token: everything a policy may
 * select on or read. Immutable; the user is loaded and the clock is read when a rule
 * first asks. Used by one thread at a time.
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
		this.attributes = builder.attributes;
	}

	/**
	 * Starts a request for an initial, self-contained access token.
	 * @param client the client the token is for
	 * @param grantType the grant that authorised the token, such as
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
	 * Returns the format of the token, for an answer that of the access token.
	 * @return the token format
	 */
	public TokenFormat tokenFormat() {
		return this.tokenFormat;
	}

	/**
	 * Returns the grant that authorised the token; a refreshed token keeps its own.
	 * @return the grant type, never {@code refresh_token}
	 */
	public String grantType() {
		return this.grantType;
	}

	/**
	 * Returns whether the token is the first of its authorization.
	 * @return the issuance; initial for an answer, which has none
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
	 * Returns whether the token is issued for a user or for a client of its own.
	 * @return the subject
	 */
	public Subject subject() {
		return this.subject;
	}

	/**
	 * Returns the client the token is for.
	 * @return the client
	 */
	public Client client() {
		return this.client;
	}

	/**
	 * Returns the granted API audience, the first one if there are several.
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
	 * Returns the authorised scopes.
	 * @return the scopes, unmodifiable
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * Returns the request parameters rules may read; secrets are not among them.
	 * @return the parameters, by name; unmodifiable
	 */
	public Map<String, String> parameters() {
		return this.parameters;
	}

	/**
	 * Returns the name of the principal, the user's name where there is a user.
	 * @return the name, or {@code null} if none was given
	 */
	public @Nullable String principalName() {
		return this.principalName;
	}

	/**
	 * Tells whether the token is issued for a user.
	 * @return {@code false} for a client of its own, as with {@code client_credentials}
	 */
	public boolean hasUser() {
		return this.user != null;
	}

	/**
	 * Returns the application's user, loading it at the first call. What its source
	 * throws then, every later call throws too.
	 * @return the user, or {@code null} if the token has none
	 */
	public @Nullable Object user() {
		return (this.user != null) ? this.user.get() : null;
	}

	/**
	 * Returns a copy for a decision that is only reported. The copy shares the user,
	 * which is still loaded at most once if that succeeds; a user that fails to load for
	 * the copy does not count as failed here.
	 * @return the copy
	 */
	public TokenRequest forReport() {
		return new TokenRequest(this);
	}

	/**
	 * Tells whether the user was asked for and its source threw.
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
	 * Returns the time of issue, the same for all rules.
	 * @return the time
	 */
	public Instant now() {
		if (this.now == null) {
			this.now = Instant.now();
		}
		return this.now;
	}

	/**
	 * Returns the names of the claims that others have set already; rules do not
	 * overwrite them.
	 * @return the final names, unmodifiable
	 */
	public Set<String> existingClaims() {
		return this.existingClaims;
	}

	/**
	 * Returns an object of the host, such as its own client type.
	 * @param type the type it was put under
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

	/** One of the few objects of the host, and those that were put before. */
	private record Attribute(Class<?> type, Object value, @Nullable Attribute next) {
	}

	/**
	 * Collects the parts of a {@link TokenRequest}. Not thread-safe; used once.
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

		private @Nullable Attribute attributes;

		private Builder(Client client, String grantType) {
			this.client = client;
			this.grantType = grantType;
		}

		/**
		 * Sets the kind of token; an access token if it is not called.
		 * @param tokenType the token type
		 * @return this builder
		 */
		public Builder tokenType(TokenType tokenType) {
			this.tokenType = tokenType;
			return this;
		}

		/**
		 * Sets the format of the token; a JWT if it is not called.
		 * @param tokenFormat the token format
		 * @return this builder
		 */
		public Builder tokenFormat(TokenFormat tokenFormat) {
			this.tokenFormat = tokenFormat;
			return this;
		}

		/**
		 * Sets whether the token is the first of its authorization; initial if it is not
		 * called.
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
		 * Sets whether the token is issued for a user or for a client of its own. If it
		 * is not called, the subject of a {@code client_credentials} token is the client,
		 * and that of any other token is a user.
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
		 * Sets the granted API audience. Replaces those set before.
		 * @param audience the audience, or {@code null} for none
		 * @return this builder
		 */
		public Builder audience(@Nullable String audience) {
			this.audience = audience;
			this.audiences = (audience != null) ? Collections.singleton(audience) : Set.of();
			return this;
		}

		/**
		 * Sets the granted API audiences of a token that may have several. Replaces those
		 * set before.
		 * @param audiences the audiences; copied
		 * @return this builder
		 */
		public Builder audiences(Collection<String> audiences) {
			this.audiences = Client.copy(audiences);
			this.audience = audiences.isEmpty() ? null : audiences.iterator().next();
			return this;
		}

		/**
		 * Sets the authorised scopes.
		 * @param scopes the scopes; copied
		 * @return this builder
		 */
		public Builder scopes(Set<String> scopes) {
			this.scopes = Client.copy(scopes);
			return this;
		}

		/**
		 * Sets the request parameters rules may read.
		 * @param parameters the parameters, by name; copied, unless immutable
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
		 * @throws IllegalArgumentException if it is a {@link Supplier}, which is passed
		 * to {@link #userSupplier}
		 */
		public Builder user(Object user) {
			if (user instanceof Supplier) {
				throw new IllegalArgumentException("A Supplier is no user: pass it to userSupplier(..)");
			}
			return userSupplier(() -> user);
		}

		/**
		 * Sets how the user is loaded; called when a rule first reads it, and at most
		 * once.
		 * @param supplier loads the user, or {@code null} if the token has none
		 * @return this builder
		 */
		public Builder userSupplier(@Nullable Supplier<? extends @Nullable Object> supplier) {
			this.userSupplier = supplier;
			return this;
		}

		/**
		 * Sets the party that acts for the user.
		 * @param actor the actor, or {@code null} for none
		 * @return this builder
		 */
		public Builder actor(@Nullable Actor actor) {
			this.actor = actor;
			return this;
		}

		/**
		 * Sets the time of issue; the present if it is not called.
		 * @param now the time
		 * @return this builder
		 */
		public Builder now(Instant now) {
			this.now = now;
			return this;
		}

		/**
		 * Sets the names of the claims that others have set already.
		 * @param existingClaims the final names; not copied
		 * @return this builder
		 */
		public Builder existingClaims(Set<String> existingClaims) {
			this.existingClaims = Collections.unmodifiableSet(existingClaims);
			return this;
		}

		/**
		 * Adds an object of the host for Java rules.
		 * @param type the type rules ask for
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
