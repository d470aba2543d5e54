package io.github.claimsdsl.docs.cookbook.roles;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

import io.github.claimsdsl.spring.UserSource;

@Service
class AppUsers implements UserDetailsService, UserSource<AppUser> {

	private final UserDetailsChecker status = new AccountStatusUserDetailsChecker();

	private final Map<String, AppUser> users = new ConcurrentHashMap<>();

	void save(AppUser user) {
		this.users.put(user.getUsername(), user);
	}

	@Override
	public AppUser loadUserByUsername(String username) {
		AppUser user = this.users.get(username);
		if (user == null) {
			throw new UsernameNotFoundException("There is no such user");
		}
		return user;
	}

	@Override
	public AppUser loadUser(String name) {
		AppUser user = loadUserByUsername(name);
		this.status.check(user);
		return user;
	}

}
