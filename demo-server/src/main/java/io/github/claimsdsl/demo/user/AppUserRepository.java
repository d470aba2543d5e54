package io.github.claimsdsl.demo.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores the users in the database.
 */
@Component
public final class AppUserRepository {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	AppUserRepository(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * Finds a user by the exact name.
	 * @param username the name
	 * @return the user, or empty if there is none
	 */
	public Optional<AppUser> findByUsername(String username) {
		Set<String> roles = this.jdbc.sql("select role from app_user_role where username = ?")
			.param(username)
			.query(String.class)
			.set();
		return this.jdbc
			.sql("select username, email, email_verified, tier, department, locked from app_user where username = ?")
			.param(username)
			.query((rs, row) -> user(rs, roles))
			.optional();
	}

	/**
	 * Inserts a user with the roles, in one transaction.
	 * @param user the user
	 * @param passwordHash the encoded password
	 */
	public void insert(AppUser user, String passwordHash) {
		this.transactions.executeWithoutResult((status) -> insertWithRoles(user, passwordHash));
	}

	private void insertWithRoles(AppUser user, String passwordHash) {
		this.jdbc.sql("""
				insert into app_user (username, password_hash, email, email_verified, tier, department, locked)
				values (:username, :password_hash, :email, :email_verified, :tier, :department, :locked)""")
			.param("username", user.username())
			.param("password_hash", passwordHash)
			.param("email", user.email())
			.param("email_verified", user.emailVerified())
			.param("tier", user.tier())
			.param("department", user.department())
			.param("locked", user.locked())
			.update();
		user.roles()
			.forEach((role) -> this.jdbc.sql("insert into app_user_role (username, role) values (?, ?)")
				.params(user.username(), role)
				.update());
	}

	/**
	 * Finds the encoded password of a user.
	 * @param username the name
	 * @return the encoded password, or empty if there is no such user
	 */
	public Optional<String> findPasswordHash(String username) {
		return this.jdbc.sql("select password_hash from app_user where username = ?")
			.param(username)
			.query(String.class)
			.optional();
	}

	private static AppUser user(ResultSet rs, Set<String> roles) throws SQLException {
		return new AppUser(rs.getString("username"), rs.getString("email"), rs.getBoolean("email_verified"), roles,
				rs.getString("tier"), rs.getString("department"), rs.getBoolean("locked"));
	}

}
