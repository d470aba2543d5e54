package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Splits a source text into tokens. Outside of text literals, it accepts only ASCII.
 */
final class Lexer {

	/** The symbols that the parser reads, longest first. */
	static final List<String> SYMBOLS = List.of("===", "!==", "=~", ".?", "?.", "?:", "??", "==", "!=", "<>", "<=",
			">=", "&&", "||", "~=", "(", ")", "[", "]", "{", "}", "#", ".", ",", ":", "?", "<", ">", "!", "+", "-", "*",
			"/", "%", "=", "&", "|", ";");

	static final Set<String> LITERAL_WORDS = Set.of("true", "false", "null");

	/** The symbols of MVEL that are refused with advice, longest first. */
	private static final List<String> REFUSED = List.of("<<=", ">>=", ">>>", "**", "//", "/*", "->", "=>", "+=", "-=",
			"*=", "/=", "%=", "&=", "|=", "++", "--", "<<", ">>");

	private final String source;

	private final List<Lexeme> tokens = new ArrayList<>();

	private int position;

	private Lexer(String source) {
		this.source = source;
	}

	static List<Lexeme> tokens(String source) throws SyntaxException {
		return new Lexer(source).read();
	}

	private List<Lexeme> read() throws SyntaxException {
		while (true) {
			skipWhitespace();
			if (this.position == this.source.length()) {
				add(Lexeme.Kind.END, "", this.position);
				return this.tokens;
			}
			readToken(this.source.charAt(this.position));
		}
	}

	private void readToken(char c) throws SyntaxException {
		if (c == '$') {
			this.position++;
			add(Lexeme.Kind.NAME, Node.ELEMENT, this.position - 1);
		}
		else if (isLetter(c)) {
			readName();
		}
		else if (isDigit(c)) {
			readNumber();
		}
		else if (c == '\'' || c == '"') {
			readText(c);
		}
		else {
			readSymbol(c);
		}
	}

	private void readName() {
		int start = this.position;
		while (this.position < this.source.length() && isLetterOrDigit(this.source.charAt(this.position))) {
			this.position++;
		}
		add(Lexeme.Kind.NAME, this.source.substring(start, this.position), start);
	}

	private void readNumber() throws SyntaxException {
		int start = this.position;
		skipDigits();
		boolean decimal = peek(0) == '.' && isDigit(peek(1));
		if (decimal) {
			this.position++;
			skipDigits();
		}
		String text = this.source.substring(start, this.position);
		if (isLetterOrDigit(peek(0))) {
			throw new SyntaxException("syntax", start, "'" + text + peek(0) + "' is not a number",
					"Write digits, and a decimal point if you need one: 5 or 1.5.");
		}
		if (text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.') {
			throw new SyntaxException("syntax", start, "a number cannot start with 0",
					"Remove the leading zero: MVEL would read the number as octal.");
		}
		add(decimal ? Lexeme.Kind.DECIMAL : Lexeme.Kind.INTEGER, text, start);
	}

	private void readText(char quote) throws SyntaxException {
		int start = this.position++;
		StringBuilder text = new StringBuilder();
		while (peek(0) != quote) {
			if (this.position >= this.source.length()) {
				throw new SyntaxException("syntax", start, "the closing quote of this text is missing",
						"Add " + quote + ".");
			}
			text.append(readCharacter());
		}
		this.position++;
		add(Lexeme.Kind.TEXT, text.toString(), start);
	}

	private char readCharacter() throws SyntaxException {
		char c = this.source.charAt(this.position++);
		if (c != '\\') {
			if (Character.isISOControl(c)) {
				throw new SyntaxException("syntax", this.position - 1, "a control character inside a text",
						"Write it as an escape such as \\n, \\t or \\u0000.");
			}
			return c;
		}
		return readEscape();
	}

	private char readEscape() throws SyntaxException {
		char c = peek(0);
		this.position++;
		return switch (c) {
			case 'n' -> '\n';
			case 't' -> '\t';
			case 'r' -> '\r';
			case '\\', '\'', '"' -> c;
			case 'u' -> readUnicode();
			default -> throw new SyntaxException("syntax", this.position - 2, "unknown escape",
					"The escapes are \\\\ \\' \\\" \\n \\r \\t and \\u with four hexadecimal digits.");
		};
	}

	private char readUnicode() throws SyntaxException {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = (peek(0) < 128) ? Character.digit(peek(0), 16) : -1;
			if (digit < 0) {
				throw new SyntaxException("syntax", this.position, "\\u needs four hexadecimal digits",
						"Write \\u0041 for A.");
			}
			value = value * 16 + digit;
			this.position++;
		}
		return (char) value;
	}

	private void readSymbol(char c) throws SyntaxException {
		String symbol = longest(REFUSED);
		if (symbol == null) {
			symbol = longest(SYMBOLS);
		}
		if (symbol == null) {
			symbol = String.valueOf(c);
		}
		if (!SYMBOLS.contains(symbol) && UnsupportedSyntax.of(symbol) == null) {
			throw new SyntaxException("syntax", this.position, "unexpected character " + describe(c), advice(c));
		}
		this.position += symbol.length();
		add(Lexeme.Kind.SYMBOL, symbol, this.position - symbol.length());
	}

	private @Nullable String longest(List<String> symbols) {
		for (String symbol : symbols) {
			if (this.source.startsWith(symbol, this.position)) {
				return symbol;
			}
		}
		return null;
	}

	private static @Nullable String advice(char c) {
		return switch (c) {
			case '\u2018', '\u2019', '\u201c', '\u201d', '\u00b4' -> "Put a text in plain quotes: 'x'.";
			case '\u2264' -> "Write <=.";
			case '\u2265' -> "Write >=.";
			case '\u2260' -> "Write !=.";
			case '`' -> "Put a text in plain quotes, and join texts with +: 'a ' + user.id.";
			default -> (c > 127) ? "Outside of texts only ASCII characters are allowed." : null;
		};
	}

	private static String describe(char c) {
		return (c > 32 && c < 127) ? "'" + c + "'" : String.format("U+%04X", (int) c);
	}

	private void skipWhitespace() {
		while (this.position < this.source.length() && " \t\r\n".indexOf(this.source.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private void skipDigits() {
		while (isDigit(peek(0))) {
			this.position++;
		}
	}

	private char peek(int ahead) {
		int index = this.position + ahead;
		return (index < this.source.length()) ? this.source.charAt(index) : '\0';
	}

	private void add(Lexeme.Kind kind, String text, int start) {
		this.tokens.add(new Lexeme(kind, text, start, this.position));
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isLetterOrDigit(char c) {
		return isLetter(c) || isDigit(c);
	}

}
