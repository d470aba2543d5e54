package io.github.claimsdsl.expression;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * Conditions allocate nothing, whatever the user is.
 */
class ConditionAllocationTests {

	private static final List<String> ROLES = List.of("user", "editor", "admin");

	record User(String email, boolean verified, int level, List<String> roles) {
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.verified", "user.level >= 5", "user.email != 'x'", "user.roles contains 'admin'",
			"user.email contains '@'", "!user.verified || user.level < 3",
			"user.verified ? user.level >= 5 : user.email != 'x'",
			"user.verified && user.roles contains 'admin' && user.level >= 5 && user.email != 'x' && client.id == 'app'" })
	void evaluateWhenConditionThenAllocatesNothing(String condition) {
		Schema attributes = Schema.forAttributes(Map.of("email", Type.TEXT, "verified", Type.BOOLEAN, "level",
				Type.NUMBER, "roles", Type.listOf(Type.TEXT)));
		assertThat(allocated(condition, Schema.forUser(User.class), new User("a@b.c", true, 7, ROLES))).isZero();
		assertThat(allocated(condition, attributes,
				Map.of("email", "a@b.c", "verified", true, "level", 7, "roles", ROLES)))
			.isZero();
	}

	/** The fewest bytes one evaluation allocated, once warm. */
	private static long allocated(String condition, Schema schema, Object user) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		ClaimExpression expression = Objects
			.requireNonNull(ExpressionLanguage.of(schema).compile(condition, Origin.of("test")).expression());
		Inputs inputs = Inputs.of(TokenRequest.of(Client.of("app"), "password").user(user).build());
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5_000; i++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			Object value = expression.evaluate(inputs);
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
			assertThat(value).isInstanceOf(Boolean.class);
		}
		return least;
	}

}
