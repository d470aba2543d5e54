package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceSource;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.SecretNames;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.policy.DeclaredAudience;
import io.github.claimsdsl.spring.LoginAttributes;
import io.github.claimsdsl.spring.PolicyOptions;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceProblem;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * What the properties say, with what is wrong about them.
 *
 * @param properties the bound properties
 * @param audiences the declared audiences; none if something is wrong about them
 * @param policies the declared policies
 * @param limits the bounds on expressions; the default ones if something is wrong about
 * them
 * @param issues what is wrong
 * @param warnings what may be wrong, but does not stop the start
 */
record ClaimsDslConfiguration(ClaimsDslProperties properties, Audiences audiences, List<ClaimPolicy> policies,
		Limits limits, List<Issue> issues, List<Issue> warnings) {

	static ClaimsDslConfiguration read(ConfigurableEnvironment environment) {
		PropertiesReader reader = new PropertiesReader(environment);
		ClaimsDslProperties properties = reader.read();
		PropertyOrigins origins = new PropertyOrigins(environment);
		PropertyPolicies policies = new PropertyPolicies(origins);
		List<ClaimPolicy> definitions = policies.policies(properties.policies());
		List<Issue> issues = new ArrayList<>(reader.issues());
		issues.addAll(policies.issues());
		checkAudienceSource(properties, origins, issues);
		new DeclaredParameters(origins, issues).check(properties.requestParameters());
		checkAttributes(properties, origins, issues);
		return new ClaimsDslConfiguration(properties, audiences(properties, origins, issues), definitions,
				limits(properties, origins, issues), issues, List.copyOf(reader.warnings()));
	}

	/** What policies are checked against. */
	PolicyOptions options(List<Class<?>> functions) {
		return new PolicyOptions(declaredAudiences(), new LinkedHashSet<>(this.properties.grantTypes()),
				new LinkedHashSet<>(this.properties.ownedClaims()),
				new LinkedHashSet<>(this.properties.requestParameters()), this.limits,
				this.properties.expressions().secretNames(), functions);
	}

	/** The audiences policies may name, or {@code null} for any. */
	private @Nullable List<DeclaredAudience> declaredAudiences() {
		boolean wrong = this.audiences.isEmpty() && !this.properties.audiences().isEmpty();
		return (wrong || this.properties.audienceSource() == AudienceSource.CUSTOMIZER) ? null
				: this.audiences.declared();
	}

	private static void checkAudienceSource(ClaimsDslProperties properties, PropertyOrigins origins,
			List<Issue> issues) {
		if (properties.audienceSource() == AudienceSource.CUSTOMIZER && !properties.audiences().isEmpty()) {
			issues.add(new Issue("audience-source", origins.of(ClaimsDslProperties.PREFIX + ".audience-source"),
					"audiences are declared, so their source cannot be a customizer too",
					"Keep one: remove audience-source, or the audiences.", null));
		}
	}

	private static void checkAttributes(ClaimsDslProperties properties, PropertyOrigins origins, List<Issue> issues) {
		SecretNames secrets = properties.expressions().secretNames();
		properties.user()
			.attributes()
			.keySet()
			.stream()
			.filter(secrets::isSecret)
			.forEach((name) -> issues
				.add(new Issue("secret-property", origins.of(ClaimsDslProperties.PREFIX + ".user.attributes." + name),
						"attribute '" + name + "' looks like a secret",
						"Leave it out. If it is none, list '" + name + "' under claims-dsl.expressions.allowed-names.",
						null)));
	}

	private static Limits limits(ClaimsDslProperties properties, PropertyOrigins origins, List<Issue> issues) {
		try {
			return properties.expressions().limits();
		}
		catch (IllegalArgumentException ex) {
			issues.add(new Issue("expression-limits", origins.of(ClaimsDslProperties.PREFIX + ".expressions"),
					String.valueOf(ex.getMessage()), null, null));
			return Limits.DEFAULT;
		}
	}

	/** Whether decisions are carried out; else they are only reported. */
	boolean isEnforcing() {
		return this.properties.mode() == Mode.ENFORCE;
	}

	LoginAttributes loginAttributes() {
		Map<String, Type> types = new LinkedHashMap<>();
		this.properties.user().attributes().forEach((name, type) -> types.put(name, type.type()));
		return new LoginAttributes(types);
	}

	private static Audiences audiences(ClaimsDslProperties properties, PropertyOrigins origins, List<Issue> issues) {
		List<String> keys = List.copyOf(properties.audiences().keySet());
		List<Audience> audiences = properties.audiences()
			.values()
			.stream()
			.map(ClaimsDslConfiguration::audience)
			.toList();
		List<AudienceProblem> problems = Audiences.check(audiences);
		problems.forEach((problem) -> issues.add(new Issue("audience",
				origins.of(ClaimsDslProperties.PREFIX + "."
						+ ClaimsDslProperties.entry("audiences", keys.get(problem.index())) + "." + problem.property()),
				problem.message(), null, null)));
		if (audiences.isEmpty() && properties.audienceRequired()) {
			issues.add(new Issue("audience-required", origins.of(ClaimsDslProperties.PREFIX + ".audience-required"),
					"every access token must be for an audience, but none is declared",
					"Declare them under claims-dsl.audiences, or remove audience-required.", null));
		}
		return problems.isEmpty() ? Audiences.of(audiences, properties.audienceRequired()) : Audiences.none();
	}

	private static Audience audience(AudienceProperties properties) {
		return new Audience(Objects.requireNonNullElse(properties.id(), ""), new LinkedHashSet<>(properties.clients()),
				new LinkedHashSet<>(properties.scopes()), new LinkedHashSet<>(properties.apiClients()),
				properties.tokenProfile(), properties.signingAlgorithm(), new LinkedHashSet<>(properties.defaultFor()));
	}

}
