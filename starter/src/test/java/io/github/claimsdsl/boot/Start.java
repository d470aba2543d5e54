package io.github.claimsdsl.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The start of an application with given files, environment variables, properties and
 * beans, without a server around the policies. Immutable.
 */
final class Start {

	private static final String API = "https://api.example.com";

	private final WebApplicationContextRunner runner;

	private final String grantType;

	private Start(WebApplicationContextRunner runner, String grantType) {
		this.runner = runner;
		this.grantType = grantType;
	}

	static Start of(Class<?>... beans) {
		return new Start(new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class,
					ClaimsDslAutoConfiguration.class, ClaimsDslSwitchedOffAutoConfiguration.class))
			.withUserConfiguration(beans), "client_credentials");
	}

	static Start of(String yaml) {
		return of().file("application.yml", yaml);
	}

	/** One more file, which takes precedence over those before. */
	Start file(String name, String yaml) {
		return source(() -> YamlFile.load(name, yaml));
	}

	Start variable(String name, String value) {
		return source(() -> new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
	}

	private Start source(Supplier<PropertySource<?>> source) {
		return new Start(
				this.runner
					.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source.get())),
				this.grantType);
	}

	Start properties(String... pairs) {
		return new Start(this.runner.withPropertyValues(pairs), this.grantType);
	}

	/** The grant that authorized the tokens that are decided. */
	Start grantType(String grantType) {
		return new Start(this.runner, grantType);
	}

	/** What the failure analyzer prints. */
	String failure() {
		AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
		this.runner.run((context) -> {
			assertThat(context).hasFailed();
			analysis.set(new ClaimPolicyFailureAnalyzer().analyze(context.getStartupFailure()));
		});
		return Objects.requireNonNull(analysis.get()).getDescription();
	}

	/** What is decided for the clients app and other, with and without an audience. */
	Map<String, String> decisions() {
		Map<String, String> decisions = new LinkedHashMap<>();
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			for (String client : new String[] { "app", "other" }) {
				TokenRequest.Builder request = TokenRequest.of(Client.of(client), this.grantType);
				put(decisions, client, evaluate(context, request));
				put(decisions, client + " at api", evaluate(context, request.audience(API)));
			}
		});
		return decisions;
	}

	private static ClaimDecision evaluate(AssertableWebApplicationContext context, TokenRequest.Builder request) {
		return context.getBean(ClaimPolicySet.class).evaluate(request.scopes(Set.of("read", "write")).build());
	}

	private static void put(Map<String, String> decisions, String token, ClaimDecision decision) {
		if (decision.refusal().isPresent()) {
			decisions.put(token, "refused");
		}
		else if (!decision.claims().isEmpty()) {
			decisions.put(token, new TreeMap<>(decision.claims()).toString());
		}
	}

}
