package io.github.claimsdsl.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

	private static final String ATTRIBUTES = "claims-dsl.user.attributes";

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanNames beans;

	private final LoginAttributes attributes;

	private final List<Issue> issues = new ArrayList<>();

	private final @Nullable Class<?> type;

	UserSources(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		this.beanFactory = beanFactory;
		this.attributes = attributes;
		this.beans = new BeanNames(beanFactory);
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
		if (!this.attributes.isEmpty()) {
			return this.issues.isEmpty() ? this.attributes.schema() : Schema.withoutUser();
		}
		return (this.type != null) ? Schema.forUser(this.type) : Schema.withoutUser();
	}

	/** Returns the user source; creates its bean. */
	@Nullable UserSource<?> get() {
		String source = this.beans.single(this.beans.of(UserSource.class));
		if (source != null) {
			return this.beanFactory.getBean(source, UserSource.class);
		}
		String service = this.beans.single(this.beans.of(UserDetailsService.class));
		return (service != null)
				? new UserDetailsUserSource(this.beanFactory.getBean(service, UserDetailsService.class)) : null;
	}

	private @Nullable Class<?> determineType() {
		List<String> names = this.beans.of(UserSource.class);
		if (!this.attributes.isEmpty()) {
			checkUnused(names);
			return Map.class;
		}
		if (names.isEmpty()) {
			return (this.beans.single(this.beans.of(UserDetailsService.class)) != null) ? SpringUser.class : null;
		}
		String name = this.beans.single(names);
		if (name == null) {
			issue("several-user-sources", "beans '" + String.join("', '", names) + "'",
					"there are " + names.size() + " UserSource beans",
					"Keep one, or mark one as @Primary: rules read one user.");
			return null;
		}
		Class<?> user = beanType(name).as(UserSource.class).getGeneric().resolve();
		if (user == null || user == Object.class) {
			issue("user-type", "bean '" + name + "'", "the user type of the UserSource bean is not known",
					"Declare the bean with its type argument, such as UserSource<AppUser>.");
			return null;
		}
		return user;
	}

	private void checkUnused(List<String> names) {
		if (!names.isEmpty()) {
			issue("user-attributes", ATTRIBUTES,
					"attributes are declared beside the UserSource bean '" + names.get(0) + "'",
					"Keep one: rules read one user.");
		}
		try {
			this.attributes.schema();
		}
		catch (IllegalArgumentException ex) {
			issue("user-attributes", ATTRIBUTES, String.valueOf(ex.getMessage()),
					"Rename it where the user is loaded.");
		}
	}

	private ResolvableType beanType(String name) {
		BeanDefinition definition = this.beans.definition(name);
		if (definition != null && definition.getResolvableType().as(UserSource.class).hasGenerics()) {
			return definition.getResolvableType();
		}
		return ResolvableType.forClass(this.beanFactory.getType(name, false));
	}

	private void issue(String code, String subject, String message, String help) {
		this.issues.add(new Issue(code, Origin.of(subject), message, help, null));
	}

}
