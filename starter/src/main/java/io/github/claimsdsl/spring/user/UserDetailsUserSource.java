package io.github.claimsdsl.spring.user;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UserDetails;

import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.spring.UserSource;

/**
 * The default user source: reloads a local user from a {@link UserDetailsService} and
 * refuses one that is locked, disabled or expired. It does not know federated users.
 */
final class UserDetailsUserSource implements UserSource<SpringUser> {

	private final UserDetailsService users;

	private final UserDetailsChecker checker = new AccountStatusUserDetailsChecker();

	UserDetailsUserSource(UserDetailsService users) {
		this.users = users;
	}

	/** Returns the service, which is the application's own code. */
	UserDetailsService service() {
		return this.users;
	}

	@Override
	public @Nullable SpringUser loadUser(String name) {
		@Nullable UserDetails user = this.users.loadUserByUsername(name);
		if (user == null) {
			return null;
		}
		this.checker.check(user);
		return SpringUser.of(user);
	}

}
