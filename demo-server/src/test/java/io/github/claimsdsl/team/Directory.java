package io.github.claimsdsl.team;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.UserSource;

/**
 * Finds users: for logins, for policies and for the fields of the console.
 */
@Component
class Directory implements UserDetailsService, UserSource<Person>, ConsoleDirectory {

	private final Members members;

	Directory(Members members) {
		this.members = members;
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		return this.members.findById(username)
			.map((it) -> User.withUsername(it.username()).password(it.encodedPassword()).roles(it.role()).build())
			.orElseThrow(() -> new UsernameNotFoundException(username));
	}

	@Override
	@Transactional(readOnly = true)
	public @Nullable Person loadUser(String name) {
		return this.members.findById(name).map(Member::person).orElse(null);
	}

	@Override
	public List<String> clients(String search, int limit) {
		return List.of("batch", "shop").stream().filter((it) -> it.contains(search)).toList();
	}

	@Override
	public List<String> users(String search, int limit) {
		return this.members.findByUsernameContainingOrderByUsername(search, Limit.of(limit))
			.stream()
			.map(Member::username)
			.toList();
	}

}
