package io.github.claimsdsl.demo.user;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.security.authentication.UsernamePasswordAuthenticationToken.unauthenticated;

/**
 * The work that a failed login costs.
 */
class ConstantWorkTests {

	private final RecordingEncoder encoder = new RecordingEncoder();

	@ParameterizedTest
	@CsvSource({ "alice, wrong", "nobody, wrong", "bob, builder", "bob, wrong" })
	void authenticateWhenItFailsThenOneHashOfTheSameStrengthIsComputed(String username, String password) {
		DaoAuthenticationProvider provider = provider();
		assertThat(catchThrowable(() -> provider.authenticate(unauthenticated("warm-up", "x")))).isNotNull();
		this.encoder.matched.clear();
		assertThat(catchThrowable(() -> provider.authenticate(unauthenticated(username, password))))
			.isInstanceOf(AuthenticationException.class);
		assertThat(this.encoder.matched).singleElement().asString().startsWith("$2a$04$");
	}

	private DaoAuthenticationProvider provider() {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
				User.withUsername("alice").password(this.encoder.encode("wonderland")).build(),
				User.withUsername("bob").password(this.encoder.encode("builder")).accountLocked(true).build());
		return UserConfiguration.passwordProvider(users, this.encoder);
	}

	private static final class RecordingEncoder implements PasswordEncoder {

		private final PasswordEncoder delegate = new BCryptPasswordEncoder(4);

		private final List<@Nullable String> matched = new ArrayList<>();

		@Override
		public @Nullable String encode(@Nullable CharSequence password) {
			return this.delegate.encode(password);
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
			this.matched.add(encoded);
			return this.delegate.matches(password, encoded);
		}

	}

}
