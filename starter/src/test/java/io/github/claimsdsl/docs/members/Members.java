package io.github.claimsdsl.docs.members;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

@Component
class Members implements UserSource<Member> {

	private final Map<String, Member> members = Map.of("alice",
			new Member("alice", "alice@example.com", List.of("ADMIN", "SALES"), false));

	@Override
	public @Nullable Member loadUser(String name) {
		Member member = this.members.get(name);
		if (member != null && member.locked()) {
			throw new LockedException("The user is locked");
		}
		return member;
	}

}
