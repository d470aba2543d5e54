package io.github.claimsdsl.docs.cookbook.permissions;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.spring.SpringUser;

@ClaimRule(audience = "https://orders.example.com", scope = "orders")
class PermissionClaims {

	private final JdbcClient jdbc;

	PermissionClaims(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Claim("permissions")
	List<String> permissions(SpringUser user) {
		return this.jdbc.sql("select permission from user_permission where username = ? order by permission")
			.param(user.name())
			.query(String.class)
			.list();
	}

}
