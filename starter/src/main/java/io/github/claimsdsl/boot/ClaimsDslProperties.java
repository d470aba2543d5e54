package io.github.claimsdsl.boot;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.SecretNames;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.audience.TokenProfile;
import io.github.claimsdsl.spring.server.MetadataType;

/**
 * Configuration of claim policies. Immutable.
 *
 * @param enabled whether policies are evaluated at all
 * @param mode whether decisions are carried out, or only logged
 * @param tokenGenerator whether the application's own OAuth2TokenGenerator calls the
 * library's customizers
 * @param ownedClaims the protected claims that policies may write, of acr, amr,
 * auth_time, azp, may_act and username
 * @param warnTokenSize the size of an encoded JWT from which the log warns
 * @param maxTokenSize the size of an encoded JWT above which it is refused
 * @param audienceRequired whether every access token must be asked for an API audience
 * @param audienceRequiredWhen the condition of the clients whose access tokens must be
 * asked for an API audience
 * @param audienceSource where the audiences that policies name come from: those declared
 * here, or the aud that a customizer of the application writes
 * @param tokenExchange what exchanged tokens are held to
 * @param client what rules may read of clients
 * @param grantTypes grant types of the application's own whose names start like those of
 * the standards, urn:ietf:params:oauth:grant-type:
 * @param requestParameters the parameters of token requests that expressions may read, by
 * name
 * @param issuers the issuers that the server answers for, where it has several; a request
 * at another is refused
 * @param audiences the APIs access tokens can be for: a list, or a map by names that only
 * tell them apart, so that profiles and environment variables merge
 * @param user what is known of users who log in elsewhere
 * @param standardClaims where the claims of the scopes profile, email, address and phone
 * go, userinfo or userinfo and id_token, from properties of the user with usual names;
 * nowhere by default
 * @param expressions the bounds on expressions and on the data they read
 * @param console the pages that show what policies do
 * @param policies the policies, by name
 */
