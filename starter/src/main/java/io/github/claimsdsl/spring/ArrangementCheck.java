package io.github.claimsdsl.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Stops the start where the application's beans would make Spring Authorization Server
 * drop customizers in silence.
 */
public final class ArrangementCheck implements BeanFactoryPostProcessor {

	private final Set<String> own;

	private final boolean generatorWired;

	/**
	 * Creates the check.
	 * @param own the names of the library's customizer beans
	 * @param generatorWired whether the team says that its own token generator calls them
	 */
	public ArrangementCheck(Set<String> own, boolean generatorWired) {
		this.own = Set.copyOf(own);
		this.generatorWired = generatorWired;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		List<Issue> issues = new ArrayList<>();
		checkCustomizers(beanFactory, issues);
		checkGenerators(beanFactory, issues);
		checkServices(beanFactory, issues);
		if (!issues.isEmpty()) {
			throw new ClaimPolicyException(issues);
		}
	}

	private void checkCustomizers(ConfigurableListableBeanFactory beanFactory, List<Issue> issues) {
		Set<String> heard = Set.copyOf(namesOf(beanFactory, JwtEncodingContext.class, OAuth2TokenClaimsContext.class));
		for (String name : names(beanFactory, OAuth2TokenCustomizer.class)) {
			if (this.own.contains(name)) {
				continue;
			}
			if (isPrimary(beanFactory, name)) {
				issues.add(issue("primary-customizer", name,
						"it is @Primary and takes Spring Authorization Server's only customizer slot, so no policy would run",
						"Remove @Primary from '" + name + "': it keeps running, before the policies."));
			}
			else if (!heard.contains(name)) {
				issues.add(issue("unheard-customizer", name,
						"Spring Authorization Server would never call it, because its type is neither "
								+ "OAuth2TokenCustomizer<JwtEncodingContext> nor OAuth2TokenCustomizer<OAuth2TokenClaimsContext>",
						"Declare it with one of these types."));
			}
		}
	}

	private void checkGenerators(ConfigurableListableBeanFactory beanFactory, List<Issue> issues) {
		List<String> generators = names(beanFactory, OAuth2TokenGenerator.class);
		if (generators.size() > 1 && !hasPrimary(beanFactory, generators)) {
			issues.add(issue("several-token-generators", String.join(", ", generators),
					"Spring Authorization Server drops all of several OAuth2TokenGenerator beans in silence",
					"Keep one, or combine them in a DelegatingOAuth2TokenGenerator."));
		}
		if (!generators.isEmpty() && !this.generatorWired) {
			issues.add(issue("own-token-generator", String.join(", ", generators),
					"your own OAuth2TokenGenerator replaces the one that calls the policies",
					"Pass the bean '" + this.own.stream().sorted().findFirst().orElse("")
							+ "' to your JwtGenerator's setJwtCustomizer (and the opaque one to "
							+ "OAuth2AccessTokenGenerator), then set claims-dsl.token-generator: wired."));
		}
	}

	private static void checkServices(ConfigurableListableBeanFactory beanFactory, List<Issue> issues) {
		List<String> services = names(beanFactory, OAuth2AuthorizationService.class);
		if (services.size() > 1 && !hasPrimary(beanFactory, services)) {
			issues.add(issue("several-authorization-services", String.join(", ", services),
					"Spring Authorization Server ignores all of several OAuth2AuthorizationService beans in silence "
							+ "and keeps authorizations in memory",
					"Keep one, or mark one as @Primary."));
		}
	}

	private static boolean hasPrimary(ConfigurableListableBeanFactory beanFactory, List<String> names) {
		return names.stream().anyMatch((name) -> isPrimary(beanFactory, name));
	}

	private static boolean isPrimary(ConfigurableListableBeanFactory beanFactory, String name) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
		return definition.isPrimary();
	}

	private static List<String> names(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		return List.of(beanFactory.getBeanNamesForType(type, true, false));
	}

	private static List<String> namesOf(ConfigurableListableBeanFactory beanFactory, Class<?>... contexts) {
		return Arrays.stream(contexts)
			.map((context) -> ResolvableType.forClassWithGenerics(OAuth2TokenCustomizer.class, context))
			.flatMap((type) -> Arrays.stream(beanFactory.getBeanNamesForType(type, true, false)))
			.toList();
	}

	private static Issue issue(String code, String beans, String message, String help) {
		return new Issue(code, Origin.of("bean '" + beans + "'"), message, help, null);
	}

}
