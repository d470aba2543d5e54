package io.github.claimsdsl.demo.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks credentials only while the failure budget is not used up, and charges each
 * failure to it.
 */
public final class BudgetedAuthenticationProvider implements AuthenticationProvider {

	private static final String REGISTRATION = "registration";

	private final String kind;

	private final AuthenticationProvider delegate;

	private final FailureBudget budget;

	private BudgetedAuthenticationProvider(String kind, AuthenticationProvider delegate, FailureBudget budget) {
		this.kind = kind;
		this.delegate = delegate;
		this.budget = budget;
	}

	/**
	 * Budgets the authentication of users.
	 * @param delegate authenticates the users
	 * @param budget the budget
	 * @return the budgeted provider
	 */
	public static AuthenticationProvider ofUsers(AuthenticationProvider delegate, FailureBudget budget) {
		return new BudgetedAuthenticationProvider("user", delegate, budget);
	}

	/**
	 * Budgets the authentication of clients.
	 * @param delegate authenticates the clients
	 * @param budget the budget
	 * @return the budgeted provider
	 */
	public static AuthenticationProvider ofClients(AuthenticationProvider delegate, FailureBudget budget) {
		return new BudgetedAuthenticationProvider("client", delegate, budget);
	}

	/**
	 * Budgets the registration of clients. Each attempt is charged to the address, even
	 * one that succeeds. This limits how many clients an address can register.
	 * @param delegate registers the clients
	 * @param budget the budget
	 * @return the budgeted provider
	 */
	public static AuthenticationProvider ofRegistrations(AuthenticationProvider delegate, FailureBudget budget) {
		return new BudgetedAuthenticationProvider(REGISTRATION, delegate, budget);
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		FailureBudget.Key key = new FailureBudget.Key(this.kind, authentication.getName(), address(authentication));
		this.budget.waitingTime(key).ifPresent((time) -> {
			throw new TooManyFailuresException(time);
		});
		if (this.kind.equals(REGISTRATION)) {
			this.budget.recordFailure(key);
		}
		try {
			return this.delegate.authenticate(authentication);
		}
		catch (AuthenticationException ex) {
			if (isFailedCheck(ex)) {
				this.budget.recordFailure(key);
			}
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private static String address(Authentication authentication) {
		return (authentication.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
	}

	private static boolean isFailedCheck(AuthenticationException ex) {
		return (ex instanceof OAuth2AuthenticationException oauth)
				? OAuth2ErrorCodes.INVALID_CLIENT.equals(oauth.getError().getErrorCode())
				: !(ex instanceof InternalAuthenticationServiceException);
	}

}
