package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.spring.endpoint.TokenEndpointGuard;

/**
 * Stops the start where a chain issues tokens and is not guarded. Looks at the finished
 * chains, so it does not matter who built them.
 */
public final class GuardCheck implements SmartInitializingSingleton {

	private final ListableBeanFactory beanFactory;

	private final BooleanSupplier guarded;

	/**
	 * Creates the check.
	 * @param beanFactory where the chains are
	 * @param guarded whether tokens must be decided
	 */
	public GuardCheck(ListableBeanFactory beanFactory, BooleanSupplier guarded) {
		this.beanFactory = beanFactory;
		this.guarded = guarded;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Issue> issues = this.beanFactory.getBeansOfType(SecurityFilterChain.class)
			.entrySet()
			.stream()
			.filter((chain) -> issuesTokens(chain.getValue()) && !TokenEndpointGuard.isInstalled(chain.getValue()))
			.map(Map.Entry::getKey)
			.map(ArrangementAdvice::unguardedServer)
			.toList();
		if (!issues.isEmpty() && this.guarded.getAsBoolean()) {
			throw new ClaimPolicyException(issues);
		}
	}

	private static boolean issuesTokens(SecurityFilterChain chain) {
		return chain.getFilters().stream().anyMatch(OAuth2TokenEndpointFilter.class::isInstance);
	}

}
