package io.github.claimsdsl.expression;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * Single operators, beside compiled MVEL that calls the same static functions, and single
 * methods and functions, beside plain Java with the same null checks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class FunctionBenchmark {

	private static final Map<String, Case> CASES = Map.ofEntries(
			Map.entry("user.level + 1", new Case("Same.add(user.level, 1)", (user) -> user.level() + 1)),
			Map.entry("user.email + '!'", new Case("Same.join(user.email, '!')", FunctionBenchmark::exclaimed)),
			Map.entry("user.level >= 5", new Case("Same.atLeast(user.level, 5)", (user) -> user.level() >= 5)),
			Map.entry("user.email == 'x'",
					new Case("Same.equal(user.email, 'x')", (user) -> "x".equals(user.email()))),
			Map.entry("user.roles contains 'admin'",
					new Case("Same.contains(user.roles, 'admin')", FunctionBenchmark::isAdmin)),
			Map.entry("user.email.toLowerCase()", new Case("user.email.toLowerCase()", FunctionBenchmark::lower)),
			Map.entry("user.email.startsWith('alice')",
					new Case("user.email.startsWith('alice')", FunctionBenchmark::isAlice)),
			Map.entry("user.email.substring(0, 5)",
					new Case("user.email.substring(0, 5)", FunctionBenchmark::firstFive)),
			Map.entry("user.roles.size()", new Case("user.roles.size()", FunctionBenchmark::size)),
			Map.entry("coalesce(user.email, 'none')",
					new Case("user.email != null ? user.email : 'none'", FunctionBenchmark::orNone)));

	/** The expression. */
	@Param({ "user.level + 1", "user.email + '!'", "user.level >= 5", "user.email == 'x'",
			"user.roles contains 'admin'", "user.email.toLowerCase()", "user.email.startsWith('alice')",
			"user.email.substring(0, 5)", "user.roles.size()", "coalesce(user.email, 'none')" })
	private String source = "";

	private User user;

	private Inputs inputs;

	private ClaimExpression ours;

	private Serializable mvel;

	private Map<String, Object> variables;

	private Function<User, @Nullable Object> java;

	/**
	 * For JMH.
	 */
	public FunctionBenchmark() {
	}

	FunctionBenchmark(String source) {
		this.source = source;
	}

	static Set<String> sources() {
		return new TreeSet<>(CASES.keySet());
	}

	private record Case(String mvel, Function<User, @Nullable Object> java) {
	}

	/**
	 * A user.
	 */
	public record User(@Nullable String email, int level, @Nullable List<String> roles) {
	}

	/**
	 * The functions that the operators of the language call.
	 */
	public static final class Same {

		private Same() {
		}

		/**
		 * What {@code +} calls for numbers.
		 */
		public static Number add(Object left, Object right) {
			return Arithmetic.add((Number) left, (Number) right);
		}

		/**
		 * What {@code +} calls for texts.
		 */
		public static @Nullable String join(@Nullable Object left, @Nullable Object right) {
			return (left != null && right != null) ? Texts.join(left, right) : null;
		}

		/**
		 * What {@code >=} calls.
		 */
		public static boolean atLeast(@Nullable Object left, @Nullable Object right) {
			return left != null && right != null && Order.isOrdered(left, right) && Order.compare(left, right) >= 0;
		}

		/**
		 * What {@code ==} calls.
		 */
		public static boolean equal(@Nullable Object left, @Nullable Object right) {
			return Equality.same(left, right);
		}

		/**
		 * What {@code contains} calls.
		 */
		public static boolean contains(@Nullable Collection<?> left, @Nullable Object right) {
			return left != null && right != null && Equality.contains(left, right);
		}

	}

	@Setup
	public void prepare() {
		this.user = new User("Alice@mydomain.com", 7, List.of("user", "admin"));
		this.inputs = Inputs.of(TokenRequest.of(Client.of("app"), "password").user(this.user).build());
		this.ours = Objects.requireNonNull(ExpressionLanguage.of(Schema.forUser(User.class))
			.compile(this.source, Origin.of("benchmark"))
			.expression());
		Case compared = Objects.requireNonNull(CASES.get(this.source));
		ParserContext context = new ParserContext();
		context.addImport(Same.class);
		this.mvel = MVEL.compileExpression(compared.mvel(), context);
		this.variables = Map.of("user", this.user);
		this.java = compared.java();
		if (!String.valueOf(claimsDsl()).equals(String.valueOf(mvelCompiled()))
				|| !String.valueOf(claimsDsl()).equals(String.valueOf(plainJava()))) {
			throw new IllegalStateException("'" + this.source + "' gives different values");
		}
	}

	private static @Nullable Object exclaimed(User user) {
		String email = user.email();
		return (email != null) ? email + "!" : null;
	}

	private static Object isAdmin(User user) {
		List<String> roles = user.roles();
		return roles != null && roles.contains("admin");
	}

	private static @Nullable Object lower(User user) {
		String email = user.email();
		return (email != null) ? email.toLowerCase(Locale.ROOT) : null;
	}

	private static Object isAlice(User user) {
		String email = user.email();
		return email != null && email.startsWith("alice");
	}

	private static @Nullable Object firstFive(User user) {
		String email = user.email();
		return (email != null) ? email.substring(0, Math.min(5, email.length())) : null;
	}

	private static @Nullable Object size(User user) {
		List<String> roles = user.roles();
		return (roles != null) ? roles.size() : null;
	}

	private static Object orNone(User user) {
		String email = user.email();
		return (email != null) ? email : "none";
	}

	@Benchmark
	public @Nullable Object plainJava() {
		return this.java.apply(this.user);
	}

	@Benchmark
	public @Nullable Object claimsDsl() {
		return this.ours.evaluate(this.inputs);
	}

	@Benchmark
	public @Nullable Object mvelCompiled() {
		return MVEL.executeExpression(this.mvel, this.variables);
	}

}
