package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random policies with denials, against a reading of them that is independent of the
 * engine: a token is issued only if no denial holds and all can be decided.
 */
class DenialPropertyTests {

	private static final int CASES = Integer.getInteger("claims-dsl.denials", 20_000);

	private static final ExpressionLanguage LANGUAGE = ExpressionLanguage.of(Schema.forUser(User.class));

	/** A user of whom little is known. */
	record User(boolean locked, @Nullable Integer age, double score, List<String> roles) {
	}

	/** What becomes of a denial. */
	private enum Fate {

		PASSES, REFUSES_AS_STATED, REFUSES_BY_DEFAULT, FAILS

	}

	/** A condition as it is written, and what it is for a user. */
	private interface Reading {

		/** Returns {@code null} where it cannot be decided. */
		@Nullable Boolean of(User user);

	}

	private record Condition(String text, boolean readsUser, Reading reading) {
	}

	private static final List<Condition> CONDITIONS = List.of(
			new Condition("client.id == 'app'", false, (user) -> true),
			new Condition("client.id == 'other'", false, (user) -> false),
			new Condition("user.locked", true, User::locked), new Condition("!(user.locked)", true, (u) -> !u.locked()),
			new Condition("user.age == null || user.age < 18", true, (u) -> u.age() == null || u.age() < 18),
			new Condition("user.age != null && user.age < 18", true, (u) -> u.age() != null && u.age() < 18),
			new Condition("user.score > 5", true, (u) -> Double.isNaN(u.score()) ? null : u.score() > 5),
			new Condition("user.roles contains 'admin'", true, (u) -> u.roles().contains("admin")));

	/** A denial, and what becomes of it without regard to its guards. */
	private record Denial(DenyDefinition definition, List<Condition> guards,
			java.util.function.Function<User, Fate> fate, boolean needsUser) {
	}

	private static OAuthError error(String part) {
		return new OAuthError("access_denied", part);
	}

	private static Denial denial(Random random, int index) {
		String part = "deny[" + index + "]";
		List<Condition> guards = random.nextBoolean() ? List.of() : List.of(guard(random));
		List<String> texts = guards.stream().map(Condition::text).toList();
		if (random.nextBoolean()) {
			Condition condition = any(random);
			return new Denial(
					new DenyDefinition(part, new ClaimValue.Expression(condition.text()), texts, error(part),
							Selector.NONE),
					guards, (user) -> fate(condition.reading().of(user)), condition.readsUser());
		}
		boolean needsUser = random.nextBoolean();
		int behaviour = random.nextInt(6);
		RuleFunction function = (request) -> switch (behaviour) {
			case 0 -> true;
			case 1 -> null;
			case 2 -> throw new CompletionException(new ClaimDeniedException(error(part)));
			case 3 -> throw new IllegalStateException();
			default -> false;
		};
		Fate fate = switch (behaviour) {
			case 0, 1, 2 -> Fate.REFUSES_AS_STATED;
			case 3 -> Fate.FAILS;
			default -> Fate.PASSES;
		};
		return new Denial(new DenyDefinition(part, new ClaimValue.Function(function, needsUser), texts, error(part),
				Selector.NONE), guards, (user) -> fate, needsUser);
	}

	private static Fate fate(@Nullable Boolean holds) {
		return (holds == null) ? Fate.FAILS : holds ? Fate.REFUSES_AS_STATED : Fate.PASSES;
	}

	/** One that tests no null, which would make a later test of it constant. */
	private static Condition guard(Random random) {
		return Stream.generate(() -> any(random))
			.filter((condition) -> !condition.text().contains("null"))
			.findFirst()
			.orElseThrow();
	}

	private static Condition any(Random random) {
		return CONDITIONS.get(random.nextInt(CONDITIONS.size()));
	}

	private record Policy(String name, int order, boolean enforced, List<Condition> guards, List<Denial> denials) {

