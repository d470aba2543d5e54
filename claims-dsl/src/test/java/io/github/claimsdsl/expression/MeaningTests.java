package io.github.claimsdsl.expression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mvel2.MVEL;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise: every accepted text means what is documented. A text is generated from a
 * tree; it must parse to that tree, and the reference interpreter and the compiled
 * expression, cold and hot, and its canonical text, must agree in value or all fail.
 * Where MVEL means the same, plain MVEL must agree too, interpreted and compiled.
 * {@code -Dclaims-dsl.expressions=10000000} makes the long run; {@code -Dclaims-dsl.seed}
 * repeats one. MVEL asks the context class loader for a class of every name it meets; one
 * that remembers what there is not makes it five times as fast.
 */
class MeaningTests {

	private static final int HOT_EVERY = 50;

	private static final int DENIAL_EVERY = 4;

	private static final int MOST_DIFFERENCES = Integer.getInteger("claims-dsl.differences", 40);

	private static final Logger MVEL_LOGGER = Logger.getLogger("org.mvel2");

	/** Holds what the canonical text adds. */
	private static final Limits WIDE = new Limits(10_000, 100, 1_000, 16_384, 1_000);

	private final long count = Long.getLong("claims-dsl.expressions", 30_000);

	private final long seed = Long.getLong("claims-dsl.seed", 20_260_131);

	private final ExpressionLanguage language = ExpressionLanguage.of(Natural.SCHEMA);

	private final ExpressionLanguage wide = ExpressionLanguage.of(Natural.SCHEMA, WIDE, List.of());

	private final List<TokenRequest> requests = Crowd.REQUESTS;

	private final List<Map<String, Object>> inputs = this.requests.stream().map(Crowd::inputs).toList();

	/** Data that all expressions share, as the claims of one token do. */
	private final List<Inputs> shared = this.requests.stream().map(Inputs::of).toList();

	private final List<Map<String, Object>> variables = this.inputs.stream().map(MeaningTests::maps).toList();

	private final Map<String, String> differences = new LinkedHashMap<>();

	private final Map<String, Integer> constructs = new TreeMap<>();

	private final Map<String, Integer> methods = new TreeMap<>();

	private final Map<String, Integer> refusals = new TreeMap<>();

	private long accepted;

	private long evaluated;

	private long failed;

	private long nulls;

	private long large;

	private long plain;

	private long unsure;

	private long denials;

	/** The same data for MVEL, which cannot read what is not public. */
	static Map<String, Object> maps(Map<String, Object> inputs) {
		Map<String, Object> maps = new HashMap<>();
		inputs.forEach((name, value) -> maps.put(name, map(value)));
		return maps;
	}

