package io.github.claimsdsl.servers;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

/**
 * Remembers the tokens that Spring's own stores hold.
 */
final class SavedTokens implements BeanPostProcessor {

	private final Map<String, Set<String>> byAuthorization = new ConcurrentHashMap<>();

	/** The tokens with which somebody could do something. */
	Set<String> active() {
		return this.byAuthorization.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
	}

	/** A store of a team's own stays what it is: the team may look it up by its class. */
	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof OAuth2AuthorizationService store
				&& store.getClass().getName().startsWith("org.springframework.")) ? watch(store) : bean;
	}

	OAuth2AuthorizationService watch(OAuth2AuthorizationService store) {
		MethodInterceptor watching = this::watched;
		ProxyFactory proxy = new ProxyFactory(OAuth2AuthorizationService.class, watching);
		proxy.setTarget(store);
		return (OAuth2AuthorizationService) proxy.getProxy();
	}

	private @Nullable Object watched(MethodInvocation call) throws Throwable {
		Object result = call.proceed();
		if (call.getArguments().length == 1 && call.getArguments()[0] instanceof OAuth2Authorization authorization) {
			boolean saved = call.getMethod().getName().equals("save");
			this.byAuthorization.put(authorization.getId(), saved ? active(authorization) : Set.of());
		}
		return result;
	}

	private static Set<String> active(OAuth2Authorization authorization) {
		return Stream.of(OAuth2AccessToken.class, OidcIdToken.class, OAuth2RefreshToken.class)
			.map((type) -> active(authorization.getToken(type)))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	private static @Nullable String active(OAuth2Authorization.@Nullable Token<?> token) {
		return (token != null && token.isActive()) ? token.getToken().getTokenValue() : null;
	}

}
