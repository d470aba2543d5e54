package io.github.claimsdsl.spring.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicyCompiler;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Collects the policies of beans, properties and other sources at start-up and compiles
 * them. All issues are reported together.
 */
public final class PolicyCollector {

	private final ConfigurableListableBeanFactory beanFactory;

	private final UserSources users;

	private final Issues issues = new Issues();

	private final List<ClaimPolicy> policies = new ArrayList<>();

	/**
	 * Creates an empty collection.
	 * @param beanFactory the factory of the beans with policies
	 * @param users knows the type of the users that rules read
	 */
	public PolicyCollector(ConfigurableListableBeanFactory beanFactory, UserSources users) {
		this.beanFactory = beanFactory;
		this.users = users;
		this.issues.addAll(this.users.issues());
	}

	/**
	 * Adds the policies of properties, with the issues that were found when they were
	 * read.
	 * @param policies the policies
	 * @param issues the issues
	 * @return this object
	 */
	public PolicyCollector add(List<ClaimPolicy> policies, Issues issues) {
		this.policies.addAll(policies);
		this.issues.addAll(issues);
		return this;
	}

	/**
	 * Adds the policies of other sources.
	 * @param sources the sources
	 * @return this object
	 */
	public PolicyCollector add(List<ClaimPolicySource> sources) {
		sources.forEach(this::add);
		return this;
	}

	private void add(ClaimPolicySource source) {
		try {
			this.policies.addAll(source.policies());
		}
		catch (ClaimPolicyException ex) {
			this.issues.addAll(ex.issues());
		}
	}

	/**
	 * Adds the policies of {@code @ClaimRule} beans.
	 * @param extensions finds the beans and the application's argument resolvers
	 * @return this object
	 */
	public PolicyCollector addAnnotated(ExtensionBeans extensions) {
		return addAnnotated(extensions.findRuleBeans(), extensions.of(ClaimArgumentResolver.class));
	}

	PolicyCollector addAnnotated(List<RuleBean> beans, List<ClaimArgumentResolver> resolvers) {
		RuleBeanReader annotated = new RuleBeanReader(this.beanFactory,
				new ClaimArguments(this.users.types(), this.users.origin(), resolvers));
		this.policies.addAll(annotated.policies(beans));
		this.issues.addAll(annotated.issues());
		return this;
	}

	/**
	 * Checks and compiles all policies.
	 * @param options what they are checked against
	 * @return the policy set
	 * @throws ClaimPolicyException if there are issues; it holds all of them
	 */
	public ClaimPolicySet compile(PolicyOptions options) {
		try {
			ExpressionLanguage language = language(options).withHelp(HostHelp.SENTENCES);
			addStandardClaims(language, options.standardClaims());
			ClaimPolicySet compiled = compiler(language, options).compile(this.policies);
			checkParameters(compiled, options);
			if (this.issues.isEmpty()) {
				return compiled;
			}
		}
		catch (ClaimPolicyException ex) {
			this.issues.addAll(ex.issues());
		}
		throw new ClaimPolicyException(this.issues.inOrder());
	}

	/**
	 * Checks the parameter names of rules that are built in Java code. The names in
	 * properties and annotations have been checked before, where their origin is known.
	 */
	private void checkParameters(ClaimPolicySet compiled, PolicyOptions options) {
		compiled.requestParameters()
			.stream()
			.filter((name) -> !options.requestParameters().contains(name))
			.map((name) -> ParameterNames.check(name, Origin.of("a rule in Java")))
			.filter(Objects::nonNull)
			.forEach(this.issues::add);
	}

	private void addStandardClaims(ExpressionLanguage language, Set<TokenType> types) {
		if (types.isEmpty()) {
			return;
		}
		StandardClaims claims = new StandardClaims(language, types,
				this.users.types().equals(List.of(SpringUser.class)));
		Issue issue = claims.check();
		if (issue != null) {
			this.issues.add(issue);
			return;
		}
		this.policies.addAll(claims.policies());
		claims.log();
	}

	private static ClaimPolicyCompiler compiler(ExpressionLanguage language, PolicyOptions options) {
		ClaimPolicyCompiler compiler = new ClaimPolicyCompiler(language).withGrantTypes(options.grantTypes())
			.withOwnedClaims(options.ownedClaims(), HostHelp.OWNED_CLAIMS);
		if (options.issuers() != null) {
			compiler = compiler.withIssuers(options.issuers());
		}
		return (options.audiences() != null) ? compiler.withAudiences(options.audiences()) : compiler;
	}

	private ExpressionLanguage language(PolicyOptions options) {
		Schema schema = this.users.schema()
			.withParameters(options.requestParameters())
			.withClient(options.clientSettings(), options.selfAsserted())
			.withSecretNames(options.secretNames());
		try {
			return ExpressionLanguage.of(schema, options.limits(), options.functions());
		}
		catch (IllegalArgumentException ex) {
			this.issues.add("function", Origin.of("ClaimFunctionSource"), String.valueOf(ex.getMessage()),
					"Fix the function, or remove its @ClaimFunction.");
			return ExpressionLanguage.of(schema, options.limits(), List.of());
		}
	}

}
