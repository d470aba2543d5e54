package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.user.BeanNames;

/**
 * Makes the start fail if the beans of the application would make Spring Authorization
 * Server silently ignore customizers.
 */
public final class ArrangementCheck implements BeanFactoryPostProcessor {

	private static final String OF_NEITHER_TYPE = "its type is neither OAuth2TokenCustomizer<JwtEncodingContext> "
			+ "nor OAuth2TokenCustomizer<OAuth2TokenClaimsContext>";

	private final Set<String> own;

	private final boolean generatorWired;

	/**
	 * Creates the check.
	 * @param own the names of the library's customizer beans
	 * @param generatorWired whether the application states that its own token generator
	 * calls them
	 */
	public ArrangementCheck(Set<String> own, boolean generatorWired) {
		this.own = Set.copyOf(own);
		this.generatorWired = generatorWired;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanNames beans = new BeanNames(beanFactory);
		Issues issues = new Issues();
		checkCustomizers(beans, issues);
		checkGenerators(beans, issues);
		checkServices(beans, issues);
		if (!issues.isEmpty()) {
			issues.addAll(issuesOfPolicies(beanFactory));
			issues.throwIfAny();
		}
	}

	private void checkCustomizers(BeanNames beans, Issues issues) {
		Set<String> heard = heard(beans);
		for (String name : beans.of(OAuth2TokenCustomizer.class)) {
			if (this.own.contains(name)) {
				continue;
			}
			if (beans.isPrimary(name)) {
				issues.add(issue("primary-customizer", name,
						"it is @Primary and takes Spring Authorization Server's only customizer slot, so no policy would run",
						"Remove @Primary from '" + name + "': it keeps running, before the policies."));
			}
			else if (!heard.contains(name)) {
				issues.add(unheard(name, OF_NEITHER_TYPE, "Declare it with one of these types."));
			}
			else if (isNoDefaultCandidate(beans.definition(name))) {
				issues.add(unheard(name, "it is declared with defaultCandidate = false",
						"Remove defaultCandidate = false: it keeps running, before the policies."));
			}
		}
	}

	private static Issue unheard(String name, String reason, String help) {
		return issue("unheard-customizer", name, "it would never be called, because " + reason, help);
	}

	private static Set<String> heard(BeanNames beans) {
		return Stream.of(JwtEncodingContext.class, OAuth2TokenClaimsContext.class)
			.map((context) -> ResolvableType.forClassWithGenerics(OAuth2TokenCustomizer.class, context))
			.flatMap((type) -> beans.of(type).stream())
			.collect(Collectors.toSet());
	}

	private static boolean isNoDefaultCandidate(@Nullable BeanDefinition definition) {
		return definition instanceof AbstractBeanDefinition declared && !declared.isDefaultCandidate();
	}

	private void checkGenerators(BeanNames beans, Issues issues) {
		List<String> generators = beans.of(OAuth2TokenGenerator.class);
		if (generators.size() > 1 && beans.single(generators) == null) {
			issues.add(issue("several-token-generators", String.join("', '", generators),
					"there are several OAuth2TokenGenerator beans, and Spring Authorization Server silently ignores all of them",
					"Keep one, a DelegatingOAuth2TokenGenerator if you need several, or mark one as @Primary."));
		}
		if (!generators.isEmpty() && !this.generatorWired) {
			issues.add(issue("own-token-generator", String.join("', '", generators),
					"your own OAuth2TokenGenerator replaces the one that calls the policies", ArrangementAdvice.WIRE));
		}
	}

	private static void checkServices(BeanNames beans, Issues issues) {
		List<String> services = beans.of(OAuth2AuthorizationService.class);
		if (services.size() > 1 && beans.single(services) == null) {
			issues.add(issue("several-authorization-services", String.join("', '", services),
					"there are several OAuth2AuthorizationService beans, so Spring Authorization Server silently ignores all "
							+ "of them and keeps authorizations in memory",
					"Keep one, or mark one as @Primary."));
		}
	}

	/**
	 * Returns the issues of the policies. The start fails anyway, so its message should
	 * hold all issues.
	 */
	private static List<Issue> issuesOfPolicies(ConfigurableListableBeanFactory beanFactory) {
		try {
			beanFactory.getBeanProvider(ClaimPolicySet.class).getIfUnique();
			return List.of();
		}
		catch (BeansException ex) {
			return (ex.getMostSpecificCause() instanceof ClaimPolicyException cause) ? cause.issues() : List.of();
		}
	}

	private static Issue issue(String code, String beans, String message, String help) {
		return new Issue(code, Origin.of((beans.contains("', '") ? "beans '" : "bean '") + beans + "'"), message, help,
				null);
	}

}