@ConfigurationProperties(ClaimsDslProperties.PREFIX)
public record ClaimsDslProperties(@DefaultValue("true") boolean enabled, @DefaultValue("enforce") Mode mode,
		@DefaultValue("default") Generator tokenGenerator, @DefaultValue List<String> ownedClaims,
		@DefaultValue("4KB") DataSize warnTokenSize, @DefaultValue("8KB") DataSize maxTokenSize,
		@DefaultValue("false") boolean audienceRequired,
		@Name("audience-required.when") @Nullable String audienceRequiredWhen,
		@DefaultValue("declared") AudienceSource audienceSource, @DefaultValue ExchangeProperties tokenExchange,
		@DefaultValue ClientProperties client, @DefaultValue List<String> grantTypes,
		@DefaultValue List<String> requestParameters, @DefaultValue List<String> issuers,
		@DefaultValue Map<String, AudienceProperties> audiences, @DefaultValue UserProperties user,
		@DefaultValue List<TokenType> standardClaims, @DefaultValue ExpressionProperties expressions,
		@DefaultValue ConsoleProperties console, @DefaultValue Map<String, PolicyProperties> policies) {

	static final String PREFIX = "claims-dsl";

	/**
	 * Copies the collections.
	 * @param enabled whether policies are evaluated at all
	 * @param mode whether decisions are carried out, or only logged
	 * @param tokenGenerator who calls the library's customizers
	 * @param ownedClaims the protected claims that policies may write
	 * @param warnTokenSize the size of an encoded JWT from which the log warns
	 * @param maxTokenSize the size of an encoded JWT above which it is refused
	 * @param audienceRequired whether every access token must be for an API audience
	 * @param audienceRequiredWhen the condition of clients that must ask for one
	 * @param audienceSource where the audiences that policies name come from
	 * @param tokenExchange what exchanged tokens are held to
	 * @param client what rules may read of clients
	 * @param grantTypes grant types of the application's own
	 * @param requestParameters the parameters of requests that expressions may read
	 * @param issuers the issuers that the server answers for
	 * @param audiences the APIs access tokens can be for
	 * @param user what is known of users who log in elsewhere
	 * @param standardClaims where the claims of the standard scopes go
	 * @param expressions the bounds on expressions and data
	 * @param console the pages that show what policies do
	 * @param policies the policies, by name
	 */
	public ClaimsDslProperties {
		ownedClaims = List.copyOf(ownedClaims);
		grantTypes = List.copyOf(grantTypes);
		requestParameters = List.copyOf(requestParameters);
		issuers = List.copyOf(issuers);
		standardClaims = List.copyOf(standardClaims);
		audiences = inOrder(audiences);
		policies = copy(policies);
	}

	/**
	 * The names of the properties of a record, in dashed form. An annotation such as
	 * {@link Name} is on the field, not on the record component.
	 */
	static Set<String> names(Class<? extends Record> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.isAnnotationPresent(Name.class))
			.map((field) -> DataObjectPropertyName.toDashedForm(field.getName()))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Those of a list by their numbers, the others by their names. */
	private static <T> Map<String, T> inOrder(Map<String, T> entries) {
		Map<String, T> sorted = new TreeMap<>(
				Comparator.comparing((String key) -> isIndex(key) ? "0".repeat(10 - key.length()) + key : key));
		sorted.putAll(entries);
		return copy(sorted);
	}

	/** Whether an entry is one of a list: the name of a map's entry is no number. */
	static boolean isIndex(String key) {
		return key.matches("0|[1-9]\\d{0,8}");
	}

	/** The entry of a list or map below the property that holds it. */
	static String entry(String holder, String key) {
		return isIndex(key) ? holder + "[" + key + "]" : holder + "." + key;
	}

	private static <T> Map<String, T> copy(Map<String, T> map) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(map));
	}

	private static @Nullable List<String> copy(@Nullable List<String> list) {
		return (list != null) ? List.copyOf(list) : null;
	}

	/**
	 * Who calls the library's customizers.
	 */
	public enum Generator {

		/** Spring Authorization Server's own token generator. */
		DEFAULT,

		/** The application's own token generator, wired by the team. */
		WIRED

	}

	/**
	 * What exchanged tokens are held to (RFC 8693).
	 *
	 * @param maxDepth how many exchanges may lead to a token, one after the other
	 */
	public record ExchangeProperties(@DefaultValue("4") int maxDepth) {
	}

	/**
	 * What rules may read of clients.
	 *
	 * @param settings the types of custom client settings, by name
	 * @param selfAsserted the types of the metadata that clients say of themselves when
	 * they register (RFC 7591 section 2), by name; each is kept with the client
	 */
	public record ClientProperties(@DefaultValue Map<String, AttributeType> settings,
			@DefaultValue Map<String, MetadataType> selfAsserted) {
	}

	/**
	 * Where the audiences that policies name come from.
	 */
	public enum AudienceSource {

		/** The audiences declared under claims-dsl.audiences. */
		DECLARED,

		/** The aud that a customizer of the application writes. */
		CUSTOMIZER

	}

	/**
	 * Users who log in elsewhere, by OpenID Connect or OAuth 2.0.
	 *
	 * @param attributes the types of their attributes, by name; they stay as of login,
	 * and stand in for a user whom the application's user source does not know
	 */
	public record UserProperties(@DefaultValue Map<String, AttributeType> attributes) {
	}

	/**
	 * The type of an attribute.
	 */
	public enum AttributeType {

		/** Text. */
		TEXT(Type.TEXT),

		/** Number. */
		NUMBER(Type.NUMBER),

		/** Boolean. */
		BOOLEAN(Type.BOOLEAN),

		/** Point in time. */
		TIME(Type.TIME),

		/** Collection of texts. */
		TEXTS(Type.setOf(Type.TEXT)),

		/** Anything: may be copied or converted. */
		ANY(Type.ANY);

		private final Type type;

		AttributeType(Type type) {
			this.type = type;
		}

		Type type() {
			return this.type;
		}

	}

	/**
	 * Bounds on expressions and on the data they read.
	 *
	 * @param length the longest expression, in characters
	 * @param depth the deepest nesting
	 * @param nodes the most parts of an expression
	 * @param textLength the longest text read or produced, in characters
	 * @param elements the most elements of a collection read or produced
	 * @param allowedNames the names of properties, record components, attributes and map
	 * keys that look like secrets and are none, exactly as written
	 */
	public record ExpressionProperties(@DefaultValue("2000") int length, @DefaultValue("24") int depth,
			@DefaultValue("200") int nodes, @DefaultValue("16384") int textLength, @DefaultValue("1000") int elements,
			@DefaultValue List<String> allowedNames) {

		/**
		 * Copies the names.
		 * @param length the longest expression, in characters
		 * @param depth the deepest nesting
		 * @param nodes the most parts of an expression
		 * @param textLength the longest text read or produced, in characters
		 * @param elements the most elements of a collection read or produced
		 * @param allowedNames the names that look like secrets and are none
		 */
		public ExpressionProperties {
			allowedNames = List.copyOf(allowedNames);
		}

		SecretNames secretNames() {
			return SecretNames.allowing(Set.copyOf(this.allowedNames));
		}

		Limits limits() {
			return new Limits(this.length, this.depth, this.nodes, this.textLength, this.elements);
		}

	}

	/**
	 * The pages that show what policies do.
	 *
	 * @param enabled whether the console is served
	 * @param path where it is served, within the application
	 * @param authority the authority that its users need: who has it may see the claims
	 * of every user
	 */
	public record ConsoleProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/claims-dsl") String path,
			@DefaultValue("ROLE_ADMIN") String authority) {

		private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9][A-Za-z0-9._~-]*)+");

		boolean isPathPlain() {
			return PATH.matcher(this.path).matches();
		}

		/** Whether nobody, or everybody who is signed in, has the authority anyway. */
		boolean isAuthorityOfEverybody() {
			return this.authority.isBlank() || this.authority.strip().equalsIgnoreCase("ROLE_ANONYMOUS")
					|| this.authority.strip().startsWith("FACTOR_");
		}

	}

	/**
	 * An API that access tokens can be for (RFC 8707).
	 *
	 * @param id the identifier: an absolute URI without a fragment
	 * @param clients the clients that may ask for it, or any
	 * @param clientsWhen the condition of the clients that may ask for it
	 * @param scopes the scopes that mean something there
	 * @param apiClients the API itself as a client: may introspect and exchange its
	 * tokens
	 * @param apiClientsWhen the condition of the clients that are the API itself
	 * @param tokenProfile the shape of its tokens
	 * @param signingAlgorithm the JWS algorithm of its tokens, such as ES256
	 * @param defaultFor the clients that get it when they ask for none, or any
	 * @param defaultForWhen the condition of the clients that get it when they ask for
	 * none
	 * @param issuers the issuers that issue tokens for it; all if not stated
	 */
	public record AudienceProperties(@Nullable String id, @DefaultValue List<String> clients,
			@Name("clients.when") @Nullable String clientsWhen, @DefaultValue List<String> scopes,
			@DefaultValue List<String> apiClients, @Name("api-clients.when") @Nullable String apiClientsWhen,
			@DefaultValue("rfc9068") TokenProfile tokenProfile, @Nullable String signingAlgorithm,
			@DefaultValue List<String> defaultFor, @Name("default-for.when") @Nullable String defaultForWhen,
			@Nullable List<String> issuers) {

		/**
		 * Copies the collections.
		 * @param id the identifier: an absolute URI without a fragment
		 * @param clients the clients that may ask for it, or any
		 * @param clientsWhen the condition of the clients that may ask for it
		 * @param scopes the scopes that mean something there
		 * @param apiClients the API itself as a client: may introspect and exchange its
		 * tokens
		 * @param apiClientsWhen the condition of the clients that are the API itself
		 * @param tokenProfile the shape of its tokens
		 * @param signingAlgorithm the JWS algorithm of its tokens, such as ES256
		 * @param defaultFor the clients that get it when they ask for none, or any
		 * @param defaultForWhen the condition of the clients that get it
		 * @param issuers the issuers that issue tokens for it
		 */
		public AudienceProperties {
			clients = List.copyOf(clients);
			scopes = List.copyOf(scopes);
			apiClients = List.copyOf(apiClients);
			defaultFor = List.copyOf(defaultFor);
			issuers = copy(issuers);
		}

	}

	/**
	 * A policy: which tokens it is for and which claims it gives them.
	 *
	 * @param audience the granted API audiences, or any; must be stated for access tokens
	 * @param grantType the grants that authorised the token
	 * @param client the clients
	 * @param scope the authorised scopes, any of them
	 * @param tokenType access_token, id_token, userinfo, introspection; access tokens if
	 * not stated
	 * @param issuance initial, refresh; both if not stated
	 * @param subject user, client; both if not stated
	 * @param issuer the issuers of the token; all if not stated
	 * @param mode whether the policy is enforced, or only reported
	 * @param namespace the prefix of the claims' names
	 * @param order the order among policies that write the same claim; lower wins
	 * @param when the expression that guards all claims
	 * @param claims the claims, by name: an expression, or its parts
	 * @param deny the conditions under which the token is refused: a map by name, so that
	 * profiles and environment variables merge, or a list
	 */
	public record PolicyProperties(@Nullable List<String> audience, @Nullable List<String> grantType,
			@Nullable List<String> client, @Nullable List<String> scope, @Nullable List<String> tokenType,
			@Nullable List<String> issuance, @Nullable List<String> subject, @Nullable List<String> issuer,
			@DefaultValue("enforce") Mode mode, @DefaultValue("") String namespace, @DefaultValue("0") int order,
			@Nullable String when, @DefaultValue Map<String, ClaimProperties> claims,
			@DefaultValue Map<String, DenyProperties> deny) {

		/**
		 * Copies the collections.
		 * @param audience the granted API audiences, or any; must be stated for access
		 * tokens
		 * @param grantType the grants that authorised the token
		 * @param client the clients
		 * @param scope the authorised scopes, any of them
		 * @param tokenType access_token, id_token, userinfo, introspection; access tokens
		 * if not stated
		 * @param issuance initial, refresh; both if not stated
		 * @param subject user, client; both if not stated
		 * @param issuer the issuers of the token; all if not stated
		 * @param mode whether the policy is enforced, or only reported
		 * @param namespace the prefix of the claims' names
		 * @param order the order among policies that write the same claim; lower wins
		 * @param when the expression that guards all claims
		 * @param claims the claims, by name: an expression, or its parts
		 * @param deny the conditions under which the token is refused
		 */
		public PolicyProperties {
			audience = copy(audience);
			grantType = copy(grantType);
			client = copy(client);
			scope = copy(scope);
			tokenType = copy(tokenType);
			issuance = copy(issuance);
			subject = copy(subject);
			issuer = copy(issuer);
			claims = copy(claims);
			deny = inOrder(deny);
		}

		Map<Dimension, List<String>> selectors() {
			Map<Dimension, List<String>> stated = new EnumMap<>(Dimension.class);
			put(stated, Dimension.AUDIENCE, this.audience);
			put(stated, Dimension.GRANT_TYPE, this.grantType);
			put(stated, Dimension.CLIENT, this.client);
			put(stated, Dimension.SCOPE, this.scope);
			put(stated, Dimension.TOKEN_TYPE, this.tokenType);
			put(stated, Dimension.ISSUANCE, this.issuance);
			put(stated, Dimension.SUBJECT, this.subject);
			put(stated, Dimension.ISSUER, this.issuer);
			return stated;
		}

		private static void put(Map<Dimension, List<String>> stated, Dimension dimension,
				@Nullable List<String> values) {
			if (values != null) {
				stated.put(dimension, values);
			}
		}

	}

	/**
	 * A claim; its short form is the expression alone.
	 *
	 * @param value the expression of its value
	 * @param when the condition; skipped where it is false
	 * @param required whether the token is refused when the claim is absent
	 * @param error the OAuth error of that refusal
	 * @param errorDescription the description of that error
	 * @param onError what becomes of the token when the expression fails
	 * @param order the order among rules that write the same claim; the policy's if not
	 * stated
	 */
	public record ClaimProperties(@Nullable String value, @Nullable String when,
			@DefaultValue("false") boolean required, @Nullable String error, @Nullable String errorDescription,
			@DefaultValue("refuse") OnError onError, @Nullable Integer order) {

		static ClaimProperties of(String value) {
			return new ClaimProperties(value, null, false, null, null, OnError.REFUSE, null);
		}

	}

	/**
	 * A condition under which the token is refused.
	 *
	 * @param when the condition
	 * @param error the OAuth error; invalid_grant with a user, unauthorized_client
	 * without, if not stated
	 * @param description the description of the error
	 */
	public record DenyProperties(@Nullable String when, @Nullable String error, @Nullable String description) {
	}

}
