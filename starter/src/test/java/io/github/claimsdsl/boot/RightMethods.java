package io.github.claimsdsl.boot;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.spring.ClaimArgumentResolver;

/**
 * Methods as a message says to declare them.
 */
final class RightMethods {

	private RightMethods() {
	}

	@ClaimRule(audience = "any")
	static class Callable {

		@Claim("a")
		String something() {
			return "yes";
		}

		@Claim("b")
		String seen() {
			return "yes";
		}

		@Claim("c")
		String known(TokenRequest request) {
			return request.scopes().isEmpty() ? "no" : "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LeftOut {

		@Claim("a")
		@Nullable String nothing() {
			return null;
		}

		@Claim("b")
		String something() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class OfALevel {

		@Claim("level")
		int level(Integer level) {
			return level;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OfALevel.class)
	static class WithResolver {

		@Bean
		ClaimArgumentResolver resolver() {
			return (parameter) -> (parameter.getParameterType() == Integer.class) ? Optional.of((request) -> 5)
					: Optional.empty();
		}

	}

	interface Contract {

		String y();

	}

	@ClaimRule(audience = "any")
	static class OfTheInterface implements Contract {

		@Override
		@Claim("y")
		public String y() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnTheInterface {

		@Bean
		OfTheInterface proxied() {
			return new OfTheInterface();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return WrongBeans.ProxiedByInterface.proxies();
		}

		@Bean
		static DebugInterceptor interceptor() {
			return WrongBeans.ProxiedByInterface.interceptor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedByClass {

		@Bean
		WrongBeans.BesideInterface proxied() {
			return new WrongBeans.BesideInterface();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = WrongBeans.ProxiedByInterface.proxies();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		static DebugInterceptor interceptor() {
			return WrongBeans.ProxiedByInterface.interceptor();
		}

	}

}
