package io.github.claimsdsl.docs.extension;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.ConsoleDirectory;

/** Finds clients and members for the fields of the console. */
@Component
class MemberDirectory implements ConsoleDirectory {

	private final JdbcClient jdbc;

	MemberDirectory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<String> clients(String search, int limit) {
		return find("select client from partner where position(? in client) > 0 order by 1 limit ?", search, limit);
	}

	@Override
	public List<String> users(String search, int limit) {
		return find("select name from member where position(? in name) > 0 order by 1 limit ?", search, limit);
	}

	private List<String> find(String sql, String search, int limit) {
		return this.jdbc.sql(sql).params(search, limit).query(String.class).list();
	}

}
