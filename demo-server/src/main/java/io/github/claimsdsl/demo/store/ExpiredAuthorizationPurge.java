package io.github.claimsdsl.demo.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes authorizations whose tokens have all expired. Also deletes those that have no
 * token an hour after their creation: abandoned consents and pushed requests.
 */
@Component
public final class ExpiredAuthorizationPurge {

	static final Duration GRACE = Duration.ofHours(1);

	private static final Logger logger = LoggerFactory.getLogger(ExpiredAuthorizationPurge.class);

	private static final String DELETE = """
			delete from oauth2_authorization where created_at < :created
			and coalesce(authorization_code_expires_at, :long_ago) < :now
			and coalesce(access_token_expires_at, :long_ago) < :now
			and coalesce(oidc_id_token_expires_at, :long_ago) < :now
			and coalesce(refresh_token_expires_at, :long_ago) < :now
			and coalesce(user_code_expires_at, :long_ago) < :now
			and coalesce(device_code_expires_at, :long_ago) < :now""";

	private final JdbcClient jdbc;

	ExpiredAuthorizationPurge(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Scheduled(fixedDelayString = "${demo.purge.interval:10m}", initialDelayString = "${demo.purge.interval:10m}")
	void purge() {
		try {
			logger.debug("Purged {} expired authorizations", purge(Instant.now()));
		}
		catch (DataAccessException ex) {
			logger.warn("Expired authorizations were not purged; the next run tries again", ex);
		}
	}

	/**
	 * Deletes the authorizations that are expired at an instant.
	 * @param now the instant
	 * @return the number of deleted authorizations
	 */
	public int purge(Instant now) {
		return this.jdbc.sql(DELETE)
			.param("now", Timestamp.from(now))
			.param("created", Timestamp.from(now.minus(GRACE)))
			.param("long_ago", Timestamp.from(Instant.EPOCH))
			.update();
	}

}
