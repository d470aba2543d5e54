package io.github.claimsdsl.demo.store;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.ConsoleDirectory;

/**
 * Finds clients and users in the database for the console.
 */
@Component
final class DatabaseDirectory implements ConsoleDirectory {

	private final JdbcClient jdbc;

	DatabaseDirectory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<String> clients(String search, int limit) {
		return find("select client_id from oauth2_registered_client where client_id like :search escape '!'"
				+ " order by client_id_issued_at, client_id limit :limit", search, limit);
	}

	@Override
	public List<String> users(String search, int limit) {
		return find("select username from app_user where username like :search escape '!'"
				+ " order by username limit :limit", search, limit);
	}

	private List<String> find(String sql, String search, int limit) {
		return this.jdbc.sql(sql)
			.param("search", "%" + search.replaceAll("[!%_]", "!$0") + "%")
			.param("limit", limit)
			.query(String.class)
			.list();
	}

}
