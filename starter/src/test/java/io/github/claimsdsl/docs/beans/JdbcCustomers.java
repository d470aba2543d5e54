package io.github.claimsdsl.docs.beans;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
class JdbcCustomers implements Customers {

	private final JdbcClient jdbc;

	JdbcCustomers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	@Cacheable("tiers")
	public @Nullable Tier tier(String name) {
		return this.jdbc.sql("select tier from customer where name = ?")
			.param(name)
			.query(Tier.class)
			.optional()
			.orElse(null);
	}

}
