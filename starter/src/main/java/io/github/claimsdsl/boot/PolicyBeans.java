package io.github.claimsdsl.boot;

import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * The team's beans that add to the policies: rules, functions and policy sources.
 *
 * @param beanFactory the bean factory
 * @param users the user sources, which tell the type of the users that rules read
 * @param extensions finds the beans
 */
record PolicyBeans(ConfigurableListableBeanFactory beanFactory, UserSources users, ExtensionBeans extensions) {

	/**
	 * Compiles the policies of the properties together with those of the beans.
	 * @param settings the declared properties
	 * @return the policy set
	 * @throws io.github.claimsdsl.ClaimPolicyException if anything is wrong
	 */
	ClaimPolicySet compile(DeclaredSettings settings) {
		List<Class<?>> functions = this.extensions.of(ClaimFunctionSource.class)
			.stream()
			.flatMap((source) -> source.functionClasses().stream())
			.toList();
		return new PolicyCollector(this.beanFactory, this.users).add(settings.policies(), settings.issues())
			.add(this.extensions.of(ClaimPolicySource.class))
			.addAnnotated(this.extensions)
			.compile(settings.options(functions));
	}

}
