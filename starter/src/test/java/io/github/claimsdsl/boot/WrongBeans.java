package io.github.claimsdsl.boot;

import java.util.List;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.UserSource;

/**
 * Beans with rules that stop the start, each in one way.
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

	@ClaimRule(audience = "orders")
	static class NameOfAudience {

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
	@ComponentScan(useDefaultFilters = false,
			includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.WrongBeans\\$Rules"))
	static class ScannedAndDeclared {

		@Bean
		Rules two() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Overlapping {

		@Bean
		Rules one() {
			return new Rules();
		}

		@Bean
		@ClaimRule(client = "app")
		Rules two() {
			return new Rules();
		}

	}

	@ClaimRule(audience = "any")
	static class OfOtherUsers {

		@Claim("a")
		String ofSpring(SpringUser person) {
			return person.toString();
		}

		@Claim("b")
		String ofNobody(StringBuilder user) {
			return user.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OfOtherUsers.class)
	static class OfMembers {

		@Bean
		UserSource<Member> members() {
			return Member::new;
		}

	}

	record Member(String name) {
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

}
