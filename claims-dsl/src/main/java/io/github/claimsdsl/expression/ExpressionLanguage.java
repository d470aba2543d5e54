package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * The expression language: compiles expressions against a schema. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ExpressionLanguage {

	/**
	 * The version of the language. Expressions keep their meaning within a major version.
	 */
	public static final String VERSION = "1.0";

	private final Schema schema;

	private final Limits limits;

	private final FunctionLibrary library;

	private final Map<String, String> help;

	private ExpressionLanguage(Schema schema, Limits limits, FunctionLibrary library, Map<String, String> help) {
		this.schema = schema;
		this.limits = limits;
		this.library = library;
		this.help = Map.copyOf(help);
	}

	/**
	 * Creates a language with the default limits and functions.
	 * @param schema what expressions can read
	 * @return the language
	 */
	public static ExpressionLanguage of(Schema schema) {
		return of(schema, Limits.DEFAULT, List.of());
	}

	/**
	 * Creates a language.
	 * @param schema what expressions can read
	 * @param limits the limits on expressions and data
	 * @param functions the classes of the team's own functions, which are marked with
	 * {@link ClaimFunction}
	 * @return the language
	 * @throws IllegalArgumentException if a marked method cannot be a function
	 */
	public static ExpressionLanguage of(Schema schema, Limits limits, List<Class<?>> functions) {
		FunctionLibrary library = new FunctionLibrary();
		library.add(ClaimFunctions.class);
		functions.forEach(library::add);
		return new ExpressionLanguage(schema, limits, library, Map.of());
	}

	/**
	 * Returns a copy that adds the host's help to issues, for example the names of its
	 * properties. The help is added to the issues of expressions and of policies.
	 * @param sentences the sentences that are added to the help of issues, by code
	 * @return the copy
	 */
	public ExpressionLanguage withHelp(Map<String, String> sentences) {
		return new ExpressionLanguage(this.schema, this.limits, this.library, sentences);
	}

	/**
	 * Returns the host's help for issues.
	 * @return the sentences, by code, unmodifiable; empty if there is no host
	 */
	public Map<String, String> help() {
		return this.help;
	}

	/**
	 * Returns what expressions can read.
	 * @return the schema
	 */
	public Schema schema() {
		return this.schema;
	}

	/**
	 * Returns what an author can write besides inputs, with examples: operators, methods
	 * and functions, including the team's own.
	 * @return the entries, grouped by task; unmodifiable
	 */
	public List<LanguageEntry> entries() {
		return Stream
			.concat(LanguageEntries.ofFile().stream(),
					LanguageEntries.own(this.library,
							(example) -> attempt(example, List.of(), Use.VALUE).expression() != null))
			.toList();
	}

	/**
	 * Compiles the text of a value.
	 * @param source the text of the expression
	 * @param origin where the text was declared
	 * @return the expression, or the issues of the text
	 */
	public Compilation compile(String source, Origin origin) {
		return compile(source, origin, List.of());
	}

	/**
	 * Compiles the text of a value that is evaluated only if some conditions are true.
	 * What the conditions test against null is then known not to be null.
	 * @param source the text of the expression
	 * @param origin where the text was declared
	 * @param conditions the compiled conditions, which are true whenever the value is
	 * evaluated
	 * @return the expression, or the issues of the text
	 */
	public Compilation compile(String source, Origin origin, List<ClaimExpression> conditions) {
		return compile(source, origin, conditions, Use.VALUE);
	}

	/**
	 * Compiles the text of a condition, which must be a boolean expression.
	 * @param source the text of the expression
	 * @param origin where the text was declared
	 * @return the expression, or the issues of the text
	 */
	public Compilation compileCondition(String source, Origin origin) {
		return compileCondition(source, origin, List.of());
	}

	/**
	 * Compiles the text of a condition that is evaluated only if other conditions are
	 * true.
	 * @param source the text of the expression
	 * @param origin where the text was declared
	 * @param conditions the compiled conditions, which are true whenever this one is
	 * evaluated
	 * @return the expression, or the issues of the text
	 */
	public Compilation compileCondition(String source, Origin origin, List<ClaimExpression> conditions) {
		return compile(source, origin, conditions, Use.CONDITION);
	}

	/**
	 * Compiles the text of a condition of a denial, or of a condition that guards a
	 * denial. The rules are stricter, so that a token is not issued by mistake: the
	 * author must say what happens if a value is null, and evaluation fails if a number
	 * is NaN.
	 * @param source the text of the expression
	 * @param origin where the text was declared
	 * @param conditions the compiled conditions, which are true whenever this one is
	 * evaluated
	 * @return the expression, or the issues of the text
	 */
	public Compilation compileDenial(String source, Origin origin, List<ClaimExpression> conditions) {
		return compile(source, origin, conditions, Use.DENIAL);
	}

	/** The uses of an expression. */
	private enum Use {

		VALUE, CONDITION, DENIAL

	}

	private Compilation compile(String source, Origin origin, List<ClaimExpression> given, Use use) {
		Attempt attempt = attempt(source, given, use);
		if (attempt.expression() != null) {
			return new Compilation(attempt.expression(), List.of());
		}
		String rewritten = new Rewrite((text) -> attempt(text, given, use)).of(attempt);
		return new Compilation(null,
				attempt.problems()
					.stream()
					.map((problem) -> problem.at(origin, source, rewritten).withHelp(this.help))
					.toList());
	}

	/** Parses, checks and compiles a text. */
	private Attempt attempt(String source, List<ClaimExpression> given, Use use) {
		try {
			Parser.Parsed parsed = Parser.parse(source, this.limits);
			Checker checker = new Checker(this.schema, this.library, use == Use.DENIAL);
			given.forEach((known) -> checker.known().add(known.nonNull()));
			Node tree = parsed.tree();
			Typed typed = (use == Use.VALUE) ? checker.checkValue(tree) : checker.checkCondition(tree);
			List<Problem> problems = new ArrayList<>(parsed.problems());
			problems.addAll(checker.findings().problems());
			if (!problems.isEmpty()) {
				return Attempt.failed(tree, problems, checker.findings());
			}
			Operand operand = new Compiler(this.limits, use == Use.DENIAL).compile(typed);
			return Attempt
				.of(new ClaimExpression(source, tree, operand, typed.type(), new ClaimExpression.Facts(checker.reads(),
						checker.parameters(), Narrowing.nonNull(tree, true, checker))));
		}
		catch (SyntaxException ex) {
			return Attempt.unreadable(ex.problem());
		}
		catch (StackOverflowError ex) {
			return Attempt.unreadable(new Problem("too-deep", 0, "the expression is nested too deeply", null));
		}
	}

	/**
	 * The result of a compilation: an expression, or issues.
	 *
	 * @param expression the expression, or {@code null} if there are issues
	 * @param issues the issues of the text; empty if there is an expression
	 */
	public record Compilation(@Nullable ClaimExpression expression, List<Issue> issues) {
	}

}
