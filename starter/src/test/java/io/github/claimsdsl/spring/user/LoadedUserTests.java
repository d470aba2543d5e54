package io.github.claimsdsl.spring.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * What becomes of a user who is loaded, or is not.
 */
class LoadedUserTests {

	private static final UserIdentity LOCAL = new UserIdentity("alice", false, null, Map.of(), "app", null);

	private static final UserIdentity FEDERATED = new UserIdentity("alice", true, "google", Map.of("hd", "b.example"),
			"app", null);

	private static final UserIdentity WITHOUT_ATTRIBUTES = new UserIdentity("alice", true, null, Map.of(), "app", null);

	private static final LoginAttributes DECLARED = new LoginAttributes(Map.of("hd", Type.TEXT));

	private final AtomicInteger calls = new AtomicInteger();

	private LoadedUser user(UserSource<Object> source, UserIdentity identity, LoginAttributes attributes) {
		return new LoadedUser(() -> identity, source, attributes);
	}

	private RefusedException refusal(UserSource<Object> source, UserIdentity identity, LoginAttributes attributes) {
		this.calls.set(0);
		LoadedUser user = user(source, identity, attributes);
		RefusedException refusal = catchThrowableOfType(RefusedException.class, user::get);
		assertThat(refusal).isNotNull();
		assertThat(catchThrowableOfType(RefusedException.class, user::get)).isSameAs(refusal);
		assertThat(this.calls).hasValueLessThan(2);
		return refusal;
	}

	private UserSource<Object> throwing(Throwable thrown) {
		return (name) -> {
			this.calls.incrementAndGet();
			return LoadedUserTests.<RuntimeException>sneak(thrown);
		};
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> Object sneak(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private static void assertInvalidGrant(RefusedException refusal, String reason) {
		assertThat(refusal.getError().getErrorCode()).isEqualTo("invalid_grant");
		assertThat(refusal.reason()).isEqualTo(reason);
	}

	@Test
	void getWhenKnownThenLoadedOnce() {
		LoadedUser user = user((name) -> name + this.calls.incrementAndGet(), LOCAL, DECLARED);
		assertThat(user.get()).isEqualTo("alice1");
		assertThat(user.get()).isEqualTo("alice1");
	}

	@Test
	void getWhenFederatedAndOnlyAttributesAreKnownThenThose() {
		assertThat(user((name) -> name, FEDERATED, DECLARED).get()).isEqualTo(Map.of("hd", "b.example"));
	}

	@Test
	void getWhenUnknownThenInvalidGrantAndTheReasonSaysWhatToDo() {
		UserSource<Object> local = (name) -> {
			this.calls.incrementAndGet();
			return null;
		};
		assertInvalidGrant(refusal(local, LOCAL, DECLARED), "the user source knows no such user");
		assertInvalidGrant(refusal(local, FEDERATED, LoginAttributes.none()),
				"the login of provider 'google' is federated and the user source knows local users only: load the user "
						+ "in UserSource.loadUser(UserIdentity), or declare claims-dsl.user.attributes");
		assertInvalidGrant(refusal(new Nobody(), WITHOUT_ATTRIBUTES, DECLARED),
				"the login is federated and the user source knows no such user: load the user in "
						+ "UserSource.loadUser(UserIdentity), since the login has no attributes");
	}

	@Test
	void getWhenTheUserMayNotLogInThenInvalidGrant() {
		assertInvalidGrant(refusal(throwing(new DisabledException("alice")), LOCAL, DECLARED),
				"the user source threw " + DisabledException.class.getName());
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class,
			AssertionError.class })
	void getWhenTheSourceFailsThenServerError(Class<? extends Throwable> type) throws Exception {
		RefusedException refusal = refusal(throwing(type.getConstructor().newInstance()), LOCAL, DECLARED);
		assertThat(refusal.getError().getErrorCode()).isEqualTo("server_error");
		assertThat(refusal.reason()).startsWith("the user source threw " + type.getName());
	}

	@Test
	void getWhenTheServiceOfTheSourceFailsThenServerErrorUnlessAStoreCannotBeReached() {
		assertThat(
				refusal(throwing(new AuthenticationServiceException("x")), LOCAL, DECLARED).getError().getErrorCode())
			.isEqualTo("server_error");
		assertThat(refusal(throwing(new AuthenticationServiceException("x", new CannotGetJdbcConnectionException("x"))),
				LOCAL, DECLARED)
			.getError()
			.getErrorCode()).isEqualTo("temporarily_unavailable");
	}

	@Test
	void getWhenTheMachineFailsThenItPasses() {
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(user(throwing(new OutOfMemoryError()), LOCAL, DECLARED)::get);
	}

	@Test
	void getWhenADetailsServiceFailsThenTheReasonNamesItsFrame() {
		UserDetailsService proxy = (UserDetailsService) new ProxyFactory(new Details()).getProxy();
		LoadedUser user = new LoadedUser(() -> LOCAL, new UserDetailsUserSource(proxy), LoginAttributes.none());
		assertThat(catchThrowableOfType(RefusedException.class, user::get).reason())
			.contains("LoadedUserTests$Details.loadUserByUsername(");
	}

	/** Else {@code @Transactional} and {@code @Cacheable} would not work on it. */
	@Test
	void getWhenTheSourceIsAProxyThenTheAuthorsMethodIsCalledOnIt() {
		assertThat(callsOf(new ByName(), LOCAL)).containsExactly("alice");
		assertThat(callsOf(new Nobody(), LOCAL)).containsExactly(LOCAL);
		assertThat(callsOf(new ByName(), FEDERATED)).containsExactly(FEDERATED);
	}

	@SuppressWarnings("unchecked")
	private List<Object> callsOf(UserSource<Object> target, UserIdentity identity) {
		List<Object> calls = new ArrayList<>();
		ProxyFactory proxy = new ProxyFactory(target);
		proxy.addAdvice((MethodInterceptor) (call) -> {
			calls.add(call.getArguments()[0]);
			return call.proceed();
		});
		LoadedUser user = user((UserSource<Object>) proxy.getProxy(), identity, LoginAttributes.none());
		assertThat(catchThrowable(user::get)).satisfiesAnyOf((ex) -> assertThat(ex).isNull(),
				(ex) -> assertThat(ex).isInstanceOf(RefusedException.class));
		return calls;
	}

	static final class ByName implements UserSource<Object> {

		@Override
		public Object loadUser(String name) {
			return name;
		}

	}

	static final class Nobody implements UserSource<Object> {

		@Override
		public @Nullable Object loadUser(String name) {
			return name;
		}

		@Override
		public @Nullable Object loadUser(UserIdentity identity) {
			return null;
		}

	}

	static class Details implements UserDetailsService {

		@Override
		public UserDetails loadUserByUsername(String name) {
			throw Thrower.exception();
		}

	}

	/** Below the frame that matters. */
	static final class Thrower {

		static RuntimeException exception() {
			throw new IllegalStateException("x");
		}

	}

}
