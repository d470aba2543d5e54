package io.github.claimsdsl.boot;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.UserSource;

/**
 * Users, sources, functions and other extensions as a message says to declare them.
 */
final class RightExtensions {

	private RightExtensions() {
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class OnePrimaryService {

		@Bean
		@Primary
		UserDetailsService employees() {
			return new InMemoryUserDetailsManager();
		}

		@Bean
		UserDetailsService customers() {
			return new InMemoryUserDetailsManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WrongExtensions.TwoServicesOfUsers.class, WrongExtensions.OneUserSource.class })
	static class SourceBesideServices {

	}

	@ClaimRule(audience = "any")
	static class RightDenials {

		@Deny
		boolean text() {
			return false;
		}

		@Deny
		void throwing() {
		}

		@Claim("x")
		String both() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class NoParameters {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class RightParameters {

		@Claim("x")
		String x(@TokenParameter("tenant") @Nullable String tenant) {
			return (tenant != null) ? tenant : "yes";
		}

	}

	interface Plain {

		String rule();

	}

	@ClaimRule(audience = "any")
	interface Annotated {

		@Claim("rule")
		String rule();

	}

	@ClaimRule(audience = "any")
	static class Implementation implements Plain {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenByInterface {

		@Bean
		Plain rules() {
			return new Implementation();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesOfTheInterface {

		@Bean
		Annotated rules() {
			return () -> "yes";
		}

	}

	static final class OwnSource implements ClaimPolicySource {

		@Override
		public List<ClaimPolicy> policies() {
			return List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsObject {

		@Bean
		Object source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsItself {

		@Bean
		ClaimPolicySource source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsItsClass {

		@Bean
		OwnSource source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ SourceAsItself.class, WrongBeans.Rules.class })
	static class SourceAndRules {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		io.github.claimsdsl.policy.ClaimPolicySet policySet() {
			return new WrongExtensions.OwnPolicySet().policySet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WrongExtensions.OneUserSource.class, WrongBeans.Rules.class })
	static class UsersAndRules {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class OnePrimary {

		@Bean
		@Primary
		UserSource<String> one() {
			return (name) -> name;
		}

		@Bean
		UserSource<String> two() {
			return (name) -> name;
		}

	}

	/** Functions of the team's own. */
	public static final class OwnFunctions {

		private OwnFunctions() {
		}

		/**
		 * Repeats a text.
		 * @param text the text
		 * @return the text, twice
		 */
		@ClaimFunction
		public static String twice(String text) {
			return text + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FixedFunctions {

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(OwnFunctions.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class NoFunctions {

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(RightRules.Unannotated.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
			return (context) -> context.getClaims().claim("by-customizer", "yes");
		}

	}

}
