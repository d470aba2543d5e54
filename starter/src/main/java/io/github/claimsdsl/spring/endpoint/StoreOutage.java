package io.github.claimsdsl.spring.endpoint;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * Tells a store that cannot be reached from other failures: the same request may succeed
 * later.
 */
public final class StoreOutage {

	/** The error of RFC 6749 section 4.1.2.1, as for the token endpoint. */
	public static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
			"The server cannot reach a store", null);

	private static final int DEEPEST_CAUSE = 100;

	/** By name, since an application without a database may lack Spring's classes. */
	private static final Set<String> TYPES = Set.of("org.springframework.dao.DataAccessResourceFailureException",
			"org.springframework.dao.TransientDataAccessException",
			"org.springframework.dao.RecoverableDataAccessException",
			"org.springframework.transaction.CannotCreateTransactionException");

	private StoreOutage() {
	}

	/**
	 * Tells whether something failed because a store cannot be reached.
	 * @param thrown what was thrown
	 * @return whether it, or one of its causes, says so
	 */
	public static boolean isCauseOf(Throwable thrown) {
		@Nullable Throwable cause = thrown;
		for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
			if (cause instanceof SQLTransientConnectionException || cause instanceof SQLNonTransientConnectionException
					|| cause instanceof SQLRecoverableException || isNamed(cause.getClass())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * Returns the error for a client whose request failed.
	 * @param thrown why it failed
	 * @param description describes the error where no store is the cause
	 * @return {@link #ERROR} or {@code server_error}
	 */
	public static OAuth2Error error(Throwable thrown, String description) {
		return isCauseOf(thrown) ? ERROR : new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, description, null);
	}

	private static boolean isNamed(Class<?> thrown) {
		for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
			if (TYPES.contains(type.getName())) {
				return true;
			}
		}
		return false;
	}

}
