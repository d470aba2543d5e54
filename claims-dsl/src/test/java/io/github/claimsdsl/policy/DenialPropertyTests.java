package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Denials of random policies, compared with what their declarations say.
 */
class DenialPropertyTests {

	private static final int CASES = Integer.getInteger("claims-dsl.denial-cases", 3000);

	private static final ExpressionLanguage LANGUAGE = ExpressionLanguage.of(Schema.forUser(Person.class));

	private static final OAuthError FAILED = new OAuthError("server_error",
			"A claim of the token cannot be determined");

	private static final OAuthError THROWN = new OAuthError("invalid_scope", "thrown");

	private static final OAuthError WITH_USER = new OAuthError("invalid_grant", "The token is refused by policy");

	private static final OAuthError WITHOUT_USER = new OAuthError("unauthorized_client",
			"The token is refused by policy");

	/** Conditions that always have an answer. */
	private static final List<Asked> DECIDED = List.of(new Asked("client.id == 'app'", false, (user) -> Answer.YES),
			new Asked("client.id == 'other'", false, (user) -> Answer.NO),
			new Asked("user.tier == 'gold'", true, (user) -> Answer.of("gold".equals(user.tier()))),
			new Asked("user.tier == null", true, (user) -> Answer.of(user.tier() == null)),
			new Asked("user.blocked == true", true, (user) -> Answer.of(Boolean.TRUE.equals(user.blocked()))),
			new Asked("user.age != null && user.age < 18", true,
					(user) -> Answer.of(user.age() != null && user.age() < 18)),
			new Asked("user.age == null || user.age < 18", true,
					(user) -> Answer.of(user.age() == null || user.age() < 18)),
			new Asked("!(user.active)", true, (user) -> Answer.of(!user.active())));

	/** A condition that has no answer for some users. */
	private static final Asked SCORE = new Asked("user.score > 5", true,
			(user) -> Double.isNaN(user.score()) ? Answer.FAILS : Answer.of(user.score() > 5));

	private static final List<Asked> ANY = Stream.concat(DECIDED.stream(), Stream.of(SCORE)).toList();

	/** A user with properties that may be null or no number. */
	record Person(@Nullable Boolean blocked, @Nullable Integer age, @Nullable String tier, boolean active,
			double score) {
	}

	private enum Answer {

		YES, NO, FAILS, THROWS_DENIAL, THROWS_UNKNOWN_ERROR;

		static Answer of(boolean value) {
			return value ? YES : NO;
		}

	}

	/**
	 * A condition, and what it answers.
	 *
	 * @param source the expression
	 * @param needsUser whether it reads the user
	 * @param answer what it answers for a user
	 */
	private record Asked(String source, boolean needsUser, Function<Person, Answer> answer) {

		/**
		 * Tells whether both read the same: the compiler finds that one decides the
		 * other.
		 */
		boolean isAbout(Asked other) {
			return subject(this.source).equals(subject(other.source));
		}

		private static String subject(String source) {
			return source.replaceAll("^.*?((client|user)\\.\\w+).*$", "$1");
		}

	}

	/**
	 * A denial or a claim, and what is known of it.
	 *
	 * @param id its id
	 * @param order the order of its policy
	 * @param isClaim whether it is a claim that throws a denial
	 * @param applies whether it is enforced for the token
	 * @param guards the conditions that guard it
	 * @param needsUser whether it reads the user
	 * @param answer what it answers
	 * @param error what it states
	 */
	private record Known(String id, int order, boolean isClaim, boolean applies, List<Asked> guards, boolean needsUser,
			Function<@Nullable Person, Answer> answer, @Nullable OAuthError error) {

		/** The error with which it refuses, or {@code null}. */
		@Nullable OAuthError refusal(@Nullable Person user) {
			for (Asked guard : this.guards) {
				if (guard.needsUser() && user == null) {
					return this.isClaim ? null : WITHOUT_USER;
				}
				Answer answer = guard.answer().apply(user);
				if (answer != Answer.YES) {
					return (answer == Answer.NO) ? null : FAILED;
				}
			}
			if (this.needsUser && user == null) {
				return WITHOUT_USER;
			}
			return switch (this.answer.apply(user)) {
				case NO -> null;
				case YES, THROWS_UNKNOWN_ERROR -> stated(user);
				case FAILS -> FAILED;
				case THROWS_DENIAL -> THROWN;
			};
		}

		private OAuthError stated(@Nullable Person user) {
			return (this.error != null) ? this.error : (user != null) ? WITH_USER : WITHOUT_USER;
		}

	}

