package io.github.claimsdsl.spring.user;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.StoreOutage;

/**
 * Loads a user at the first call. If the user is refused then, every later call throws
 * the same refusal. Not thread-safe.
 */
final class LoadedUser implements Supplier<@Nullable Object> {

	private final Supplier<UserIdentity> login;

	private final UserSource<?> source;

	private final LoginAttributes attributes;

	private @Nullable Object user;

	private @Nullable RefusedException refusal;

	LoadedUser(Supplier<UserIdentity> login, UserSource<?> source, LoginAttributes attributes) {
		this.login = login;
		this.source = source;
		this.attributes = attributes;
	}

	@Override
	public @Nullable Object get() {
		if (this.user == null && this.refusal == null) {
			load();
		}
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.user;
	}

	private void load() {
		UserIdentity identity = this.login.get();
		try {
			Object own = own(identity);
			this.user = (own != null) ? own : this.attributes.of(identity);
			this.refusal = (this.user == null) ? refused(unknown(identity)) : null;
		}
		catch (AuthenticationServiceException ex) {
			this.refusal = failed(ex);
		}
		catch (AuthenticationException ex) {
			this.refusal = refused("the user source threw " + ex.getClass().getName());
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			this.refusal = failed(ex);
		}
	}

	/**
	 * Calls a proxy by the method that the author wrote. The default method would call it
	 * behind the proxy, without a transaction or cache.
	 */
	private @Nullable Object own(UserIdentity identity) {
		if (!identity.federated() && AopUtils.isAopProxy(this.source) && !UserSources.knowsFederated(this.source)) {
			return this.source.loadUser(identity.name());
		}
		return this.source.loadUser(identity);
	}

	private String unknown(UserIdentity identity) {
		if (!identity.federated()) {
			return "the user source knows no such user";
		}
		String login = (identity.provider() != null) ? "the login of provider '" + identity.provider() + "'"
				: "the login";
		String knows = UserSources.knowsFederated(this.source) ? "no such user" : "local users only";
		String attributes = this.attributes.isEmpty() ? ", or declare claims-dsl.user.attributes"
				: ", since the login has no attributes";
		return login + " is federated and the user source knows " + knows
				+ ": load the user in UserSource.loadUser(UserIdentity)" + attributes;
	}

	private static RefusedException refused(String reason) {
		return new RefusedException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, "The user may not get tokens", null), reason);
	}

	private RefusedException failed(Throwable thrown) {
		RuleFailure trace = RuleFailure.of(thrown);
		return new RefusedException(StoreOutage.error(thrown, "The user cannot be loaded"),
				"the user source " + trace.describe(author()), trace);
	}

	/**
	 * Returns the class that the application's author wrote. The log shows its first
	 * stack frame.
	 */
	private Class<?> author() {
		return AopUtils
			.getTargetClass((this.source instanceof UserDetailsUserSource details) ? details.service() : this.source);
	}

}
