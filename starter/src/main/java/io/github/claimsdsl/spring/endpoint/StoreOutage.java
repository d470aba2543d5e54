package io.github.claimsdsl.spring.endpoint;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;

import javax.naming.CommunicationException;
import javax.naming.ServiceUnavailableException;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.RuleFailure;

/**
 * Distinguishes a store that cannot be reached from other failures. The difference
 * matters because the same request may succeed later. A store cannot be reached if the
 * exception or one of its causes is one of these:
 * <ul>
 * <li>of JDBC: {@link SQLTransientConnectionException},
 * {@link SQLNonTransientConnectionException}, {@link SQLRecoverableException}, or a
 * {@link SQLException} with an SQL state that starts with {@code 08} (connection), or is
 * {@code 53300} (too many connections), {@code 57P01}, {@code 57P02} or {@code 57P03}
 * (the database shuts down or starts)</li>
 * <li>of Spring's data access: {@code DataAccessResourceFailureException} and its
 * subclasses for JDBC, Redis and MongoDB, {@code TransientDataAccessResourceException},
 * {@code QueryTimeoutException}, {@code RecoverableDataAccessException} and
 * {@code CannotCreateTransactionException}</li>
 * <li>of the network: {@link ConnectException}, {@link NoRouteToHostException},
 * {@link UnknownHostException}, {@link SocketTimeoutException} and
 * {@link HttpTimeoutException}</li>
 * <li>of a directory: {@link CommunicationException} and
 * {@link ServiceUnavailableException} of JNDI</li>
 * </ul>
 * A deadlock, a transaction that must be repeated and a violated constraint do not count,
 * because the store has answered. A client that does not finish its request does not
 * count either.
 */
public final class StoreOutage {

	/**
	 * The error for a store that cannot be reached. RFC 6749 section 4.1.2.1 defines its
	 * code for the authorization endpoint; here all endpoints use it.
	 */
	public static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
			"The server cannot reach its data store", null);

	/** Limits the search, because a chain of causes can be endless. */
	private static final int DEEPEST_CAUSE = 100;

	private static final List<Class<? extends Exception>> TYPES = List.of(SQLTransientConnectionException.class,
			SQLNonTransientConnectionException.class, SQLRecoverableException.class, ConnectException.class,
			NoRouteToHostException.class, UnknownHostException.class, SocketTimeoutException.class,
			HttpTimeoutException.class, CommunicationException.class, ServiceUnavailableException.class);

	/** Names of classes, because an application without a database may lack them. */
	private static final Set<String> NAMES = Set.of("org.springframework.dao.DataAccessResourceFailureException",
			"org.springframework.dao.TransientDataAccessResourceException",
			"org.springframework.dao.QueryTimeoutException", "org.springframework.dao.RecoverableDataAccessException",
			"org.springframework.transaction.CannotCreateTransactionException");

	/** Exceptions of Tomcat for a client that aborts its request or is too slow. */
	private static final Set<String> OF_CLIENTS = Set.of("org.apache.catalina.connector.ClientAbortException",
			"org.apache.tomcat.util.http.InvalidParameterException");

	private static final String CONNECTION = "08";

	private static final Set<String> STATES = Set.of("53300", "57P01", "57P02", "57P03");

	private StoreOutage() {
	}

	/**
	 * Returns whether an exception means that a store cannot be reached.
	 * @param thrown the exception
	 * @return {@code true} if the exception or one of its causes says so
	 */
	public static boolean isCauseOf(Throwable thrown) {
		@Nullable Throwable cause = thrown;
		for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
			if (OF_CLIENTS.contains(cause.getClass().getName())) {
				return false;
			}
			if (isOutage(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * Returns the error for a client whose request failed.
	 * @param thrown the exception that made it fail
	 * @param description the description of the error if a store is not the cause
	 * @return {@link #ERROR} or {@code server_error}
	 */
	public static OAuth2Error error(Throwable thrown, String description) {
		return isCauseOf(thrown) ? ERROR : new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, description, null);
	}

	/**
	 * Returns the refusal of a request that cannot be answered without a store.
	 * @param thrown the exception of the store
	 * @return the refusal
	 */
	public static RefusedException refusal(Throwable thrown) {
		return new RefusedException(ERROR, "a store " + RuleFailure.of(thrown).describe(Object.class), thrown);
	}

	private static boolean isOutage(Throwable thrown) {
		return TYPES.stream().anyMatch((type) -> type.isInstance(thrown)) || isNamed(thrown.getClass())
				|| (thrown instanceof SQLException failure && isOutage(failure.getSQLState()));
	}

	private static boolean isOutage(@Nullable String state) {
		return state != null && (state.startsWith(CONNECTION) || STATES.contains(state));
	}

	private static boolean isNamed(Class<?> thrown) {
		for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
			if (NAMES.contains(type.getName())) {
				return true;
			}
		}
		return false;
	}

}
