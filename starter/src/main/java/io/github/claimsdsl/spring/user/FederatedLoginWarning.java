package io.github.claimsdsl.spring.user;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Warns if users can log in at another provider but the user source does not know such
 * users, so that they would not get all tokens.
 */
final class FederatedLoginWarning {

	/**
	 * The types of beans with which an application lets users log in at another provider.
	 */
	private static final List<String> TYPES = List.of(
			"org.springframework.security.oauth2.client.registration.ClientRegistrationRepository",
			"org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository");

	private FederatedLoginWarning() {
	}

	/**
	 * Returns the warnings for an application whose user source knows only local users.
	 */
	static List<Issue> warnings(ConfigurableListableBeanFactory beanFactory) {
		return TYPES.stream()
			.flatMap((type) -> beans(beanFactory, type))
			.map((bean) -> new Issue("federated-logins", Origin.of("bean '" + bean + "'"),
					"users can log in at a provider, but the user source knows local users only. Federated logins are refused "
							+ "at refresh, at token exchange and where a rule reads the user",
					"Override UserSource.loadUser(UserIdentity), or declare claims-dsl.user.attributes.", null))
			.toList();
	}

	private static Stream<String> beans(ConfigurableListableBeanFactory beanFactory, String typeName) {
		Class<?> type = type(typeName, beanFactory.getBeanClassLoader());
		return (type != null)
				? Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false))
				: Stream.empty();
	}

	private static @Nullable Class<?> type(String name, @Nullable ClassLoader classLoader) {
		try {
			return ClassUtils.forName(name, classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
