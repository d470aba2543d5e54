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
 * How users authenticate: at the login page and at the password grant alike.
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
	 * Checks a password with the same work for a wrong password, an unknown user and a
	 * locked user.
	 */
	static DaoAuthenticationProvider passwordProvider(UserDetailsService users, PasswordEncoder passwordEncoder) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
		provider.setPasswordEncoder(passwordEncoder);
		return provider;
	}

}
