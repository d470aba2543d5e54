package io.github.claimsdsl.demo.user;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

/**
 * Loads users for claim policies: {@code user} in expressions.
 */
@Component
final class AppUserSource implements UserSource<AppUser> {

	private final AppUserRepository users;

	AppUserSource(AppUserRepository users) {
		this.users = users;
	}

	@Override
	public @Nullable AppUser loadUser(String name) {
		AppUser user = this.users.findByUsername(name).orElse(null);
		if (user != null && user.locked()) {
			throw new LockedException("The user is locked");
		}
		return user;
	}

}
