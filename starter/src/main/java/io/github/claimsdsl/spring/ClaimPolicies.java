package io.github.claimsdsl.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicyCompiler;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimPolicySource;

/**
 * Puts together, at start-up, the policies of beans, properties and other sources, and
 * reports every issue of all of them at once.
 */
public final class ClaimPolicies {

	private final ConfigurableListableBeanFactory beanFactory;

	private final UserSources users;

	private final List<Issue> issues = new ArrayList<>();

	private final List<ClaimPolicy> policies = new ArrayList<>();

	/**
	 * Creates an empty collection.
	 * @param beanFactory where beans with policies and the user source are
	 */
	public ClaimPolicies(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.users = new UserSources(beanFactory);
		this.issues.addAll(this.users.issues());
	}

	/**
	 * Adds the policies of properties, with what was found wrong while reading them.
	 * @param policies the policies
	 * @param issues what was found wrong
	 * @return this object
	 */
	public ClaimPolicies add(List<ClaimPolicy> policies, List<Issue> issues) {
		this.policies.addAll(policies);
		this.issues.addAll(issues);
		return this;
	}

	/**
	 * Adds the policies of other sources.
	 * @param sources the sources
	 * @return this object
	 */
	public ClaimPolicies add(List<ClaimPolicySource> sources) {
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
	 * @param resolvers the team's argument resolvers
	 * @return this object
	 */
	public ClaimPolicies addAnnotated(List<ClaimArgumentResolver> resolvers) {
		AnnotatedPolicies annotated = new AnnotatedPolicies(this.beanFactory,
				new ClaimArguments(this.users.type(), resolvers));
		this.policies.addAll(annotated.policies());
		this.issues.addAll(annotated.issues());
		return this;
	}

	/**
	 * Checks and compiles all policies.
	 * @param audiences the declared audiences, or {@code null} if none are
	 * @param ownedClaims the protected claims that policies may write
	 * @param functions classes with the team's functions
	 * @return the policy set
	 * @throws ClaimPolicyException if anything is wrong; it holds every issue
	 */
	public ClaimPolicySet compile(@Nullable Set<String> audiences, Set<String> ownedClaims, List<Class<?>> functions) {
		ExpressionLanguage language = ExpressionLanguage.of(this.users.schema(), Limits.DEFAULT, functions);
		ClaimPolicyCompiler compiler = new ClaimPolicyCompiler(language).withOwnedClaims(ownedClaims);
		try {
			ClaimPolicySet compiled = ((audiences != null) ? compiler.withAudiences(audiences) : compiler)
				.compile(this.policies);
			if (this.issues.isEmpty()) {
				return compiled;
			}
		}
		catch (ClaimPolicyException ex) {
			this.issues.addAll(ex.issues());
		}
		this.issues.sort(IssueOrder.BY_PLACE);
		throw new ClaimPolicyException(this.issues);
	}

}
