package io.github.claimsdsl.spring.endpoint;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

import javax.naming.CommunicationException;

import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which failures say that a store cannot be reached.
 */
class StoreOutageTests {

	static List<Throwable> outages() {
		return List.of(new SQLTransientConnectionException("pool"), new SQLNonTransientConnectionException("refused"),
				new SQLRecoverableException("closed"), new SQLException("broken", "08006"),
				new SQLException("too many", "53300"), new SQLException("shutdown", "57P01"),
				new SQLException("starting", "57P03"), new CannotGetJdbcConnectionException("refused"),
				new DataAccessResourceFailureException("refused"), new TransientDataAccessResourceException("pool"),
				new QueryTimeoutException("slow"), new RecoverableDataAccessException("closed"),
				new CannotCreateTransactionException("refused"), new ConnectException("refused"),
				new UnknownHostException("directory"), new HttpConnectTimeoutException("slow"),
				new CommunicationException("directory"));
	}

	@ParameterizedTest
	@MethodSource("outages")
	void isCauseOfWhenAStoreCannotBeReachedThenTrue(Throwable outage) {
		assertThat(StoreOutage.isCauseOf(outage)).isTrue();
		assertThat(StoreOutage.isCauseOf(new IllegalStateException(new RuntimeException(outage)))).isTrue();
	}

	static List<Throwable> others() {
		return List.of(new CannotAcquireLockException("deadlock", new SQLException("deadlock", "40P01")),
				new SQLTransactionRollbackException("serialization", "40001"),
				new IllegalStateException(new ClientAbortException(new SocketTimeoutException("slow client"))),
				new OptimisticLockingFailureException("changed"),
				new DataIntegrityViolationException("twice", new SQLIntegrityConstraintViolationException("", "23505")),
				new BadSqlGrammarException("select", "selekt", new SQLException("syntax", "42601")),
				new SQLException("no state"), new SQLException("canceled", "57014"),
				new TransactionTimedOutException("slow"), new IllegalStateException("bug"));
	}

	@ParameterizedTest
	@MethodSource("others")
	void isCauseOfWhenTheStoreHasAnsweredThenFalse(Throwable other) {
		assertThat(StoreOutage.isCauseOf(other)).isFalse();
		assertThat(StoreOutage.isCauseOf(new IllegalStateException(other))).isFalse();
	}

	@Test
	void isCauseOfWhenCausesAreACircleThenEnds() {
		IllegalStateException first = new IllegalStateException("first");
		IllegalStateException second = new IllegalStateException("second", first);
		first.initCause(second);
		assertThat(StoreOutage.isCauseOf(second)).isFalse();
	}

}
