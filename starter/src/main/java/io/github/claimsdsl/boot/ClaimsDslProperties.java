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
 * The properties under claims-dsl: claim policies, audiences and what they are checked
 * against. Immutable. An IDE shows the descriptions of the parameters as those of the
 * properties.
 *
 * @param enabled whether policies are evaluated at all
 * @param mode whether decisions are enforced, or only logged
 * @param tokenGenerator which token generator issues tokens: that of Spring Authorization
 * Server, or the application's own, which must call the library's customizers
 * @param ownedClaims the protected claims that policies may write because this server
 * decides them. Allowed: acr, amr, auth_time, azp, may_act and username
 * @param warnTokenSize the size above which the log warns of a token: that of an encoded
 * JWT, or of the claims of an opaque token
 * @param maxTokenSize the size above which a token is refused: that of an encoded JWT, or
 * of the claims of an opaque token
 * @param audienceRequired whether every access token must be for an API audience. A
 * client that asks for none and has no default is refused
 * @param audienceRequiredWhen an expression that selects the clients whose access tokens
 * must be for an API audience
 * @param audienceSource where the audiences that policies name come from: the audiences
 * declared here, or the aud claim that a customizer of the application writes
 * @param tokenExchange limits on token exchange (RFC 8693)
 * @param client what rules may read of clients
 * @param grantTypes custom grant types with URIs of the form
 * urn:ietf:params:oauth:grant-type:name. Of this form, policies can name only those of
 * the standards and those listed here, because any other is usually a typing error
 * @param requestParameters the names of the token request parameters that expressions may
 * read
 * @param issuers the issuer URLs of a server that has several. A request at any other
 * issuer is refused
 * @param audiences the APIs that access tokens can be for: a list, or a map. The keys of
 * a map only tell the entries apart, so that profiles and environment variables can merge
 * them
 * @param user what rules may read of users who log in at another provider
 * @param standardClaims where to write the claims of the scopes profile, email, address
 * and phone: userinfo, or userinfo and id_token. They are read from user properties with
 * the usual names. Not written by default
 * @param expressions limits on expressions and on the data that they read
 * @param console the web pages that show what policies do
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
	 * Returns the names of a record's properties, in dashed form. An annotation such as
	 * {@link Name} is on the field, not on the record component.
	 */
	static Set<String> names(Class<? extends Record> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.isAnnotationPresent(Name.class))
			.map((field) -> DataObjectPropertyName.toDashedForm(field.getName()))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Sorts the entries of a list by number and the entries of a map by name. */
	private static <T> Map<String, T> inOrder(Map<String, T> entries) {
		Map<String, T> sorted = new TreeMap<>(
				Comparator.comparing((String key) -> isIndex(key) ? "0".repeat(10 - key.length()) + key : key));
		sorted.putAll(entries);
		return copy(sorted);
	}

	/**
	 * Returns whether a key is an index of a list. The key of a map is never a number.
	 */
	static boolean isIndex(String key) {
		return key.matches("0|[1-9]\\d{0,8}");
	}

	/**
	 * Returns the property name of an entry: {@code holder[0]} or {@code holder.name}.
	 */
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
	 * Which token generator calls the library's customizers.
	 */
	public enum Generator {

		/** Spring Authorization Server's own token generator. */
		DEFAULT,

		/**
		 * The application's own token generator, to which the team passes the
		 * customizers.
		 */
		WIRED

	}

	/**
	 * Limits on token exchange (RFC 8693).
	 *
	 * @param maxDepth the most exchanges in a row that may lead to a token
	 */
	public record ExchangeProperties(@DefaultValue("4") int maxDepth) {
	}

	/**
	 * What rules may read of clients.
	 *
	 * @param settings the custom client settings that expressions may read: name and type
	 * @param selfAsserted the metadata that clients state about themselves at
	 * registration (RFC 7591 section 2) and that expressions may read: name and type. The
	 * server stores these values with the client
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

		/** The aud claim that a customizer of the application writes. */
		CUSTOMIZER

	}

	/**
	 * Federated users: they log in at another provider, by OpenID Connect or OAuth 2.0.
	 *
	 * @param attributes the attributes that expressions may read: name and type. The
	 * values stay as of the login. They are used for a user that the application's user
	 * source does not know
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

		/** Unknown until it is read. It may be copied or converted. */
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
	 * Limits on expressions and on the data that they read.
	 *
	 * @param length the longest expression, in characters
	 * @param depth the deepest nesting of parentheses, lists, maps and calls
	 * @param nodes the most operators, operands and calls in an expression
	 * @param textLength the longest text that is read or produced, in characters
	 * @param elements the most elements of a collection that is read or produced
	 * @param allowedNames names that look like secrets but are not, exactly as written.
	 * Rules may read properties, record components, attributes and map keys with these
	 * names
	 */
	public record ExpressionProperties(@DefaultValue("2000") int length, @DefaultValue("24") int depth,
			@DefaultValue("200") int nodes, @DefaultValue("16384") int textLength, @DefaultValue("1000") int elements,
			@DefaultValue List<String> allowedNames) {

		/**
		 * Copies the names.
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
	 * The console: web pages that show what policies do.
	 *
	 * @param enabled whether the console is served
	 * @param path the path of the console, below the application's context path
	 * @param authority the authority that a user of the console needs. Grant it with
	 * care: the console shows the claims of every user
	 */
	public record ConsoleProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/claims-dsl") String path,
			@DefaultValue("ROLE_ADMIN") String authority) {

		private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9][A-Za-z0-9._~-]*)+");

		boolean isPathPlain() {
			return PATH.matcher(this.path).matches();
		}

		/**
		 * Returns whether the authority protects nothing: it is empty, or users have it
		 * without being granted it.
		 */
		boolean isAuthorityOfEverybody() {
			return this.authority.isBlank() || this.authority.strip().equalsIgnoreCase("ROLE_ANONYMOUS")
					|| this.authority.strip().startsWith("FACTOR_");
		}

	}

	/**
	 * An API that access tokens can be for (RFC 8707).
	 *
	 * @param id the identifier of the API: an absolute URI without a fragment. Clients
	 * ask for it, and tokens carry it in aud
	 * @param clients the ids of the clients that may ask for this audience, or any
	 * @param clientsWhen an expression that selects the clients that may ask for this
	 * audience
	 * @param scopes the scopes that the API defines. A request for another scope is
	 * refused, except for the OpenID Connect scopes
	 * @param apiClients the client ids of the API itself. These clients may introspect
	 * and exchange its tokens
	 * @param apiClientsWhen an expression that selects the clients of the API itself
	 * @param tokenProfile the form of its JWT access tokens
	 * @param signingAlgorithm the JWS algorithm of its JWT access tokens, such as ES256.
	 * The server's default if not set
	 * @param defaultFor the ids of the clients that get this audience when they ask for
	 * none, or any
	 * @param defaultForWhen an expression that selects the clients that get this audience
	 * when they ask for none
	 * @param issuers the issuers that issue tokens for this audience. All if not set
	 */
	public record AudienceProperties(@Nullable String id, @DefaultValue List<String> clients,
			@Name("clients.when") @Nullable String clientsWhen, @DefaultValue List<String> scopes,
			@DefaultValue List<String> apiClients, @Name("api-clients.when") @Nullable String apiClientsWhen,
			@DefaultValue("rfc9068") TokenProfile tokenProfile, @Nullable String signingAlgorithm,
			@DefaultValue List<String> defaultFor, @Name("default-for.when") @Nullable String defaultForWhen,
			@Nullable List<String> issuers) {

		/**
		 * Copies the collections.
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
	 * A policy: the tokens that it applies to, the claims that it gives them, and the
	 * conditions under which it refuses them.
	 *
	 * @param audience the granted API audiences, or any. Required for access tokens and
	 * introspection
	 * @param grantType the grants that authorized the token. All if not set
	 * @param client the client ids. All if not set
	 * @param scope the authorized scopes, of which the token needs one. All if not set
	 * @param tokenType access_token, id_token, userinfo or introspection. Access tokens
	 * if not set
	 * @param issuance initial or refresh. Both if not set
	 * @param subject user or client. Both if not set
	 * @param issuer the issuers of the token. All if not set
	 * @param mode whether the policy is enforced, or only reported
	 * @param namespace the prefix of its claim names. Names that are URIs do not get it
	 * @param order the order among policies that write the same claim. The lowest wins
	 * @param when the condition, an expression, that all claims and denials of the policy
	 * need
	 * @param claims the claims, by name: an expression, or the parts of a claim
	 * @param deny the conditions under which the token is refused: a map, or a list. The
	 * keys of a map are names, so that profiles and environment variables can merge them
	 */
	public record PolicyProperties(@Nullable List<String> audience, @Nullable List<String> grantType,
			@Nullable List<String> client, @Nullable List<String> scope, @Nullable List<String> tokenType,
			@Nullable List<String> issuance, @Nullable List<String> subject, @Nullable List<String> issuer,
			@DefaultValue("enforce") Mode mode, @DefaultValue("") String namespace, @DefaultValue("0") int order,
			@Nullable String when, @DefaultValue Map<String, ClaimProperties> claims,
			@DefaultValue Map<String, DenyProperties> deny) {

		/**
		 * Copies the collections.
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
	 * A claim. Its short form is the expression alone.
	 *
	 * @param value the expression that gives the value
	 * @param when the condition, an expression. The claim is left out where it is false
	 * @param required whether the token is refused when the claim is absent
	 * @param error the OAuth error when a required claim is absent. If not set,
	 * invalid_grant for a token with a user and unauthorized_client for one without
	 * @param errorDescription the description of that error
	 * @param onError what happens to the token when the expression fails
	 * @param order the order among rules that write the same claim. The policy's order if
	 * not set
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
	 * @param when the condition, an expression
	 * @param error the OAuth error. If not set, invalid_grant for a token with a user and
	 * unauthorized_client for one without
	 * @param description the description of the error
	 */
	public record DenyProperties(@Nullable String when, @Nullable String error, @Nullable String description) {
	}

}
