package io.github.claimsdsl.demo.registration;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.store.ExpiredAuthorizationPurge;
import io.github.claimsdsl.demo.support.McpClient;

/**
 * Clients that nobody uses do not stay.
 */
@McpServerTest
class UnusedClientPurgeTests {

	private static final String NOTES = "http://localhost:9000/mcp-a";

	@LocalServerPort
	private int port;

	@Autowired
	private UnusedClientPurge purge;

	@Autowired
	private ExpiredAuthorizationPurge authorizations;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void purgeWhenClientIsUnusedForADayThenIsDeleted() {
		McpClient unused = McpClient.register(this.port);
		McpClient used = McpClient.register(this.port);
		used.tokens(NOTES);
		long samples = samples();
		this.purge.purge(after(Duration.ofHours(23)));
		assertThat(exists(unused)).isTrue();
		this.purge.purge(after(Duration.ofHours(25)));
		assertThat(exists(unused)).isFalse();
		assertThat(exists(used)).isTrue();
		assertThat(samples()).isEqualTo(samples).isPositive();
		this.authorizations.purge(after(Duration.ofHours(25)));
		this.purge.purge(after(Duration.ofHours(25)));
		assertThat(exists(used)).isFalse();
	}

	private static Instant after(Duration time) {
		return Instant.now().plus(time);
	}

	private boolean exists(McpClient client) {
		return count("where client_id = '" + client.id() + "'") == 1;
	}

	private long samples() {
		return count("where id not like 'registered-%'");
	}

	private long count(String where) {
		Long count = this.jdbc.queryForObject("select count(*) from oauth2_registered_client " + where, Long.class);
		return (count != null) ? count : -1;
	}

}
