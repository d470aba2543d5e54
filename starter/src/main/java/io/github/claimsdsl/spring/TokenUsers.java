package io.github.claimsdsl.spring;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Loads the user of a token, at most once per token request.
 */
final class TokenUsers {

	private static final String ATTRIBUTE = TokenUsers.class.getName();

	private final @Nullable UserSource<?> source;

	private final LoginAttributes attributes;

	TokenUsers(@Nullable UserSource<?> source, LoginAttributes attributes) {
		this.source = source;
		this.attributes = attributes;
	}

	/**
	 * Tells how to load the user of a token.
	 * @param context the token about to be issued
	 * @return loads the user once, or {@code null} if the token is for a client alone
	 */
	@Nullable Supplier<@Nullable Object> user(OAuth2TokenContext context) {
		Authentication principal = context.getPrincipal();
		UserSource<?> users = this.source;
		if (principal == null || principal instanceof OAuth2ClientAuthenticationToken) {
			return null;
		}
		if (!this.attributes.isEmpty()) {
			Map<String, @Nullable Object> asOfLogin = this.attributes.of(principal);
			return (asOfLogin != null) ? () -> asOfLogin : null;
		}
		return (users != null) ? remembered(principal.getName(), users) : null;
	}

	private static Supplier<@Nullable Object> remembered(String name, UserSource<?> users) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request == null) {
			return new LoadOnce(name, users);
		}
		Object known = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
		if (known instanceof LoadOnce loaded && loaded.name.equals(name)) {
			return loaded;
		}
		LoadOnce user = new LoadOnce(name, users);
		request.setAttribute(ATTRIBUTE, user, RequestAttributes.SCOPE_REQUEST);
		return user;
	}

	private static final class LoadOnce implements Supplier<@Nullable Object> {

		private final String name;

		private final UserSource<?> users;

		private @Nullable Object user;

		private LoadOnce(String name, UserSource<?> users) {
			this.name = name;
			this.users = users;
		}

		@Override
		public Object get() {
			if (this.user == null) {
				this.user = load();
			}
			return this.user;
		}

		private Object load() {
			Object loaded;
			try {
				loaded = this.users.loadUser(this.name);
			}
			catch (InternalAuthenticationServiceException ex) {
				throw ex;
			}
			catch (AuthenticationException ex) {
				throw refused();
			}
			if (loaded == null) {
				throw refused();
			}
			return loaded;
		}

		private static OAuth2AuthenticationException refused() {
			return new OAuth2AuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, "The user may not get tokens", null));
		}

	}

}
