package io.github.claimsdsl.spring;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.expression.Schema;

/**
 * Finds the user source and the type of its users, without creating any bean.
 */
final class UserSources {

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<Issue> issues = new ArrayList<>();

	private final @Nullable Class<?> type;

	UserSources(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.type = determineType();
	}

	List<Issue> issues() {
		return this.issues;
	}

	/** The type of the application's user, or {@code null} if there is no user source. */
	@Nullable Class<?> type() {
		return this.type;
	}

	Schema schema() {
		return (this.type != null) ? Schema.forUser(this.type) : Schema.withoutUser();
	}

	/** Returns the user source; creates its bean. */
	@Nullable UserSource<?> get() {
		String[] names = names(UserSource.class);
		if (names.length == 1) {
			return this.beanFactory.getBean(names[0], UserSource.class);
		}
		String[] services = names(UserDetailsService.class);
		return (services.length == 1)
				? new UserDetailsUserSource(this.beanFactory.getBean(services[0], UserDetailsService.class)) : null;
	}

	private @Nullable Class<?> determineType() {
		String[] names = names(UserSource.class);
		if (names.length > 1) {
			issue("several-user-sources", "UserSource",
					"there are " + names.length + " UserSource beans: " + String.join(", ", names),
					"Keep one: rules read one user.");
			return null;
		}
		if (names.length == 0) {
			return (names(UserDetailsService.class).length == 1) ? SpringUser.class : null;
		}
		Class<?> user = beanType(names[0]).as(UserSource.class).getGeneric().resolve();
		if (user == null || user == Object.class) {
			issue("user-type", "bean '" + names[0] + "'", "the user type of the UserSource bean is not known",
					"Declare the bean with its type argument, such as UserSource<AppUser>.");
			return null;
		}
		return user;
	}

	private String[] names(Class<?> type) {
		return this.beanFactory.getBeanNamesForType(type, true, false);
	}

	private ResolvableType beanType(String name) {
		if (this.beanFactory.containsBeanDefinition(name)) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			if (!ResolvableType.NONE.equals(definition.getResolvableType())) {
				return definition.getResolvableType();
			}
		}
		return ResolvableType.forClass(this.beanFactory.getType(name, false));
	}

	private void issue(String code, String subject, String message, String help) {
		this.issues.add(new Issue(code, Origin.of(subject), message, help, null));
	}

}
