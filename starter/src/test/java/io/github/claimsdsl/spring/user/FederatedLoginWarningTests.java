package io.github.claimsdsl.spring.user;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a server where users can log in at a provider is warned of.
 */
class FederatedLoginWarningTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	/** What lets users log in elsewhere. */
	static List<Class<?>> repositories() {
		return List.of(ClientRegistrationRepository.class, RelyingPartyRegistrationRepository.class);
	}

	private void register(Class<?> repository) {
		this.beans.setBeanClassLoader(repository.getClassLoader());
		this.beans.registerBeanDefinition("registrations", new RootBeanDefinition(repository));
	}

	@ParameterizedTest
	@MethodSource("repositories")
	void warningsWhenOnlyLocalUsersAreKnownThenNamesTheBean(Class<?> repository) {
		register(repository);
		this.beans.registerSingleton("users", new InMemoryUserDetailsManager());
		assertThat(warnings(LoginAttributes.none())).singleElement()
			.extracting(Issue::toString)
			.asString()
			.startsWith("bean 'registrations': users can log in at a provider");
		assertThat(warnings(new LoginAttributes(Map.of("email", Type.TEXT)))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("repositories")
	void warningsWhenNobodyIsLoadedThenNone(Class<?> repository) {
		register(repository);
		assertThat(warnings(LoginAttributes.none())).isEmpty();
	}

	@Test
	void warningsWhenUsersLogInHereOnlyThenNone() {
		this.beans.registerSingleton("users", new InMemoryUserDetailsManager());
		assertThat(warnings(LoginAttributes.none())).isEmpty();
	}

	@Test
	void warningsWhenFederatedUsersAreLoadedThenNone() {
		register(ClientRegistrationRepository.class);
		this.beans.registerBeanDefinition("source", new RootBeanDefinition(Everybody.class));
		assertThat(warnings(LoginAttributes.none())).isEmpty();
	}

	@Test
	void warningsThenNoFactoryIsCreated() {
		register(ClientRegistrationRepository.class);
		this.beans.registerBeanDefinition("factory", new RootBeanDefinition(Factory.class));
		this.beans.registerSingleton("users", new InMemoryUserDetailsManager());
		int before = Factory.CREATED.get();
		assertThat(warnings(LoginAttributes.none())).hasSize(1);
		assertThat(Factory.CREATED).hasValue(before);
	}

	private List<Issue> warnings(LoginAttributes attributes) {
		return new UserSources(this.beans, attributes).warnings();
	}

	static final class Everybody implements UserSource<String> {

		@Override
		public String loadUser(String name) {
			return name;
		}

		@Override
		public String loadUser(UserIdentity identity) {
			return identity.name();
		}

	}

	static final class Factory implements FactoryBean<Object> {

		private static final AtomicInteger CREATED = new AtomicInteger();

		Factory() {
			CREATED.incrementAndGet();
		}

		@Override
		public Object getObject() {
			return this;
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return null;
		}

	}

}
