package io.github.claimsdsl.spring.token;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcUserInfoEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.endpoint.TokenEndpointGuard;

/**
 * Makes the start fail if a chain issues tokens and is not guarded. It checks the
 * finished chains, so it does not matter how they were built.
 */
public final class GuardCheck implements SmartInitializingSingleton {

	private final ListableBeanFactory beanFactory;

	private final BooleanSupplier guarded;

	private final Supplier<Set<TokenType>> types;

	/**
	 * Creates the check.
	 * @param beanFactory the factory of the chains
	 * @param guarded whether tokens must be decided
	 * @param types the types of tokens and answers that rules write to
	 */
	public GuardCheck(ListableBeanFactory beanFactory, BooleanSupplier guarded, Supplier<Set<TokenType>> types) {
		this.beanFactory = beanFactory;
		this.guarded = guarded;
		this.types = types;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, SecurityFilterChain> servers = new TreeMap<>(
				this.beanFactory.getBeansOfType(SecurityFilterChain.class));
		servers.values().removeIf((chain) -> !has(OAuth2TokenEndpointFilter.class, chain));
		if (!this.guarded.getAsBoolean() || servers.isEmpty()) {
			return;
		}
		Issues issues = new Issues();
		servers.forEach((name, chain) -> {
			if (!TokenEndpointGuard.isInstalled(chain)) {
				issues.add(ArrangementAdvice.unguardedServer(name));
			}
		});
		if (this.types.get().contains(TokenType.USERINFO)
				&& servers.values().stream().noneMatch((chain) -> has(OidcUserInfoEndpointFilter.class, chain))) {
			issues.add(ArrangementAdvice.noUserInfo());
		}
		issues.throwIfAny();
	}

	private static boolean has(Class<?> filter, SecurityFilterChain chain) {
		return chain.getFilters().stream().anyMatch(filter::isInstance);
	}

}