	private static @Nullable Object map(@Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> maps = new ArrayList<>();
			list.forEach((element) -> maps.add(map(element)));
			return maps;
		}
		if (!(value instanceof Record)) {
			return value;
		}
		Map<String, Object> map = new HashMap<>();
		for (var component : value.getClass().getRecordComponents()) {
			try {
				component.getAccessor().setAccessible(true);
				map.put(component.getName(), map(component.getAccessor().invoke(value)));
			}
			catch (ReflectiveOperationException ex) {
				throw new LinkageError(component.getName(), ex);
			}
		}
		return map;
	}

	@Test
	void evaluateWhenAcceptedThenMeansWhatIsDocumented() throws Exception {
		Level level = MVEL_LOGGER.getLevel();
		MVEL_LOGGER.setLevel(Level.OFF);
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		thread.setContextClassLoader(new RememberingClassLoader(loader));
		try {
			for (long i = 0; i < this.count && this.differences.size() < MOST_DIFFERENCES; i++) {
				check(new ExpressionGenerator(this.seed + i), i);
			}
		}
		finally {
			thread.setContextClassLoader(loader);
			MVEL_LOGGER.setLevel(level);
		}
		System.out.printf(
				"%,d generated, %,d accepted, %,d evaluations agree, of which %,d fail, %,d are null, %,d are too "
						+ "large to compare, %,d have no documented value, %,d are those of plain "
						+ "MVEL, %,d are those of denials; %d differences%n",
				this.count, this.accepted, this.evaluated, this.failed, this.nulls, this.large, this.unsure, this.plain,
				this.denials, this.differences.size());
		assertThat(this.differences).isEmpty();
		assertIsNotVacuous();
	}

	private void assertIsNotVacuous() {
		assertThat(this.accepted).as("%s", this.refusals).isGreaterThan(this.count * 2 / 5);
		assertThat(this.failed).isLessThan(this.evaluated / 3);
		assertThat(this.nulls).isLessThan(this.evaluated / 2);
		assertThat(this.plain).isGreaterThan(this.evaluated / 50);
		assertThat(this.denials).isGreaterThan(this.evaluated / 200);
		assertThat(this.large).isLessThan(this.evaluated / 100);
		int often = (int) (this.count / 1_000);
		Set<String> expected = new HashSet<>(List.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&",
				"||", "contains", "~=", "unary !", "unary -", "== empty", "!= empty", "projection", "projection if",
				"projection in a projection", "index", "computed index", "literal null", "literal Long",
				"literal Double", "ListOf", "MapOf", "Conditional", "$", "Property", "Method", "coalesce() of three"));
		ClaimFunctions.asVariables().keySet().forEach((name) -> expected.add(name + "()"));
		expected.forEach((construct) -> assertThat(this.constructs.getOrDefault(construct, 0)).as(construct)
			.isGreaterThanOrEqualTo(often));
		MethodTable.ALL.rows()
			.stream()
			.flatMap(List::stream)
			.map(MeaningTests::row)
			.forEach((row) -> assertThat(this.methods.getOrDefault(row, 0)).as(row).isGreaterThanOrEqualTo(often));
	}

	private static String row(Function row) {
		String type = row.parameters().get(0).type().getTypeName().replaceFirst("<.*", "").replaceFirst(".*[.]", "");
		return type + "." + row.name() + "/" + (row.parameters().size() - 1);
	}

	private void check(ExpressionGenerator generator, long number) throws Exception {
		Node tree = generator.tree();
		String source = generator.spelled(tree);
		checkTree(source, tree);
		ExpressionLanguage.Compilation compilation = this.language.compile(source, TestData.ORIGIN);
		ClaimExpression expression = compilation.expression();
		if (expression == null) {
			compilation.issues().forEach((issue) -> this.refusals.merge(issue.code(), 1, Integer::sum));
			return;
		}
		this.accepted++;
		Trees.constructs(tree).forEach((construct) -> this.constructs.merge(construct, 1, Integer::sum));
		String canonical = expression.canonical();
		checkTree(canonical, tree);
		ClaimExpression again = this.wide.compile(canonical, TestData.ORIGIN).expression();
		if (again == null) {
			this.differences.putIfAbsent("canonical: " + source, "refused: " + canonical);
			return;
		}
		for (int i = 0; i < this.requests.size(); i++) {
			evaluate(source, tree, expression, again, i);
		}
		checkPlain(tree);
		if (number % HOT_EVERY == 0) {
			checkHot(source, tree, expression);
		}
		if (number % DENIAL_EVERY == 0 && expression.type().is(Type.Kind.BOOLEAN)) {
			checkDenial(source, tree);
		}
	}

	/** As the condition of a denial it means the same, or is refused. */
	private void checkDenial(String source, Node tree) {
		ClaimExpression denial = this.language.compileDenial(source, TestData.ORIGIN, List.of()).expression();
		for (int i = 0; denial != null && i < this.requests.size(); i++) {
			TokenRequest request = this.requests.get(i);
			ReferenceInterpreter reference = new ReferenceInterpreter(this.inputs.get(i));
			Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
			if (!isUnsure(reference, expected) && !reference.metNaN()) {
				this.denials++;
				compare(source, i, "denial", expected, ours(() -> denial.evaluate(request)));
			}
		}
	}

	private void checkTree(String source, Node tree) {
		try {
			Node parsed = Trees.bare(Parser.parse(source, WIDE).tree());
			if (!parsed.equals(tree)) {
				this.differences.putIfAbsent("tree: " + source,
						"expected " + Trees.parenthesized(tree) + " but was " + Trees.parenthesized(parsed));
			}
		}
		catch (SyntaxException ex) {
			this.differences.putIfAbsent("tree: " + source, ex.problem().toString());
		}
	}

	private void evaluate(String source, Node tree, ClaimExpression expression, ClaimExpression canonical, int i) {
		ReferenceInterpreter reference = new ReferenceInterpreter(this.inputs.get(i));
		Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
		reference.methods().forEach((method) -> this.methods.merge(method, 1, Integer::sum));
		this.evaluated++;
		if (reference.isLarge()) {
			this.large++;
			return;
		}
		if (isUnsure(reference, expected)) {
			this.unsure++;
			return;
		}
		Object actual = ours(() -> expression.evaluate(this.requests.get(i)));
		if (!Objects.equals(expected, actual)) {
			Node smallest = smallest(tree, i);
			String text = Trees.text(smallest);
			this.differences.putIfAbsent("ours: " + text, difference(smallest, i));
			return;
		}
		compare(source, i, "canonical", expected, ours(() -> canonical.evaluate(this.shared.get(i))));
		this.failed += (expected == ReferenceInterpreter.FAILURE) ? 1 : 0;
		this.nulls += (expected == null) ? 1 : 0;
	}

	/** Compares with plain MVEL, which does not know precedence and has its own null. */
	private void checkPlain(Node tree) {
		if (!isPlain(tree)) {
			return;
		}
		String text = Trees.parenthesized(tree);
		Serializable compiled = MVEL.compileExpression(text);
		for (int i = 0; i < this.requests.size(); i++) {
			Map<String, Object> data = this.variables.get(i);
			ReferenceInterpreter reference = new ReferenceInterpreter(this.inputs.get(i));
			Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
			if (!reference.metNull() && !reference.metUnlike()) {
				this.plain++;
				compare(text, i, "interpreted", expected, plain(() -> MVEL.eval(text, data)));
				compare(text, i, "compiled", expected, plain(() -> MVEL.executeExpression(compiled, data)));
			}
		}
	}

	private static boolean isUnsure(ReferenceInterpreter reference, @Nullable Object expected) {
		return expected == ReferenceInterpreter.UNSURE || reference.metNullElement();
	}

	/** The smallest part of a tree for which there is a difference. */
	private Node smallest(Node tree, int data) {
		Node smallest = tree;
		List<Node> smaller = List.of(tree);
		while (!smaller.isEmpty()) {
			smallest = smaller.get(0);
			smaller = Trees.smaller(smallest)
				.stream()
				.filter((part) -> difference(part, data) != null)
				.limit(1)
				.toList();
		}
		return smallest;
	}

	private @Nullable String difference(Node tree, int data) {
		ClaimExpression expression = this.language.compile(Trees.parenthesized(tree), TestData.ORIGIN).expression();
		if (expression == null) {
			return null;
		}
		ReferenceInterpreter reference = new ReferenceInterpreter(this.inputs.get(data));
		Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
		Object actual = ours(() -> expression.evaluate(this.requests.get(data)));
		return (Objects.equals(expected, actual) || isUnsure(reference, expected)) ? null
				: describe(data, expected, actual);
	}

	private static String describe(int data, @Nullable Object expected, @Nullable Object actual) {
		return "on " + data + " expected " + describe(expected) + " but was " + describe(actual);
	}

	/** Whether MVEL evaluates such an expression as documented, if no null is met. */
	private static boolean isPlain(Node tree) {
		boolean[] plain = { true };
		Trees.walk(tree, (node) -> plain[0] &= node instanceof Node.Literal || node instanceof Node.Name
				|| (node instanceof Node.Property of && !of.name().equals("attributes"))
				|| node instanceof Node.Conditional || (node instanceof Node.Unary of && of.operator().equals("!"))
				|| (node instanceof Node.Binary of && "&& || == != < <= > >=".contains(of.operator())));
		return plain[0];
	}

	private void checkHot(String source, Node tree, ClaimExpression expression) {
		for (int i = 0; i < this.requests.size(); i++) {
			int data = i;
			ReferenceInterpreter reference = new ReferenceInterpreter(this.inputs.get(i));
			Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
			for (int run = 0; run < 60 && !reference.isLarge() && !isUnsure(reference, expected); run++) {
				compare(source, i, "hot", expected, ours(() -> expression.evaluate(this.shared.get(data))));
			}
		}
	}

	private void compare(String source, int data, String evaluation, @Nullable Object expected,
			@Nullable Object actual) {
		if (!Objects.equals(expected, actual)) {
			this.differences.putIfAbsent(evaluation + ": " + source, describe(data, expected, actual));
		}
	}

	private static String describe(@Nullable Object value) {
		return (value instanceof String) ? "'" + value + "'"
				: (value instanceof List<?> list) ? "" + list.stream().map(MeaningTests::describe).toList()
						: (value != null) ? value + " (" + value.getClass().getSimpleName() + ")" : "null";
	}

	/** An expression gives a value or throws one kind of exception. */
	private static @Nullable Object ours(Callable<@Nullable Object> evaluation) {
		try {
			return ReferenceInterpreter.normalized(evaluation.call());
		}
		catch (EvaluationException ex) {
			return ReferenceInterpreter.FAILURE;
		}
		catch (Exception | StackOverflowError ex) {
			return ex;
		}
	}

	private static @Nullable Object plain(Callable<@Nullable Object> evaluation) {
		try {
			return ReferenceInterpreter.normalized(evaluation.call());
		}
		catch (Exception | StackOverflowError ex) {
			return ex;
		}
	}

	private static final class RememberingClassLoader extends ClassLoader {

		private final Set<String> missing = new HashSet<>();

		RememberingClassLoader(ClassLoader parent) {
			super(parent);
		}

		@Override
		public Class<?> loadClass(String name) throws ClassNotFoundException {
			if (this.missing.contains(name)) {
				throw new ClassNotFoundException(name);
			}
			try {
				return super.loadClass(name);
			}
			catch (ClassNotFoundException ex) {
				this.missing.add(name);
				throw ex;
			}
		}

	}

}