	/** One case: policies, a token and what is known of them. */
	private static final class Case {

		private final Random random;

		private final List<ClaimPolicy> policies = new ArrayList<>();

		private final List<Known> known = new ArrayList<>();

		private final Set<String> existing = new HashSet<>();

		private final @Nullable Person user;

		Case(long seed) {
			this.random = RandomPolicies.random(seed);
			this.user = one(0, 1, 2, 3) == 0 ? null : new Person(one(true, false, null), one(12, 40, null),
					one("gold", "free", null), one(true, false), one(1d, 9d, Double.NaN));
			for (int i = 0, count = 1 + this.random.nextInt(3); i < count; i++) {
				this.policies.add(policy("p" + i));
			}
		}

		@SafeVarargs
		private <T> T one(T... values) {
			return values[this.random.nextInt(values.length)];
		}

		/** A condition about something else than those that guard it. */
		private Asked asked(List<Asked> guards, List<Asked> choice) {
			List<Asked> left = choice.stream().filter((asked) -> guards.stream().noneMatch(asked::isAbout)).toList();
			return left.get(this.random.nextInt(left.size()));
		}

		private ClaimPolicy policy(String name) {
			int order = this.random.nextInt(3);
			boolean reported = this.random.nextInt(6) == 0;
			ClaimPolicy.Builder policy = ClaimPolicy.named(name)
				.audience(Tokens.API)
				.order(order)
				.mode(reported ? Mode.REPORT : Mode.ENFORCE);
			List<Asked> guards = new ArrayList<>();
			if (this.random.nextBoolean()) {
				guards.add(asked(guards, DECIDED));
				policy.when(guards.get(0).source());
			}
			List<DenialDefinition> denials = new ArrayList<>();
			for (char part = 'a'; part <= 'a' + this.random.nextInt(3); part++) {
				denials.add(denial(new Place(name, order, !reported, guards), "deny." + part));
			}
			Collections.shuffle(denials, this.random);
			denials.forEach(policy::deny);
			policy.claim(claim(new Place(name, order, !reported, guards)));
			return policy.build();
		}

		private record Place(String policy, int order, boolean enforced, List<Asked> guards) {
		}

		private DenialDefinition denial(Place place, String part) {
			List<Asked> guards = new ArrayList<>(place.guards());
			List<String> when = new ArrayList<>();
			if (this.random.nextInt(3) == 0) {
				Asked guard = asked(guards, ANY);
				guards.add(guard);
				when.add(guard.source());
			}
			boolean other = this.random.nextInt(5) == 0;
			Selector selector = other ? Selector.NONE.with(Dimension.CLIENT, List.of("other")) : Selector.NONE;
			String id = place.policy() + "." + part;
			OAuthError error = one(new OAuthError("access_denied", id), new OAuthError("access_denied", id), null);
			boolean enforced = place.enforced() && !other;
			if (this.random.nextBoolean()) {
				Asked asked = asked(guards, ANY);
				this.known.add(new Known(id, place.order(), false, enforced, guards, asked.needsUser(), asked.answer(),
						error));
				return new DenialDefinition(part, null, new RuleValue.Expression(asked.source()), when, error,
						selector);
			}
			int kind = one(0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7);
			boolean needsUser = this.random.nextInt(4) == 0;
			Answer answer = switch (kind) {
				case 0 -> Answer.NO;
				case 1, 2, 3 -> Answer.YES;
				case 4 -> Answer.FAILS;
				case 5, 6 -> Answer.THROWS_DENIAL;
				default -> Answer.THROWS_UNKNOWN_ERROR;
			};
			this.known.add(new Known(id, place.order(), false, enforced, guards, needsUser, (user) -> answer, error));
			return new DenialDefinition(part, null, new RuleValue.Function((token) -> result(kind), needsUser), when,
					error, selector);
		}

