package io.github.claimsdsl.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.DeclaredSettings;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.ParameterNames;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * What a tester is made of, and how it is compiled. Not thread-safe.
 *
 * @param userType the type of the user, or {@code null} for none
 * @param rules the rule objects
 * @param policies the policies that are built in Java code
 * @param resolvers the resolvers of arguments
 * @param functions the classes with functions
 * @param parameters the names of request parameters
 * @param properties the properties and YAML documents
 */
record TesterSetup(@Nullable Class<?> userType, NamedRules rules, List<ClaimPolicy> policies,
		List<ClaimArgumentResolver> resolvers, List<Class<?>> functions, Set<String> parameters,
		TestedProperties properties) {

	TesterSetup(@Nullable Class<?> userType) {
		this(userType, new NamedRules(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>(),
				new TestedProperties());
	}

	/** Checks and compiles the policies. */
	ClaimPolicyTester build() {
		ConfigurableEnvironment environment = this.properties.environment();
		DeclaredSettings configured = DeclaredSettings.read(environment);
		DefaultListableBeanFactory beans = beans(environment);
		ExtensionBeans extensions = new ExtensionBeans(beans);
		this.rules.check(extensions.ruleBeans());
		UserSources users = new UserSources(beans, configured.loginAttributes());
		ClaimPolicySet compiled = new PolicyCollector(beans, users).add(configured.policies(), configured.issues())
			.add(this.policies, issues())
			.addAnnotated(extensions)
			.compile(options(configured));
		return new ClaimPolicyTester(compiled,
				new RequestCheck(configured.audiences(), configured.properties().issuers(), users.types()));
	}

	private DefaultListableBeanFactory beans(ConfigurableEnvironment environment) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.setDependencyComparator(AnnotationAwareOrderComparator.INSTANCE);
		beans.addEmbeddedValueResolver(environment::resolvePlaceholders);
		if (this.userType != null) {
			RootBeanDefinition source = new RootBeanDefinition(UserSource.class);
			source.setTargetType(ResolvableType.forClassWithGenerics(UserSource.class, this.userType));
			beans.registerBeanDefinition("claimsDslTesterUserSource", source);
		}
		for (int i = 0; i < this.resolvers.size(); i++) {
			beans.registerSingleton("claimsDslTesterResolver" + i, this.resolvers.get(i));
		}
		ClaimArgumentResolver last = RequiredClient::resolve;
		beans.registerSingleton("claimsDslTesterClientResolver", last);
		this.rules.registerIn(beans);
		return beans;
	}

	private Issues issues() {
		Issues issues = new Issues();
		this.parameters.stream()
			.map((name) -> ParameterNames.check(name, Origin.of("requestParameters")))
			.filter(Objects::nonNull)
			.forEach(issues::add);
		return issues;
	}

	/**
	 * Returns what the policies are checked against. If neither a YAML file nor an
	 * audience was added, policies may name any audience and issuer.
	 */
	private PolicyOptions options(DeclaredSettings configured) {
		PolicyOptions options = configured.options(this.functions);
		boolean known = this.properties.hasFiles() || !configured.audiences().isEmpty();
		Set<String> names = new HashSet<>(this.parameters);
		names.addAll(options.requestParameters());
		return new PolicyOptions(known ? options.audiences() : null, known ? options.issuers() : null,
				options.grantTypes(), options.ownedClaims(), names, options.clientSettings(), options.selfAsserted(),
				options.limits(), options.secretNames(), options.functions(), options.standardClaims());
	}

}
