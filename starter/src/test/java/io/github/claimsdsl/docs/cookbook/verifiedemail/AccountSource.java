package io.github.claimsdsl.docs.cookbook.verifiedemail;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

@Component
class AccountSource implements UserSource<Account> {

	private final JdbcClient jdbc;

	AccountSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable Account loadUser(String name) {
		return this.jdbc.sql("select username, email, email_verified from account where username = ?")
			.param(name)
			.query(Account.class)
			.optional()
			.orElse(null);
	}

}
