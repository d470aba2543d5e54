package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerProperties;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.spring.user.BeanNames;

/**
 * The clients of a server that can be listed. A {@link RegisteredClientRepository} cannot
 * list its clients, so they are those of Spring Boot's properties.
 *
 * @param clients the clients
 * @param complete whether the server has no others: Spring Boot's repository holds them,
 * and no client can register itself
 */
record ListedClients(List<RegisteredClient> clients, boolean complete) {

	static ListedClients of(ConfigurableListableBeanFactory beanFactory, RegisteredClientRepository repository) {
		OAuth2AuthorizationServerProperties properties = beanFactory
			.getBeanProvider(OAuth2AuthorizationServerProperties.class)
			.getIfUnique();
		if (properties == null) {
			return new ListedClients(List.of(), false);
		}
		List<RegisteredClient> clients = properties.getClient()
			.values()
			.stream()
			.map((client) -> client.getRegistration().getClientId())
			.filter(Objects::nonNull)
			.map(repository::findByClientId)
			.filter(Objects::nonNull)
			.toList();
		return new ListedClients(clients,
				!clients.isEmpty() && isOfSpringBoot(beanFactory) && !canRegister(beanFactory));
	}

	private static boolean isOfSpringBoot(ConfigurableListableBeanFactory beanFactory) {
		BeanNames beans = new BeanNames(beanFactory);
		String name = beans.single(beans.of(RegisteredClientRepository.class));
		BeanDefinition definition = (name != null) ? beans.definition(name) : null;
		String configuration = (definition != null) ? definition.getFactoryBeanName() : null;
		return configuration != null && configuration.startsWith("org.springframework.boot.");
	}

	private static boolean canRegister(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getBeanProvider(SecurityFilterChain.class)
			.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.anyMatch((filter) -> filter.getClass().getName().contains("ClientRegistration"));
	}

	/**
	 * Returns the scopes that the clients of a policy may ask for, or {@code null} if
	 * they are not known.
	 * @param named the clients that the policy names; empty if it names none
	 * @param registered the registered clients among those that policies name, by client
	 */
	@Nullable Set<String> scopes(Set<String> named, Map<String, RegisteredClient> registered) {
		if (!registered.keySet().containsAll(named) || (named.isEmpty() && !this.complete)) {
			return null;
		}
		return (named.isEmpty() ? this.clients : registered.values()).stream()
			.filter((client) -> named.isEmpty() || named.contains(client.getClientId()))
			.flatMap((client) -> client.getScopes().stream())
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the client that has a name for people, or {@code null} if there is none.
	 */
	@Nullable RegisteredClient named(String name) {
		return this.clients.stream().filter((client) -> name.equals(client.getClientName())).findFirst().orElse(null);
	}

}