		private static @Nullable Object result(int kind) throws Exception {
			return switch (kind) {
				case 0 -> false;
				case 1 -> true;
				case 2 -> null;
				case 3 -> "false";
				case 4 -> throw new IllegalStateException("broken");
				case 5 -> throw new ClaimDeniedException(THROWN.code(), THROWN.description());
				case 6 -> throw new ExecutionException(
						new IllegalStateException(new ClaimDeniedException(THROWN.code(), THROWN.description())));
				default -> throw new ClaimDeniedException("no_such_code", null);
			};
		}

		private RuleDefinition claim(Place place) {
			String name = "c" + place.policy();
			boolean exists = this.random.nextInt(3) == 0;
			if (exists) {
				this.existing.add(name);
			}
			int kind = one(0, 0, 0, 4, 5, 6);
			if (kind >= 5) {
				this.known.add(new Known(place.policy() + "." + name, place.order(), true, place.enforced() && !exists,
						place.guards(), false, (user) -> Answer.THROWS_DENIAL, null));
			}
			return Tokens.rule(name, false, (token) -> result(kind)).omitOnError().build();
		}

		/** What the declarations say: denials first, then the lowest order and id. */
		@Nullable OAuthError expected() {
			return this.known.stream()
				.filter(Known::applies)
				.sorted(Comparator.comparing(Known::isClaim).thenComparing(Known::order).thenComparing(Known::id))
				.map((rule) -> rule.refusal(this.user))
				.filter((error) -> error != null)
				.findFirst()
				.orElse(null);
		}

		ClaimDecision decide() {
			TokenRequest.Builder request = Tokens.request().existingClaims(this.existing);
			if (this.user != null) {
				request.principalName("alice").user(this.user);
			}
			return ClaimPolicySet.of(this.policies, LANGUAGE).evaluate(request.build());
		}

		/** Declares all in another order. */
		void shuffle() {
			Collections.shuffle(this.policies, this.random);
			this.policies.replaceAll((policy) -> {
				List<DenialDefinition> denials = new ArrayList<>(policy.denials());
				Collections.shuffle(denials, this.random);
				return new ClaimPolicy(policy.name(), policy.declaration(), policy.selector(), policy.namespace(),
						policy.order(), policy.mode(), policy.when(), policy.claims(), denials);
			});
		}

	}

	@Test
	void evaluateWhenPoliciesAreRandomThenRefusesExactlyWhereADenialHoldsOrCannotBeDecided() {
		int refused = 0;
		int withoutUser = 0;
		for (long seed = 0; seed < CASES; seed++) {
			Case random = new Case(seed);
			OAuthError expected = random.expected();
			ClaimDecision decision = random.decide();
			assertThat(decision.refusal().orElse(null)).as("seed %s: %s", seed, decision).isEqualTo(expected);
			if (expected != null) {
				assertThat(decision.claims()).as("seed %s", seed).isEmpty();
				refused++;
				withoutUser += expected.equals(WITHOUT_USER) ? 1 : 0;
			}
		}
		assertThat(refused).isBetween(CASES / 5, CASES * 9 / 10);
		assertThat(withoutUser).isGreaterThan(CASES / 20);
	}

	@Test
	void evaluateWhenDeclaredInAnotherOrderThenTheSameDecision() {
		for (long seed = 0; seed < CASES / 4; seed++) {
			Case random = new Case(seed);
			ClaimDecision first = random.decide();
			random.shuffle();
			ClaimDecision second = random.decide();
			assertThat(second.refusal()).as("seed %s", seed).isEqualTo(first.refusal());
			assertThat(Tokens.statuses(second)).as("seed %s", seed).isEqualTo(Tokens.statuses(first));
			assertThat(second.claims()).as("seed %s", seed).isEqualTo(first.claims());
		}
	}

}
