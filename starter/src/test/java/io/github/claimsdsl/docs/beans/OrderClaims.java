package io.github.claimsdsl.docs.beans;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.spring.SpringUser;

@ClaimRule(audience = "any", subject = Subject.USER)
class OrderClaims {

	private final JdbcClient jdbc;

	OrderClaims(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Claim("orders")
	@Transactional(readOnly = true)
	public long orders(SpringUser user) {
		return this.jdbc.sql("select count(*) from orders where customer = ?")
			.param(user.name())
			.query(Long.class)
			.single();
	}

	@Claim("in_transaction")
	@Transactional(readOnly = true)
	public boolean inTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

}
