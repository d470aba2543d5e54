package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads operators, also as other languages write them, and reports what is written as in
 * another language.
 */
final class OperatorReader {

	/** The operators that authors mean by those of other languages. */
	private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("and", "&&"), Map.entry("AND", "&&"),
			Map.entry("&", "&&"), Map.entry("or", "||"), Map.entry("OR", "||"), Map.entry("|", "||"),
			Map.entry("=", "=="), Map.entry("===", "=="), Map.entry("eq", "=="), Map.entry("!==", "!="),
			Map.entry("<>", "!="), Map.entry("ne", "!="), Map.entry("lt", "<"), Map.entry("le", "<="),
			Map.entry("gt", ">"), Map.entry("ge", ">="), Map.entry("mod", "%"), Map.entry("?.", "."),
			Map.entry("matches", "~="), Map.entry("=~", "~="));

	private final LexemeReader reader;

	private final List<Problem> problems = new ArrayList<>();

	OperatorReader(LexemeReader reader) {
		this.reader = reader;
	}

	/** Returns the places where the author used other syntax. */
	List<Problem> problems() {
		return this.problems;
	}

	/** Tells whether a word is an operator of another language. */
	static boolean isForeign(Lexeme word) {
		return MEANT.containsKey(word.text());
	}

	/**
	 * Returns the next operator in the syntax of this language, or {@code null} if it is
	 * not one of the given operators.
	 */
	@Nullable String peek(List<String> operators) {
		Lexeme next = this.reader.peek();
		String operator = MEANT.getOrDefault(next.text(), next.text());
		return (next.isSymbolOrWord() && operators.contains(operator)) ? operator : null;
	}

	@Nullable Lexeme operator(String operator) {
		return (peek(List.of(operator)) != null) ? take(operator) : null;
	}

	Lexeme take(String operator) {
		Lexeme lexeme = this.reader.advance();
		if (!lexeme.is(operator)) {
			misread(lexeme, lexeme + " is written " + operator);
		}
		return lexeme;
	}

	Node binary(String operator, Node left, Node right, Lexeme lexeme) throws SyntaxException {
		return this.reader.count(new Node.Binary(operator, left, right, lexeme.position()));
	}

	void misread(Lexeme token, String message) {
		problem("not-in-language", token.position(), message);
	}

	/** Reports a mistake, which the tree corrects. */
	void problem(String code, int position, String message) {
		this.problems.add(new Problem(code, position, message, null));
	}

	void problem(SyntaxException mistake) {
		this.problems.add(mistake.problem());
	}

}
