package io.github.claimsdsl.demo.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Keeps authorizations in memory until all of their tokens have expired, and finds them
 * by token with an index. Spring Authorization Server's own service keeps them for ever
 * and searches all of them. Thread-safe.
 */
final class MemoryAuthorizationService implements OAuth2AuthorizationService {

	private static final Map<String, Class<? extends OAuth2Token>> TOKENS = Map.of(OAuth2ParameterNames.CODE,
			OAuth2AuthorizationCode.class, OAuth2ParameterNames.ACCESS_TOKEN, OAuth2AccessToken.class,
			OAuth2ParameterNames.REFRESH_TOKEN, OAuth2RefreshToken.class, OidcParameterNames.ID_TOKEN,
			OidcIdToken.class, OAuth2ParameterNames.USER_CODE, OAuth2UserCode.class, OAuth2ParameterNames.DEVICE_CODE,
			OAuth2DeviceCode.class);

	private final Cache<String, OAuth2Authorization> authorizations;

	private final Map<String, String> ids = new ConcurrentHashMap<>();

	MemoryAuthorizationService(int maximum) {
		this.authorizations = Caffeine.newBuilder()
			.executor(Runnable::run)
			.maximumSize(maximum)
			.expireAfter(Expiry.writing((String id, OAuth2Authorization authorization) -> life(authorization)))
			.evictionListener((id, authorization, cause) -> forget(authorization))
			.build();
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		OAuth2Authorization before = this.authorizations.asMap().put(authorization.getId(), authorization);
		List<String> names = names(authorization);
		names.forEach((name) -> this.ids.put(name, authorization.getId()));
		if (before != null) {
			names(before).stream().filter((name) -> !names.contains(name)).forEach(this.ids::remove);
		}
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		forget(this.authorizations.asMap().remove(authorization.getId()));
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return this.authorizations.getIfPresent(id);
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		String id = this.ids.get(token);
		OAuth2Authorization authorization = (id != null) ? findById(id) : null;
		return (authorization != null && isNamed(authorization, token, type)) ? authorization : null;
	}

	/** Returns the number of authorizations in memory. */
	long authorizations() {
		this.authorizations.cleanUp();
		return this.authorizations.estimatedSize();
	}

	/** Returns the number of tokens and states by which authorizations are found. */
	int names() {
		return this.ids.size();
	}

	private void forget(@Nullable OAuth2Authorization authorization) {
		if (authorization != null) {
			names(authorization).forEach(this.ids::remove);
		}
	}

	private static boolean isNamed(OAuth2Authorization authorization, String token, @Nullable OAuth2TokenType type) {
		if (type == null) {
			return names(authorization).contains(token);
		}
		Class<? extends OAuth2Token> kind = TOKENS.get(type.getValue());
		return token.equals((kind != null) ? value(authorization, kind) : authorization.getAttribute(type.getValue()));
	}

	private static List<String> names(OAuth2Authorization authorization) {
		List<String> names = new ArrayList<>(TOKENS.size() + 1);
		for (Class<? extends OAuth2Token> kind : TOKENS.values()) {
			addIfPresent(names, value(authorization, kind));
		}
		addIfPresent(names, authorization.getAttribute(OAuth2ParameterNames.STATE));
		return names;
	}

	private static void addIfPresent(List<String> names, @Nullable String name) {
		if (name != null) {
			names.add(name);
		}
	}

	private static @Nullable String value(OAuth2Authorization authorization, Class<? extends OAuth2Token> kind) {
		OAuth2Authorization.Token<? extends OAuth2Token> token = authorization.getToken(kind);
		return (token != null) ? token.getToken().getTokenValue() : null;
	}

	/**
	 * Returns how long an authorization is kept. One without a token, such as an
	 * abandoned consent or a pushed request, is kept for an hour.
	 */
	private static Duration life(OAuth2Authorization authorization) {
		Instant last = null;
		for (Class<? extends OAuth2Token> kind : TOKENS.values()) {
			OAuth2Authorization.Token<? extends OAuth2Token> token = authorization.getToken(kind);
			Instant end = (token != null) ? token.getToken().getExpiresAt() : null;
			if (end != null && (last == null || end.isAfter(last))) {
				last = end;
			}
		}
		return (last != null) ? Duration.between(Instant.now(), last) : ExpiredAuthorizationPurge.GRACE;
	}

}
