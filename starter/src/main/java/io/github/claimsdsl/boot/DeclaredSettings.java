package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceSource;
import io.github.claimsdsl.boot.ClaimsDslProperties.ConsoleProperties;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.expression.DidYouMean;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.SecretNames;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.ClientSelector;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.rule.ParameterNames;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.server.ClientMetadata;
import io.github.claimsdsl.spring.token.TokenSizeLimit;
import io.github.claimsdsl.spring.user.LoginAttributes;

/**
 * The properties under {@code claims-dsl} as audiences, policies and limits, together
 * with the issues found in them. They are not yet checked together with the policies of
 * beans.
 *
 * @param properties the bound properties
 * @param audiences the declared audiences, or none if they have issues
 * @param policies the declared policies
 * @param limits the limits on expressions, or the default ones if they have issues
 * @param issues the issues that stop the start
 * @param warnings the issues that are only logged
 */
public record DeclaredSettings(ClaimsDslProperties properties, Audiences audiences, List<ClaimPolicy> policies,
		Limits limits, Issues issues, List<Issue> warnings) {

	/**
	 * Reads the properties under {@code claims-dsl}. Mistakes become issues of the
	 * result.
	 * @param environment the environment
	 * @return the settings
	 */
	public static DeclaredSettings read(ConfigurableEnvironment environment) {
		PropertiesReader reader = new PropertiesReader(environment);
		ClaimsDslProperties properties = reader.read();
		PropertyOrigins origins = new PropertyOrigins(environment);
		Issues issues = reader.issues();
		List<ClaimPolicy> definitions = new PolicyPropertiesReader(origins, issues).policies(properties.policies());
		checkAudienceSource(properties, origins, issues);
		new DeclaredParameters(origins, issues).check(properties.requestParameters());
		checkSecrets(properties, origins, issues);
		checkIssuers(properties, origins, issues);
		checkConsole(properties.console(), origins, issues);
		Limits limits = limits(properties, origins, issues);
		return new DeclaredSettings(properties, audiences(properties, limits, origins, issues), definitions, limits,
				issues, reader.warnings().inOrder());
	}

	/**
	 * Returns the options for compiling policies.
	 * @param functions classes with functions that expressions may call
	 * @return the options
	 */
	public PolicyOptions options(List<Class<?>> functions) {
		return new PolicyOptions(declaredAudiences(), Set.copyOf(this.properties.issuers()),
				new LinkedHashSet<>(this.properties.grantTypes()), new LinkedHashSet<>(this.properties.ownedClaims()),
				new LinkedHashSet<>(this.properties.requestParameters()),
				ClientSelectors.types(this.properties.client().settings()), selfAsserted(), this.limits,
				this.properties.expressions().secretNames(), functions,
				new LinkedHashSet<>(this.properties.standardClaims()));
	}

	private Map<String, Type> selfAsserted() {
		Map<String, Type> types = new LinkedHashMap<>();
		this.properties.client().selfAsserted().forEach((name, type) -> types.put(name, type.type()));
		return types;
	}

	/** Returns the metadata that rules read of clients that register themselves. */
	ClientMetadata clientMetadata() {
		return new ClientMetadata(this.properties.client().settings().keySet(),
				this.properties.client().selfAsserted());
	}

	/**
	 * Returns the audiences that policies may name, or {@code null} if they may name any.
	 */
	private @Nullable List<DeclaredAudience> declaredAudiences() {
		boolean wrong = this.audiences.isEmpty() && !this.properties.audiences().isEmpty();
		return (wrong || this.properties.audienceSource() == AudienceSource.CUSTOMIZER) ? null
				: this.audiences.declared().stream().map(this::named).toList();
	}

	/** Adds the name of an audience if the audiences are a map by name. */
	private DeclaredAudience named(DeclaredAudience audience) {
		return this.properties.audiences()
			.entrySet()
			.stream()
			.filter((entry) -> audience.id().equals(entry.getValue().id())
					&& !ClaimsDslProperties.isIndex(entry.getKey()))
			.findFirst()
			.map((entry) -> audience.named(entry.getKey()))
			.orElse(audience);
	}

	private static void checkAudienceSource(ClaimsDslProperties properties, PropertyOrigins origins, Issues issues) {
		if (properties.audienceSource() == AudienceSource.CUSTOMIZER && !properties.audiences().isEmpty()) {
			issues.add("audience-source", origins.of(ClaimsDslProperties.PREFIX + ".audience-source"),
					"audiences are declared, so their source cannot be a customizer too",
					"Keep one: remove audience-source, or the audiences.");
		}
	}

	private static void checkIssuers(ClaimsDslProperties properties, PropertyOrigins origins, Issues issues) {
		Issuers.check(properties.issuers(), issues,
				(index) -> origins.of(ClaimsDslProperties.PREFIX + ".issuers[" + index + "]"));
		properties.audiences().forEach((key, audience) -> {
			String origin = ClaimsDslProperties.PREFIX + "." + ClaimsDslProperties.entry("audiences", key) + ".issuers";
			if (audience.issuers() != null && audience.issuers().isEmpty()) {
				issues.add("issuer", origins.of(origin),
						"issuers is empty, so no issuer could issue tokens for the audience",
						"Name an issuer, or remove issuers to allow all of them.");
			}
			Objects.requireNonNullElse(audience.issuers(), List.<String>of())
				.stream()
				.filter((issuer) -> !properties.issuers().contains(issuer))
				.forEach((issuer) -> issues.add("unknown-issuer", origins.of(origin),
						"issuer '" + issuer + "' is not declared under claims-dsl.issuers",
						properties.issuers().isEmpty() ? "Declare the issuer there."
								: DidYouMean.sentence(issuer, properties.issuers())));
		});
	}

	private static void checkConsole(ConsoleProperties console, PropertyOrigins origins, Issues issues) {
		if (!console.isPathPlain()) {
			issues.add("console-path", origins.of(ClaimsDslProperties.PREFIX + ".console.path"),
					"'" + console.path() + "' is not a valid path for the console",
					"Write segments of letters, digits, '-', '.', '_' and '~', such as /claims-dsl.");
		}
		if (console.isAuthorityOfEverybody()) {
			issues.add("console-authority", origins.of(ClaimsDslProperties.PREFIX + ".console.authority"),
					"everybody has the authority '" + console.authority()
							+ "', so the console would be open to everybody",
					"Name an authority of those who may see the claims of every user, such as ROLE_ADMIN.");
		}
	}

	/**
	 * Returns the issuers at which the server accepts requests.
	 * @return the issuers
	 */
	public Issuers issuers() {
		return new Issuers(new LinkedHashSet<>(this.properties.issuers()));
	}

	TokenSizeLimit sizeLimit() {
		return new TokenSizeLimit(this.properties.warnTokenSize().toBytes(), this.properties.maxTokenSize().toBytes());
	}

	AudienceTokens audienceTokens() {
		return new AudienceTokens(this.audiences, this.properties.tokenExchange().maxDepth());
	}

	NamedParameters parameters(ClaimPolicySet policies) {
		return ParameterNames.of(policies, this.properties.requestParameters());
	}

	private static void checkSecrets(ClaimsDslProperties properties, PropertyOrigins origins, Issues issues) {
		SecretNames secrets = properties.expressions().secretNames();
		checkSecrets("attribute", "user.attributes", properties.user().attributes().keySet(), secrets, origins, issues);
		checkSecrets("setting", "client.settings", properties.client().settings().keySet(), secrets, origins, issues);
		checkSecrets("metadata", "client.self-asserted", properties.client().selfAsserted().keySet(), secrets, origins,
				issues);
	}

	private static void checkSecrets(String what, String property, Set<String> names, SecretNames secrets,
			PropertyOrigins origins, Issues issues) {
		names.stream()
			.filter(secrets::isSecret)
			.forEach((name) -> issues.add("secret-property",
					origins.of(ClaimsDslProperties.PREFIX + "." + property + "." + name),
					what + " '" + name + "' looks like a secret", "Leave it out. If it is not a secret, list '" + name
							+ "' under claims-dsl.expressions.allowed-names."));
	}

	private static Limits limits(ClaimsDslProperties properties, PropertyOrigins origins, Issues issues) {
		try {
			return properties.expressions().limits();
		}
		catch (IllegalArgumentException ex) {
			issues.add("expression-limits", origins.of(ClaimsDslProperties.PREFIX + ".expressions"),
					String.valueOf(ex.getMessage()), null);
			return Limits.DEFAULT;
		}
	}

	/**
	 * Returns the path of the console on the server, or {@code null} if the console is
	 * off.
	 */
	@Nullable String console(PropertyResolver environment) {
		String prefix = Stream.of("server.servlet.context-path", "spring.mvc.servlet.path")
			.map((property) -> environment.getProperty(property, ""))
			.filter((path) -> !path.equals("/"))
			.collect(Collectors.joining());
		return this.properties.console().enabled() ? prefix + this.properties.console().path() : null;
	}

	/** Returns whether decisions are enforced, not only reported. */
	boolean isEnforcing() {
		return this.properties.mode() == Mode.ENFORCE;
	}

	/**
	 * Returns the declared attributes of federated users.
	 * @return the attributes
	 */
	public LoginAttributes loginAttributes() {
		Map<String, Type> types = new LinkedHashMap<>();
		this.properties.user().attributes().forEach((name, type) -> types.put(name, type.type()));
		return new LoginAttributes(types);
	}

	private static Audiences audiences(ClaimsDslProperties properties, Limits limits, PropertyOrigins origins,
			Issues issues) {
		int before = issues.size();
		ClientSelectors clients = new ClientSelectors(properties, limits, origins, issues);
		List<String> keys = List.copyOf(properties.audiences().keySet());
		List<Audience> audiences = new ArrayList<>();
		properties.audiences()
			.forEach((key, audience) -> audiences
				.add(audience(ClaimsDslProperties.PREFIX + "." + ClaimsDslProperties.entry("audiences", key), audience,
						clients)));
		Audiences.check(audiences, issues, (index) -> new PropertyDeclaration(origins,
				ClaimsDslProperties.PREFIX + "." + ClaimsDslProperties.entry("audiences", keys.get(index))));
		ClientSelector required = clients.read(ClaimsDslProperties.PREFIX + ".audience-required",
				properties.audienceRequired() ? List.of(ClientSelector.ANY) : List.of(),
				properties.audienceRequiredWhen());
		boolean wrong = issues.size() > before;
		if (audiences.isEmpty() && !required.isNone()) {
			issues.add("audience-required", origins.of(ClaimsDslProperties.PREFIX + ".audience-required"),
					"every access token must be for an audience, but none is declared",
					"Declare them under claims-dsl.audiences, or remove audience-required.");
		}
		return wrong ? Audiences.none() : Audiences.of(audiences, required);
	}

	private static Audience audience(String property, AudienceProperties properties, ClientSelectors clients) {
		return new Audience(Objects.requireNonNullElse(properties.id(), ""),
				clients.read(property + ".clients", properties.clients(), properties.clientsWhen()),
				new LinkedHashSet<>(properties.scopes()),
				clients.read(property + ".api-clients", properties.apiClients(), properties.apiClientsWhen()),
				properties.tokenProfile(), properties.signingAlgorithm(),
				clients.read(property + ".default-for", properties.defaultFor(), properties.defaultForWhen()),
				new LinkedHashSet<>(Objects.requireNonNullElse(properties.issuers(), List.of())));
	}

}
