package io.github.claimsdsl.docs.extension;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

/** Loads the members of the shop. */
@Component
class MemberSource implements UserSource<Member> {

	private final JdbcClient jdbc;

	MemberSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable Member loadUser(String name) {
		Member member = this.jdbc.sql("select name, email, tier, locked from member where name = ?")
			.param(name)
			.query(Member.class)
			.optional()
			.orElse(null);
		if (member != null && member.locked()) {
			throw new LockedException("The member is locked");
		}
		return member;
	}

}
