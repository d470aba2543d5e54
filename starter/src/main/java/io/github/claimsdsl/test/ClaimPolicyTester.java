package io.github.claimsdsl.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Evaluates policies in plain JUnit tests, without a server. It uses the same
 * definitions, checks and evaluation as the server.
 *
 * <pre>
 * ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class).rules(new ExampleApiClaims()).build();
 * policies.assertThat(TokenRequest.of(Client.of("app"), "password").user(alice).build())
 *     .hasClaim("email", "alice@mydomain.com");
 * </pre>
 *
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyTester {

	private final ClaimPolicySet policies;

	private final RequestCheck check;

	ClaimPolicyTester(ClaimPolicySet policies, RequestCheck check) {
		this.policies = policies;
		this.check = check;
	}

	/**
	 * Returns a tester for a compiled policy set of an application without declared
	 * audiences.
	 * @param policies the policy set
	 * @return the tester
	 */
	public static ClaimPolicyTester of(ClaimPolicySet policies) {
		return of(policies, Audiences.none());
	}

	/**
	 * Returns a tester for a compiled policy set, such as the bean of an application
	 * context.
	 * @param policies the policy set
	 * @param audiences the audiences, such as the bean of an application context
	 * @return the tester
	 */
	public static ClaimPolicyTester of(ClaimPolicySet policies, Audiences audiences) {
		return new ClaimPolicyTester(policies, new RequestCheck(audiences, List.of(), null));
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
	 * Starts a tester for policies that read no user, or only the declared attributes of
	 * federated users.
	 * @return a builder
	 */
	public static Builder withoutUser() {
		return new Builder(null);
	}

	/**
	 * Starts a request for an access token of a registered client. Expressions read the
	 * client as {@code client}, and rules can take it as a {@link RegisteredClient}.
	 * @param client the client
	 * @param grantType the grant that authorized the token, such as
	 * {@code client_credentials}
	 * @return a builder
	 */
	public static TokenRequest.Builder request(RegisteredClient client, String grantType) {
		return TokenRequest.of(ClientReader.read(client), grantType).attribute(RegisteredClient.class, client);
	}

	/**
	 * Decides the claims of a token.
	 * @param request the token
	 * @return the decision
	 * @throws IllegalArgumentException if a server could never have the request, because
	 * it is for an audience that is not declared, has a user of another type, or lacks
	 * the {@link RegisteredClient} that a rule takes
	 */
	public ClaimDecision evaluate(TokenRequest request) {
		this.check.checkNames(request);
		ClaimDecision decision = this.policies.evaluate(request);
		this.check.checkUser(request);
		RequiredClient.check(decision);
		return decision;
	}

	/**
	 * Decides the claims of a token and explains why each other rule did not match.
	 * @param request the token
	 * @return the explanation
	 * @throws IllegalArgumentException if a server could never have the request
	 * @see #evaluate(TokenRequest)
	 */
	public ClaimExplanation explain(TokenRequest request) {
		return this.policies.explain(request, evaluate(request));
	}

	/**
	 * Decides the claims of a token and starts assertions on the decision. The message of
	 * a failed assertion also says why each other rule was not selected.
	 * @param request the token
	 * @return the assertions
	 * @throws IllegalArgumentException if a server could never have the request
	 * @see #evaluate(TokenRequest)
	 */
	public ClaimDecisionAssert assertThat(TokenRequest request) {
		return ClaimDecisionAssert.of(request, explain(request));
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
	 * @return the audiences that the YAML files and properties declare, or that the
	 * tester was made with; empty if there are none
	 */
	public Audiences audiences() {
		return this.check.audiences();
	}

	/**
	 * Builds a tester from policies and from the settings that they are checked against.
	 * Not thread-safe.
	 */
	public static final class Builder {

		private final TesterSetup setup;

		private Builder(@Nullable Class<?> userType) {
			this.setup = new TesterSetup(userType);
		}

		/**
		 * Adds the rules of {@code @ClaimRule} objects. Each object gets the bean name
		 * that component scanning gives its class. For example, the rules of
		 * {@code ExampleApiClaims} have ids such as {@code exampleApiClaims.email}.
		 * @param rules the objects
		 * @return this builder
		 * @throws IllegalArgumentException if two objects have the same name
		 */
		public Builder rules(Object... rules) {
			List.of(rules).forEach(this.setup.rules()::add);
			return this;
		}

		/**
		 * Adds the rules of a {@code @ClaimRule} object under a given bean name. Use it
		 * if the bean has another name in the server, for example the name of a
		 * {@code @Bean} method.
		 * @param beanName the name of the bean, the first part of the ids of its rules
		 * @param rule the object
		 * @return this builder
		 * @throws IllegalArgumentException if another object has the same name
		 */
		public Builder rules(String beanName, Object rule) {
			this.setup.rules().add(beanName, rule);
			return this;
		}

		/**
		 * Adds policies that are built in Java code.
		 * @param policies the policies
		 * @return this builder
		 */
		public Builder policies(ClaimPolicy... policies) {
			this.setup.policies().addAll(List.of(policies));
			return this;
		}

		/**
		 * Adds functions of your own to expressions, as a {@code ClaimFunctionSource}
		 * bean does.
		 * @param classes classes with {@link ClaimFunction} methods
		 * @return this builder
		 */
		public Builder functions(Class<?>... classes) {
			this.setup.functions().addAll(List.of(classes));
			return this;
		}

		/**
		 * Lets rules take arguments of more types, as {@link ClaimArgumentResolver} beans
		 * do.
		 * @param resolvers the resolvers
		 * @return this builder
		 */
		public Builder argumentResolvers(ClaimArgumentResolver... resolvers) {
			this.setup.resolvers().addAll(List.of(resolvers));
			return this;
		}

		/**
		 * Lets expressions read request parameters, in addition to those that a YAML file
		 * names under {@code claims-dsl.request-parameters}.
		 * @param names the names, such as {@code tenant} for
		 * {@code request.parameters['tenant']}
		 * @return this builder
		 */
		public Builder requestParameters(String... names) {
			this.setup.parameters().addAll(List.of(names));
			return this;
		}

		/**
		 * Adds the policies and audiences that a YAML file declares under
		 * {@code claims-dsl}. If several files or documents set the same property, the
		 * last one wins.
		 * @param file the file, such as the application's {@code application.yml}
		 * @return this builder
		 */
		public Builder yaml(Resource file) {
			this.setup.properties().load(file);
			return this;
		}

		/**
		 * Sets the active profiles. YAML documents for other profiles
		 * ({@code spring.config.activate.on-profile}) are ignored. If this method is not
		 * called, only the profile {@code default} is active.
		 * @param profiles the profiles
		 * @return this builder
		 */
		public Builder profiles(String... profiles) {
			this.setup.properties().profiles(profiles);
			return this;
		}

		/**
		 * Sets a property, for example one that a placeholder in an annotation or a YAML
		 * file refers to. It wins over YAML files. Environment variables and system
		 * properties are not read, so that a test has the same result on every machine.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder property(String name, Object value) {
			this.setup.properties().put(name, value);
			return this;
		}

		/**
		 * Sets properties.
		 * @param properties the properties, by name
		 * @return this builder
		 * @see #property(String, Object)
		 */
		public Builder properties(Map<String, ?> properties) {
			properties.forEach(this::property);
			return this;
		}

		/**
		 * Checks and compiles the policies. If a YAML file was added, the audiences that
		 * the policies name must be declared.
		 * @return the tester
		 * @throws io.github.claimsdsl.ClaimPolicyException if a policy is wrong; it holds
		 * every issue
		 * @throws IllegalArgumentException if an object that was added declares no rules
		 */
		public ClaimPolicyTester build() {
			return this.setup.build();
		}

	}

}
