package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.UserSource;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * Beans that stop the start, each in one way.
 */
final class WrongBeans {

	private WrongBeans() {
	}

	/** The policies are compiled before the beans exist, as where a filter needs them. */
	@Configuration(proxyBeanMethods = false)
	static class EarlyPolicies {

		@Bean
		List<ClaimPolicy> early(ClaimPolicySet policies) {
			return policies.policies();
		}

	}

	/** Rules of which nothing is wrong. */
	@ClaimRule(audience = "any")
	static class Rules {

		@Claim("rule")
		String rule() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesAsObject {

		@Bean
		Object rules() {
			return new Rules();
		}

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
		Object customizer() {
			return (OAuth2TokenCustomizer<JwtEncodingContext>) (context) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfUnknownType {

		@Bean
		@ClaimRule(audience = "any")
		FactoryBean<?> rules() {
			return new FactoryBean<Object>() {

				@Override
				public Object getObject() {
					return new Rules();
				}

				@Override
				@SuppressWarnings("NullAway")
				public Class<?> getObjectType() {
					return null;
				}

			};
		}

	}

	@Component
	static class WithoutPolicy {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WithoutClaim {

		@Claim("x")
		String x() {
			return "yes";
		}

		@ClaimRule(client = "app")
		String forgotten(int level) {
			return "no" + level;
		}

	}

	@ClaimRule(audience = "any")
	static class Empty {

	}

	@ClaimRule(audience = "any", namespace = "urn:b:", order = 2, mode = Mode.REPORT)
	static class Disagreeing {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoStatements {

		@Bean
		@ClaimRule(namespace = "urn:a:", order = 1, mode = Mode.ENFORCE)
		Disagreeing rules() {
			return new Disagreeing();
		}

	}

	@ClaimRule(audience = "any")
	static class Overriding extends Rules {

		@Override
		@Claim("other")
		String rule() {
			return "no";
		}

	}

	@ClaimRule(audience = "any")
	static class Misplaced {

		@Claim("x")
		@ClaimRule(value = "named", namespace = "urn:a:", order = 1, mode = Mode.REPORT)
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NameOnBeanMethod {

		@Bean
		@ClaimRule("named")
		Rules rules() {
			return new Rules();
		}

	}

	@ClaimRule(audience = "any", namespace = " ", order = { 1, 2 }, when = "")
	static class WrongAttributes {

		@Claim(value = "x", when = { "true", "true" }, required = true, error = "", errorDescription = " ",
				order = { 1, 1 })
		String x() {
			return "yes";
		}

		@Deny(error = { "access_denied", "invalid_grant" }, description = "")
		boolean isDenied() {
			return false;
		}

	}

	@ClaimRule(audience = "any")
	static class NotCallable {

		@Claim("a")
		void nothing() {
		}

		@Claim("b")
		@SuppressWarnings("unused")
		private String unseen() {
			return "";
		}

		@Claim("c")
		String unknown(Integer level, @TokenParameter("password") String password) {
			return password + level;
		}

	}

	interface Contract {

		String x();

	}

	@ClaimRule(audience = "any")
	static class BesideInterface implements Contract {

		@Override
		public String x() {
			return "yes";
		}

		@Claim("y")
		String y() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedByInterface {

		@Bean
		BesideInterface proxied() {
			return new BesideInterface();
		}

		@Bean
		static DebugInterceptor interceptor() {
			return new DebugInterceptor();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("proxied");
			creator.setInterceptorNames("interceptor");
			return creator;
		}

	}

	@ClaimRule(audience = "${partner.api}", namespace = "${partner.namespace}")
	static class Unresolved {

		@Claim("${partner.claim}")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "https://nowhere.example.com", client = { " ", "a b" }, grantType = "refresh_token",
			when = "user.emial != ''")
	static class WrongSelectors {

		@Claim(value = "x", when = "1 > 2")
		@ClaimRule(client = "c\u200B", when = "nonsense")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(client = "a")
	static class WithoutAudience {

		@Claim("x")
		@ClaimRule(client = "b")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = "a")
	static class OfOneClient {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NothingInCommon {

		@Bean
		@ClaimRule(client = "b")
		OfOneClient rules() {
			return new OfOneClient();
		}

	}

	@ClaimRule(audience = "any")
	static class WrongClaims {

		@Claim(value = "a", required = true, onError = OnError.OMIT_CLAIM)
		String required() {
			return "yes";
		}

		@Claim(value = "b", error = "access_denied")
		String error() {
			return "yes";
		}

		@Claim(value = "c", required = true, error = "no_such_error")
		String unknownError() {
			return "yes";
		}

		@Claim("sub")
		String subject() {
			return "yes";
		}

		@Claim("ISS")
		String issuer() {
			return "yes";
		}

		@Claim(" ")
		String blank() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Rules one() {
			return new Rules();
		}

		@Bean
		Rules two() {
			return new Rules();
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
	@Import(Rules.class)
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

	@ClaimRule(audience = "any")
	static class WrongDenials {

		@Deny
		String text() {
			return "";
		}

		@Claim("x")
		@Deny
		String both() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WrongParameters {

		@Claim("x")
		String x(@TokenParameter("client_secret") String secret, @TokenParameter("audience") String audience,
				@TokenParameter("two words") String words, @TokenParameter("") String nothing) {
			return "yes";
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

	@Configuration(proxyBeanMethods = false)
	static class OneUserSource {

		@Bean
		UserSource<String> users() {
			return (name) -> name;
		}

	}

	/** Beside everything that it would replace. */
	@Configuration(proxyBeanMethods = false)
	@Import({ Rules.class, Functions.class })
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

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Primary
		OAuth2TokenCustomizer<JwtEncodingContext> primary() {
			return (context) -> {
			};
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenContext> general() {
			return (context) -> {
			};
		}

		@Bean(defaultCandidate = false)
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> aside() {
			return (context) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoGenerators {

		@Bean
		OAuth2TokenGenerator<OAuth2Token> refreshTokens() {
			return new OAuth2RefreshTokenGenerator()::generate;
		}

		@Bean
		JwtGenerator jwts(JWKSource<SecurityContext> keys) {
			return new JwtGenerator(new NimbusJwtEncoder(keys));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoServices {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GeneratorOfTheDsl {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, JWKSource<SecurityContext> keys) {
			return chainOf(http.oauth2AuthorizationServer(
					(server) -> server.tokenGenerator(new JwtGenerator(new NimbusJwtEncoder(keys)))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyServer {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Customizer<HttpSecurity> platform() {
			return (http) -> http.oauth2AuthorizationServer(withDefaults());
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return chainOf(http);
		}

	}

	private static SecurityFilterChain chainOf(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class ChainByHand {

		@Bean
		@Order(0)
		SecurityFilterChain byHand(AuthenticationManager manager) {
			return new DefaultSecurityFilterChain(PathPatternRequestMatcher.withDefaults().matcher("/other/**"),
					List.of(new OAuth2TokenEndpointFilter(manager, "/other/token")));
		}

		@Bean
		@Order(1)
		SecurityFilterChain chain(HttpSecurity http) {
			return chainOf(http.oauth2AuthorizationServer(withDefaults()));
		}

		@Bean
		AuthenticationManager manager() {
			return (authentication) -> authentication;
		}

	}

}
