package io.github.claimsdsl.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.ConfiguredPolicies;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.ParameterNames;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Evaluates policies in plain JUnit tests, without a server: the same definitions, checks
 * and evaluation.
 *
 * <pre>
 * ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class).rules(new ExampleApiClaims()).build();
 * ClaimDecision decision = policies.evaluate(TokenRequest.of(Client.of("app"), "password").user(alice).build());
 * </pre>
 *
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyTester {

	private final ClaimPolicySet policies;

	private final Audiences audiences;

	private ClaimPolicyTester(ClaimPolicySet policies, Audiences audiences) {
		this.policies = policies;
		this.audiences = audiences;
	}

	/**
	 * Tests a compiled policy set, such as the bean of an application context.
	 * @param policies the policy set
	 * @return a tester
	 */
	public static ClaimPolicyTester of(ClaimPolicySet policies) {
		return new ClaimPolicyTester(policies, Audiences.none());
	}

	/**
	 * Starts a tester for policies that read a user.
	 * @param type the type of the application's user
	 * @return a builder
	 */
	public static Builder forUser(Class<?> type) {
		return new Builder(type);
	}

	/**
	 * Starts a tester for policies that read no user.
	 * @return a builder
	 */
	public static Builder withoutUser() {
		return new Builder(null);
	}

	/**
	 * Decides the claims of a token.
	 * @param request the token
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request) {
		return this.policies.evaluate(request);
	}

	/**
	 * Decides the claims of a token and tells why every other rule did not match.
	 * @param request the token
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request) {
		return this.policies.explain(request);
	}

	/**
	 * Returns the policies under test.
	 * @return the policy set
	 */
	public ClaimPolicySet policies() {
		return this.policies;
	}

	/**
	 * Returns the audiences under test.
	 * @return the audiences of the YAML files that were added; none if there were no
	 * files, or if a policy set is tested that was compiled elsewhere
	 */
	public Audiences audiences() {
		return this.audiences;
	}

	/**
	 * Collects policies. Not thread-safe.
	 */
	public static final class Builder {

		private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

		private final List<ClaimPolicy> policies = new ArrayList<>();

		private final Set<String> parameters = new HashSet<>();

		private final StandardEnvironment environment = new StandardEnvironment();

		private Builder(@Nullable Class<?> userType) {
			this.environment.getPropertySources()
				.forEach((source) -> this.environment.getPropertySources().remove(source.getName()));
			this.beans.addEmbeddedValueResolver(this.environment::resolvePlaceholders);
			if (userType != null) {
				RootBeanDefinition source = new RootBeanDefinition(UserSource.class);
				source.setTargetType(ResolvableType.forClassWithGenerics(UserSource.class, userType));
				this.beans.registerBeanDefinition("userSource", source);
			}
		}

		/**
		 * Adds the rules of {@code @ClaimRule} objects.
		 * @param rules the objects
		 * @return this builder
		 */
		public Builder rules(Object... rules) {
			for (Object rule : rules) {
				this.beans.registerSingleton(rule.getClass().getSimpleName(), rule);
			}
			return this;
		}

		/**
		 * Adds policies made in Java.
		 * @param policies the policies
		 * @return this builder
		 */
		public Builder policies(ClaimPolicy... policies) {
			this.policies.addAll(List.of(policies));
			return this;
		}

		/**
		 * Lets expressions read request parameters, beside those of
		 * {@code claims-dsl.request-parameters} in a YAML file.
		 * @param names the names, such as {@code tenant} for
		 * {@code request.parameters['tenant']}
		 * @return this builder
		 */
		public Builder requestParameters(String... names) {
			this.parameters.addAll(List.of(names));
			return this;
		}

		/**
		 * Adds the policies and audiences under {@code claims-dsl} of a YAML file.
		 * @param file the file, such as the application's {@code application.yml}
		 * @return this builder
		 */
		public Builder yaml(Resource file) {
			try {
				new YamlPropertySourceLoader().load(String.valueOf(file.getFilename()), file)
					.forEach(this.environment.getPropertySources()::addLast);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return this;
		}

		/**
		 * Checks and compiles the policies. Their audiences must be declared in a YAML
		 * file, if one was added.
		 * @return the tester
		 * @throws io.github.claimsdsl.ClaimPolicyException if anything is wrong; it holds
		 * every issue
		 */
		public ClaimPolicyTester build() {
			ConfiguredPolicies configured = ConfiguredPolicies.read(this.environment);
			UserSources users = new UserSources(this.beans, configured.loginAttributes());
			PolicyCollector all = new PolicyCollector(this.beans, users).add(configured.policies(), configured.issues())
				.add(List.of(), issues())
				.add(this.policies, new Issues())
				.addAnnotated(new ExtensionBeans(this.beans));
			return new ClaimPolicyTester(all.compile(options(configured.options())), configured.audiences());
		}

		private Issues issues() {
			Issues issues = new Issues();
			this.parameters.stream()
				.map((name) -> ParameterNames.check(name, Origin.of("requestParameters")))
				.filter(Objects::nonNull)
				.forEach(issues::add);
			return issues;
		}

		/** Without a file no audiences are known, so that policies may name any. */
		private PolicyOptions options(PolicyOptions options) {
			this.parameters.addAll(options.requestParameters());
			return ((this.environment.getPropertySources().size() > 0) ? options : PolicyOptions.DEFAULT)
				.withRequestParameters(this.parameters);
		}

	}

}
