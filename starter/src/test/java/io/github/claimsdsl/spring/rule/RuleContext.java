package io.github.claimsdsl.spring.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * An application context with {@code @ClaimRule} beans and users, and the policies of
 * them.
 */
final class RuleContext extends AnnotationConfigApplicationContext {

	List<ClaimArgumentResolver> resolvers = List.of();

	private ExtensionBeans extensions;

	void check() {
		new HiddenBeanCheck(this.getDefaultListableBeanFactory(), provider(extensions()), "policies")
			.afterSingletonsInstantiated();
		new InvocationCheck(extensions()).afterSingletonsInstantiated();
	}

	private static <T> ObjectProvider<T> provider(T object) {
		return new ObjectProvider<>() {
			@Override
			public Stream<T> stream() {
				return Stream.of(object);
			}
		};
	}

	void property(String name, String value) {
		this.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
	}

	static TokenRequest.Builder request() {
		return request("password");
	}

	static TokenRequest.Builder request(String grantType) {
		return TokenRequest.of(Client.of("app"), grantType).user(new AppUser("alice"));
	}

	Map<String, Object> claims() {
		return policies().evaluate(request().build()).claims();
	}

	ClaimPolicySet policies() {
		if (!this.isActive()) {
			this.registerBean("users", Users.class);
			this.refresh();
		}
		DefaultListableBeanFactory beans = this.getDefaultListableBeanFactory();
		return new PolicyCollector(beans, new UserSources(beans, LoginAttributes.none()))
			.addAnnotated(extensions().findRuleBeans(), this.resolvers)
			.compile(PolicyOptions.DEFAULT);
	}

	private ExtensionBeans extensions() {
		if (this.extensions == null) {
			this.extensions = new ExtensionBeans(this.getDefaultListableBeanFactory());
		}
		return this.extensions;
	}

	List<String> issues() {
		return catchThrowableOfType(ClaimPolicyException.class, this::policies).issues()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList();
	}

	interface Named {

		String name();

	}

	record AppUser(String name) implements Named {
	}

	static class Users implements UserSource<AppUser> {

		@Override
		public AppUser loadUser(String name) {
			return new AppUser(name);
		}

	}

}
