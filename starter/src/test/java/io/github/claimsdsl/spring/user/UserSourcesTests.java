package io.github.claimsdsl.spring.user;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which bean loads users, and of which type they are.
 */
class UserSourcesTests {

	@Test
	void typeWhenBeanMethodIsGenericThenItsArgument() {
		assertThat(sources(Lambda.class).type()).isEqualTo(AppUser.class);
	}

	@Test
	void typeWhenClassImplementsTheInterfaceThenItsArgument() {
		assertThat(sources(Implementation.class).type()).isEqualTo(AppUser.class);
		assertThat(sources(Inherited.class).type()).isEqualTo(AppUser.class);
	}

	@Test
	void typeWhenSeveralSourcesThenIssueNamesThem() {
		assertThat(issues(Lambda.class, Implementation.class))
			.containsExactly("beans 'lambda', 'userSourcesTests.Implementation': there are 2 UserSource beans. "
					+ "Keep one, or mark one as @Primary: rules read one user.");
	}

	@Test
	void typeWhenOneOfSeveralIsPrimaryThenItIsUsed() {
		UserSources sources = sources(PrimarySource.class, Implementation.class);
		assertThat(sources.type()).isEqualTo(String.class);
		assertThat(sources.issues().inOrder()).isEmpty();
		assertThat(sources.get()).isNotNull();
	}

	@Test
	void typeWhenUnresolvedThenIssueSaysWhatToDeclare() {
		assertThat(issues(Unresolved.class))
			.containsExactly("bean 'unresolved': the user type of the UserSource bean is not known. "
					+ "Declare the bean with its type argument, such as UserSource<AppUser>.");
	}

	@Test
	void typeWhenUserDetailsServiceOnlyThenSpringUser() {
		assertThat(sources(Details.class).type()).isEqualTo(SpringUser.class);
		assertThat(sources(Details.class).get()).isInstanceOf(UserDetailsUserSource.class);
	}

	@Test
	void typeWhenNoneThenThereIsNoUser() {
		assertThat(sources().type()).isNull();
		assertThat(sources().get()).isNull();
	}

	private static List<String> issues(Class<?>... configurations) {
		return sources(configurations).issues()
			.inOrder()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList();
	}

	private static UserSources sources(Class<?>... configurations) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		for (Class<?> configuration : configurations) {
			context.register(configuration);
		}
		context.refresh();
		return new UserSources(context.getDefaultListableBeanFactory(), LoginAttributes.none());
	}

	record AppUser(String name) {
	}

	abstract static class Base<T> implements UserSource<T> {

	}

	static class Implementation implements UserSource<AppUser> {

		@Override
		public AppUser loadUser(String name) {
			return new AppUser(name);
		}

	}

	static class Inherited extends Base<AppUser> {

		@Override
		public AppUser loadUser(String name) {
			return new AppUser(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		UserSource<AppUser> lambda() {
			return AppUser::new;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimarySource {

		@Bean
		@Primary
		UserSource<String> primary() {
			return (name) -> name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unresolved {

		@Bean
		UserSource<?> unresolved() {
			return (name) -> name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		UserDetailsService details() {
			return new InMemoryUserDetailsManager();
		}

	}

}
