package io.github.claimsdsl.spring.user;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.util.ClassUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;

/**
 * Finds the user source and the type of its users. The type is determined once, at
 * start-up, without creating a bean.
 */
public final class UserSources {

	private static final String ATTRIBUTES = "claims-dsl.user.attributes";

	private static final String FEDERATED = "attributes of federated logins";

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanNames beans;

	private final LoginAttributes attributes;

	private final Issues issues = new Issues();

	private final @Nullable Class<?> type;

	/**
	 * Finds the user source and the type of its users.
	 * @param beanFactory the factory of the user source
	 * @param attributes the declared attributes of federated users, if any
	 */
	public UserSources(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		this.beanFactory = beanFactory;
		this.attributes = attributes;
		this.beans = new BeanNames(beanFactory);
		this.type = determineType();
		checkAttributes();
	}

	/** Returns whether a source loads federated users too. */
	static boolean knowsFederated(UserSource<?> source) {
		Method method = ClassUtils.getMethodIfAvailable(AopUtils.getTargetClass(source), "loadUser",
				UserIdentity.class);
		return method != null && method.getDeclaringClass() != UserSource.class;
	}

	/**
	 * Describes for the log where users come from.
	 * @return a phrase
	 */
	public String describe() {
		if (this.type == null) {
			return this.attributes.isEmpty() ? "none" : FEDERATED;
		}
		String own = (this.type == SpringUser.class) ? "UserDetailsService"
				: "UserSource<" + this.type.getSimpleName() + ">";
		return this.attributes.isEmpty() ? own : own + ", else " + FEDERATED;
	}

	/**
	 * Returns the warnings if users can log in at another provider but the user source
	 * does not know such users. Creates the bean of the user source.
	 * @return the warnings
	 */
	public List<Issue> warnings() {
		UserSource<?> source = get();
		return (source != null && this.attributes.isEmpty() && !knowsFederated(source))
				? FederatedLoginWarning.warnings(this.beanFactory) : List.of();
	}

	/**
	 * Returns the object that loads the users of tokens. Creates the bean of the user
	 * source.
	 */
	public TokenUsers users() {
		return new TokenUsers(get(), this.attributes);
	}

	public Issues issues() {
		return this.issues;
	}

	/**
	 * Returns the type of the application's user, or {@code null} if there is no user
	 * source.
	 */
	@Nullable Class<?> type() {
		return this.type;
	}

	/**
	 * Returns the types of all users: the application's own type and that of users known
	 * by attributes.
	 */
	public List<Class<?>> types() {
		List<Class<?>> types = new ArrayList<>(2);
		if (this.type != null) {
			types.add(this.type);
		}
		if (!this.attributes.isEmpty()) {
			types.add(UserAttributes.class);
		}
		return types;
	}

	/** Returns in words which bean loads the users. */
	public String origin() {
		String source = this.beans.single(this.beans.of(UserSource.class));
		if (source != null) {
			return "UserSource bean '" + source + "'";
		}
		String service = this.beans.single(this.beans.of(UserDetailsService.class));
		return (service != null) ? "UserDetailsService bean '" + service + "'" : "property " + ATTRIBUTES;
	}

	public Schema schema() {
		return ofUser().withNonNull(KotlinNullness::isNonNull);
	}

	private Schema ofUser() {
		if (!this.attributes.isEmpty() && this.issues.isEmpty()) {
			return this.attributes.schema(this.type);
		}
		return (this.type != null) ? Schema.forUser(this.type) : Schema.withoutUser();
	}

	/** Returns the user source, or {@code null} if there is none. Creates its bean. */
	@Nullable UserSource<?> get() {
		String source = this.beans.single(this.beans.of(UserSource.class));
		if (source != null) {
			return this.beanFactory.getBean(source, UserSource.class);
		}
		String service = this.beans.single(this.beans.of(UserDetailsService.class));
		return (service != null)
				? new UserDetailsUserSource(this.beanFactory.getBean(service, UserDetailsService.class)) : null;
	}

	/**
	 * Returns why a preview cannot show the tokens of users.
	 * @return a phrase, or {@code null} if a preview can show them
	 */
	public @Nullable String obstacleToPreview() {
		if (this.type == null) {
			return this.attributes.isEmpty() ? null : "the attributes of federated users are known at their login only";
		}
		List<String> services = this.beans.of(UserDetailsService.class);
		return (services.size() > 1 && this.beans.single(services) == null) ? "which of the UserDetailsService beans '"
				+ String.join("', '", services) + "' knows whether a user may log in is not known: mark one as @Primary"
				: null;
	}

	private @Nullable Class<?> determineType() {
		List<String> names = this.beans.of(UserSource.class);
		if (names.isEmpty()) {
			return determineDetails(this.beans.of(UserDetailsService.class));
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

	private @Nullable Class<?> determineDetails(List<String> names) {
		if (names.size() > 1 && this.beans.single(names) == null) {
			issue("several-user-sources", "beans '" + String.join("', '", names) + "'",
					"there are " + names.size() + " UserDetailsService beans, and it is not clear which one knows the "
							+ "users of tokens",
					"Mark one as @Primary, or declare a UserSource bean that loads the users of all.");
			return null;
		}
		return names.isEmpty() ? null : SpringUser.class;
	}

	private void checkAttributes() {
		if (this.attributes.isEmpty()) {
			return;
		}
		try {
			this.attributes.schema(this.type);
		}
		catch (IllegalArgumentException ex) {
			issue("user-attributes", ATTRIBUTES, String.valueOf(ex.getMessage()),
					"Give both the same type, or load the user of a federated login in "
							+ "UserSource.loadUser(UserIdentity) under a name of its own.");
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
		this.issues.add(code, Origin.of(subject), message, help);
	}

}
