package io.github.claimsdsl.demo.registration;

import java.sql.Timestamp;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes clients that have registered themselves and have no authorization. Either they
 * never had one, or all have expired and are purged. Such a client can register again.
 */
@Component
final class UnusedClientPurge {

	private static final Logger logger = LoggerFactory.getLogger(UnusedClientPurge.class);

	private static final String DELETE = """
			delete from oauth2_registered_client where id like :ids and client_id_issued_at < :before
			and not exists (select 1 from oauth2_authorization
				where oauth2_authorization.registered_client_id = oauth2_registered_client.id)""";

	private final JdbcClient jdbc;

	private final RegistrationProperties properties;

	UnusedClientPurge(JdbcClient jdbc, RegistrationProperties properties) {
		this.jdbc = jdbc;
		this.properties = properties;
	}

	@Scheduled(fixedDelayString = "${demo.purge.interval:10m}", initialDelayString = "${demo.purge.interval:10m}")
	void purge() {
		try {
			logger.debug("Purged {} unused clients", purge(Instant.now()));
		}
		catch (DataAccessException ex) {
			logger.warn("Unused clients were not purged; the next run tries again", ex);
		}
	}

	/**
	 * Deletes the clients that are unused at an instant.
	 * @param now the instant
	 * @return the number of deleted clients
	 */
	int purge(Instant now) {
		return this.jdbc.sql(DELETE)
			.param("ids", SelfRegistered.ID_PREFIX + "%")
			.param("before", Timestamp.from(now.minus(this.properties.unusedLife())))
			.update();
	}

}
