package io.github.claimsdsl.docs.cookbook.jpauser;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.github.claimsdsl.spring.UserSource;

@Component
class AccountUsers implements UserSource<TokenUser> {

	private final Accounts accounts;

	AccountUsers(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	@Transactional(readOnly = true)
	public @Nullable TokenUser loadUser(String name) {
		return this.accounts.findById(name).map(Account::toTokenUser).orElse(null);
	}

}
