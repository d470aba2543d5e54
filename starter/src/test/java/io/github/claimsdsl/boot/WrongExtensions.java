package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.UserSource;

/**
 * Users, functions and other extensions that stop the start, each in one way.
 */
final class WrongExtensions {

	private WrongExtensions() {
	}

	@Configuration(proxyBeanMethods = false)
	static class ExtensionsAsObjects {

		@Bean
		Object source() {
			return (ClaimPolicySource) List::of;
		}

		@Bean
		Object resolver() {
			return (ClaimArgumentResolver) (parameter) -> Optional.empty();
		}

		@Bean
		Object functions() {
			return (ClaimFunctionSource) List::of;
		}

		@Bean
		Object decisionListener() {
			return (ClaimDecisionListener) (request, decision) -> {
			};
		}

		@Bean
		Object ruleListener() {
			return (RuleListener) (outcome, nanoseconds) -> {
			};
		}

		@Bean
		Object users() {
			return (UserSource<String>) (name) -> name;
		}

		@Bean
		Object directory() {
			return new ConsoleDirectory() {

				@Override
				public List<String> clients(String search, int limit) {
					return List.of();
				}

				@Override
				public List<String> users(String search, int limit) {
					return List.of();
				}

			};
		}

		@Bean
		Object customizer() {
			return (OAuth2TokenCustomizer<JwtEncodingContext>) (context) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(OwnFunctions.class);
		}

	}

	static class OwnFunctions {

		@ClaimFunction
		static int size(String text) {
			return text.length();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class TwoServicesOfUsers {

		@Bean
		UserDetailsService employees() {
			return new InMemoryUserDetailsManager();
		}

		@Bean
		UserDetailsService customers() {
			return new InMemoryUserDetailsManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoUserSources {

		@Bean
		UserSource<String> one() {
			return (name) -> name;
		}

		@Bean
		UserSource<String> two() {
			return (name) -> name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserSourceOfAny {

		@Bean
		UserSource<?> users() {
			return (name) -> name;
		}

	}

	record Counted(int number) {
	}

	@Configuration(proxyBeanMethods = false)
	static class UsersWithoutStandardClaims {

		@Bean
		UserSource<Counted> numbers() {
			return (name) -> new Counted(name.length());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneUserSource {

		@Bean
		UserSource<String> users() {
			return (name) -> name;
		}

	}

	/** Beside everything that it would replace. */
	@Configuration(proxyBeanMethods = false)
	@Import({ WrongBeans.Rules.class, Functions.class })
	static class OwnPolicySet {

		@Bean
		ClaimPolicySet policySet() {
			return ClaimPolicySet.of(List.of(), ExpressionLanguage.of(Schema.withoutUser()));
		}

		@Bean
		ClaimPolicySource source() {
			return List::of;
		}

		@Bean
		ClaimArgumentResolver resolver() {
			return (parameter) -> Optional.empty();
		}

	}

}
