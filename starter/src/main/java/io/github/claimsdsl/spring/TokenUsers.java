package io.github.claimsdsl.spring;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Loads the user of a token, at most once per token request.
 */
public final class TokenUsers {

	private static final String FEDERATED = "attributes of federated logins";

	private final @Nullable UserSource<?> source;

	private final LoginAttributes attributes;

	TokenUsers(@Nullable UserSource<?> source, LoginAttributes attributes) {
		this.source = source;
		this.attributes = attributes;
	}

	/**
	 * Finds the application's users.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return the users
	 */
	public static TokenUsers of(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		return new TokenUsers(new UserSources(beanFactory, attributes).get(), attributes);
	}

	/**
	 * Describes where users come from, for the log.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return a phrase
	 */
	public static String describe(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		Class<?> type = new UserSources(beanFactory, attributes).type();
		if (type == null) {
			return attributes.isEmpty() ? "none" : FEDERATED;
		}
		String own = (type == SpringUser.class) ? "UserDetailsService" : "UserSource<" + type.getSimpleName() + ">";
		return attributes.isEmpty() ? own : own + ", else " + FEDERATED;
	}

	/**
	 * Warns where users can log in elsewhere and would get no tokens.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return the warnings
	 */
	public static List<Issue> warnings(ConfigurableListableBeanFactory beanFactory, LoginAttributes attributes) {
		return FederatedLogins.warnings(beanFactory, attributes);
	}

	/**
	 * Tells why a preview cannot show the tokens of users.
	 * @param beanFactory where the user source is
	 * @param attributes the declared attributes of federated users, if any
	 * @return a phrase, or {@code null} if it can
	 */
	public static @Nullable String obstacleToPreview(ConfigurableListableBeanFactory beanFactory,
			LoginAttributes attributes) {
		return new UserSources(beanFactory, attributes).obstacleToPreview();
	}

	/** The party that a token speaks of, also where somebody acts for it. */
	static @Nullable Authentication subject(@Nullable Authentication principal) {
		return (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite) ? composite.getSubject()
				: principal;
	}

	/**
	 * Tells how to load the user of a token.
	 * @param context the token about to be issued
	 * @return loads the user once, or {@code null} if the token is for a client alone
	 */
	@Nullable Supplier<@Nullable Object> user(OAuth2TokenContext context) {
		Authentication principal = subject(context.getPrincipal());
		if (principal == null || principal instanceof OAuth2ClientAuthenticationToken
				|| (this.source == null && this.attributes.isEmpty())) {
			return null;
		}
		UserIdentity identity = Logins.identity(principal, context);
		if (this.source != null) {
			return remembered(identity, this.source);
		}
		UserAttributes asOfLogin = this.attributes.of(identity);
		return (asOfLogin != null) ? () -> asOfLogin : null;
	}

	private Supplier<@Nullable Object> remembered(UserIdentity identity, UserSource<?> users) {
		TokenEndpointCall call = TokenEndpointCall.current();
		return (call != null)
				? call.remember(Key.of(identity), (key) -> new LoadedUser(identity, users, this.attributes))
				: new LoadedUser(identity, users, this.attributes);
	}

	private record Key(String name, boolean federated, @Nullable String provider) {

		static Key of(UserIdentity identity) {
			return new Key(identity.name(), identity.federated(), identity.provider());
		}

	}

}