		ClaimPolicy build() {
			ClaimPolicy.Builder policy = ClaimPolicy.named(this.name)
				.audience("any")
				.order(this.order)
				.mode(this.enforced ? Mode.ENFORCE : Mode.REPORT)
				.claim("c" + this.name, "'1'");
			this.guards.forEach((guard) -> policy.when(guard.text()));
			this.denials.forEach((denial) -> policy.deny(denial.definition()));
			return policy.build();
		}

	}

	private static List<Policy> policies(Random random) {
		List<Policy> policies = new ArrayList<>();
		for (int i = 0; i < 1 + random.nextInt(3); i++) {
			List<Denial> denials = new ArrayList<>();
			for (int j = 0; j < random.nextInt(4); j++) {
				denials.add(denial(random, j));
			}
			policies.add(new Policy("p" + i, random.nextInt(3), random.nextInt(5) > 0,
					random.nextBoolean() ? List.of() : List.of(guard(random)), denials));
		}
		return policies;
	}

	private static @Nullable User user(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> null;
			case 1 -> new User(false, null, Double.NaN, List.of());
			default -> new User(random.nextInt(4) == 0, random.nextBoolean() ? null : random.nextInt(40),
					random.nextInt(10), random.nextBoolean() ? List.of() : List.of("admin"));
		};
	}

	private static Fate fate(Policy policy, Denial denial, @Nullable User user) {
		List<Condition> guards = new ArrayList<>(policy.guards());
		guards.addAll(denial.guards());
		for (Condition guard : guards) {
			if (guard.readsUser() && user == null) {
				return Fate.REFUSES_BY_DEFAULT;
			}
			Boolean open = guard.reading().of((user != null) ? user : new User(false, 1, 1, List.of()));
			if (open == null) {
				return Fate.FAILS;
			}
			if (!open) {
				return Fate.PASSES;
			}
		}
		if (denial.needsUser() && user == null) {
			return Fate.REFUSES_BY_DEFAULT;
		}
		return denial.fate().apply((user != null) ? user : new User(false, 1, 1, List.of()));
	}

	/** The code of the error that the denials give, or none. */
	private static Optional<OAuthError> expected(List<Policy> policies, @Nullable User user) {
		return policies.stream()
			.filter(Policy::enforced)
			.sorted(Comparator.comparingInt(Policy::order).thenComparing(Policy::name))
			.flatMap((policy) -> policy.denials().stream().map((denial) -> error(fate(policy, denial, user), denial)))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static Optional<OAuthError> error(Fate fate, Denial denial) {
		return switch (fate) {
			case PASSES -> Optional.empty();
			case REFUSES_AS_STATED -> Optional.of(error(denial.definition().part()));
			case REFUSES_BY_DEFAULT ->
				Optional.of(new OAuthError("unauthorized_client", "The token is refused by policy"));
			case FAILS -> Optional.of(new OAuthError("server_error", "A claim of the token cannot be determined"));
		};
	}

	private static ClaimDecision decide(List<Policy> policies, @Nullable User user) {
		TokenRequest.Builder request = TokenRequest.of(Client.of("app"), "password").existingClaims(Set.of("cp0"));
		return ClaimPolicySet.of(policies.stream().map(Policy::build).toList(), LANGUAGE)
			.evaluate(((user != null) ? request.user(user) : request).build());
	}

	@Test
	void evaluateWhenADenialHoldsOrCannotBeDecidedThenRefusedWithTheErrorOfTheFirst() {
		Random random = new Random(17);
		int issued = 0;
		for (int i = 0; i < CASES; i++) {
			List<Policy> policies = policies(random);
			User user = user(random);
			Optional<OAuthError> expected = expected(policies, user);
			ClaimDecision decision = decide(policies, user);
			assertThat(decision.refusal()).as(policies + " for " + user).isEqualTo(expected);
			issued += decision.refusal().isEmpty() ? 1 : 0;
			Collections.shuffle(policies, random);
			assertThat(decide(policies, user).refusal()).isEqualTo(decision.refusal());
		}
		assertThat(issued).isBetween(CASES / 10, CASES * 9 / 10);
	}

}
