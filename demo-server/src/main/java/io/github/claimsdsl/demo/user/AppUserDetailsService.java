package io.github.claimsdsl.demo.user;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

/**
 * Loads users for Spring Security. Unknown and known users need the same number of
 * queries, so that the time of an answer does not show whether a user exists.
 */
@Service
final class AppUserDetailsService implements UserDetailsService {

	private final AppUserRepository users;

	AppUserDetailsService(AppUserRepository users) {
		this.users = users;
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		if (username.chars().anyMatch(Character::isISOControl)) {
			throw new UsernameNotFoundException("Unknown user");
		}
		String passwordHash = this.users.findPasswordHash(username).orElse("");
		return this.users.findByUsername(username)
			.map((user) -> details(user, passwordHash))
			.orElseThrow(() -> new UsernameNotFoundException("Unknown user"));
	}

	private static UserDetails details(AppUser user, String passwordHash) {
		return User.withUsername(user.username())
			.password(passwordHash)
			.roles(user.roles().toArray(String[]::new))
			.accountLocked(user.locked())
			.build();
	}

}
