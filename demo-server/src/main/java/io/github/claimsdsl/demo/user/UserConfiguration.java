package io.github.claimsdsl.demo.user;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import io.github.claimsdsl.demo.budget.BudgetedAuthenticationProvider;
import io.github.claimsdsl.demo.budget.FailureBudget;

/**
 * Configures how users authenticate, at the login page and with the password grant.
 */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

	@Bean
	PasswordEncoder passwordEncoder(UserProperties properties) {
		return new BCryptPasswordEncoder(properties.bcryptStrength());
	}

	@Bean
	AuthenticationProvider userAuthenticationProvider(UserDetailsService users, PasswordEncoder passwordEncoder,
			FailureBudget budget) {
		return BudgetedAuthenticationProvider.ofUsers(passwordProvider(users, passwordEncoder), budget);
	}

	/**
	 * Returns a provider that does the same work for a wrong password, an unknown user
	 * and a locked user, so that the time of an answer does not show which one it was.
	 */
	static DaoAuthenticationProvider passwordProvider(UserDetailsService users, PasswordEncoder passwordEncoder) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
		provider.setPasswordEncoder(passwordEncoder);
		return provider;
	}

}
