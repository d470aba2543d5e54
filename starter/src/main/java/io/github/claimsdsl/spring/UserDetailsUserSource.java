package io.github.claimsdsl.spring;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The default user source: reloads the user from a {@link UserDetailsService} and refuses
 * one that is locked, disabled or expired.
 */
final class UserDetailsUserSource implements UserSource<SpringUser> {

	private final UserDetailsService users;

	private final UserDetailsChecker checker = new AccountStatusUserDetailsChecker();

	UserDetailsUserSource(UserDetailsService users) {
		this.users = users;
	}

	@Override
	public SpringUser loadUser(String name) {
		UserDetails user = this.users.loadUserByUsername(name);
		this.checker.check(user);
		return SpringUser.of(user);
	}

}
