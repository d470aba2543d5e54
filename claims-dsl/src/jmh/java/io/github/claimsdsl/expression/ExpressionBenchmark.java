package io.github.claimsdsl.expression;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.mvel.MVELRule;
import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
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
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * The same three expressions over the same user in each language.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ExpressionBenchmark {

	private static final String TWO = "user.verified && user.roles contains 'admin'";

	private static final String FIVE = TWO
			+ " && user.level >= 5 && user.email != 'x' && request.audience == 'https://api.example.com'";

	/** The number of terms; 0 is {@code user.email}. */
	@Param({ "0", "2", "5" })
	private int terms;

	private User user;

	private String source;

	private Inputs inputs;

	private ExpressionLanguage language;

	private ClaimExpression ours;

	private Serializable mvel;

	private Map<String, Object> variables;

	private MVELRule easyRule;

	private Facts facts;

	private Expression spel;

	private Expression compiledSpel;

	private StandardEvaluationContext context;

	private CelRuntime.Program cel;

	private Map<String, Object> celVariables;

	private Function<Root, Object> java;

	/**
	 * A user.
	 */
	public record User(String email, boolean verified, int level, List<String> roles) {
	}

	/**
	 * What SpEL reads.
	 */
	public record Root(User user, RequestInput request) {
	}

	private Root root;

	/**
	 * For JMH.
	 */
	public ExpressionBenchmark() {
	}

	ExpressionBenchmark(int terms) {
		this.terms = terms;
	}

	@Setup
	public void prepare() throws Exception {
		this.user = new User("alice@mydomain.com", true, 7, List.of("user", "admin"));
		TokenRequest request = TokenRequest.of(Client.of("app"), "password")
			.user(this.user)
			.audience("https://api.example.com")
			.scopes(Set.of("read"))
			.build();
		this.inputs = Inputs.of(request);
		this.root = new Root(this.user, RequestInput.of(request));
		this.source = (this.terms == 0) ? "user.email" : (this.terms == 2) ? TWO : FIVE;
		this.language = ExpressionLanguage.of(Schema.forUser(User.class));
		this.ours = Objects
			.requireNonNull(this.language.compile(this.source, Origin.of("benchmark")).expression());
		this.mvel = MVEL.compileExpression(this.source);
		this.variables = Map.of("user", this.user, "request", this.root.request());
		this.easyRule = new MVELRule().when((this.terms == 0) ? "user.email != null" : this.source);
		this.facts = new Facts();
		this.variables.forEach(this.facts::put);
		String dotted = this.source.replace("user.roles contains 'admin'", "user.roles.contains('admin')");
		this.spel = new SpelExpressionParser().parseExpression(dotted);
		this.compiledSpel = new SpelExpressionParser(new SpelParserConfiguration(SpelCompilerMode.IMMEDIATE, null))
			.parseExpression(dotted);
		this.context = new StandardEvaluationContext();
		prepareCel(this.source.replace("user.roles contains 'admin'", "'admin' in user.roles"));
		this.java = (this.terms == 0) ? (data) -> data.user().email()
				: (this.terms == 2) ? ExpressionBenchmark::two : ExpressionBenchmark::five;
	}

	private void prepareCel(String source) throws Exception {
		MapType map = MapType.create(SimpleType.STRING, SimpleType.DYN);
		this.cel = CelRuntimeFactory.standardCelRuntimeBuilder()
			.build()
			.createProgram(CelCompilerFactory.standardCelCompilerBuilder()
				.addVar("user", map)
				.addVar("request", map)
				.build()
				.compile(source)
				.getAst());
		this.celVariables = Map.of("user",
				Map.of("email", this.user.email(), "verified", true, "level", 7L, "roles", this.user.roles()),
				"request", Map.of("audience", "https://api.example.com"));
	}

	private static Object two(Root data) {
		return data.user().verified() && data.user().roles().contains("admin");
	}

	private static Object five(Root data) {
		return data.user().verified() && data.user().roles().contains("admin") && data.user().level() >= 5
				&& !data.user().email().equals("x") && "https://api.example.com".equals(data.request().audience());
	}

	@Benchmark
	public Object plainJava() {
		return this.java.apply(this.root);
	}

	@Benchmark
	public @Nullable Object claimsDsl() {
		return this.ours.evaluate(this.inputs);
	}

	@Benchmark
	public Object mvelCompiled() {
		return MVEL.executeExpression(this.mvel, this.variables);
	}

	@Benchmark
	public Object claimsDslCompile() {
		return this.language.compile(this.source, Origin.of("benchmark"));
	}

	@Benchmark
	public Object mvelCompile() {
		return MVEL.compileExpression(this.source);
	}

	@Benchmark
	public boolean easyRulesMvel() {
		return this.easyRule.evaluate(this.facts);
	}

	@Benchmark
	public @Nullable Object mvelInterpreted() {
		return MVEL.eval(this.source, this.variables);
	}

	@Benchmark
	public @Nullable Object spelInterpreted() {
		return this.spel.getValue(this.context, this.root);
	}

	@Benchmark
	public @Nullable Object spelCompiled() {
		return this.compiledSpel.getValue(this.context, this.root);
	}

	@Benchmark
	public Object celJava() throws Exception {
		return this.cel.eval(this.celVariables);
	}

}
