package io.github.claimsdsl.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Knows the parts of MVEL that the language does not have, and what to write instead.
 */
final class UnsupportedSyntax {

	private static final Set<String> STATEMENTS = Set.of("if", "else", "for", "foreach", "while", "do", "until",
			"return", "def", "function", "proto", "var", "with", "import", "import_static", "package", "assert",
			"switch", "case", "default", "break", "continue", "try", "catch", "finally", "throw", "synchronized",
			"untyped", "stacklang");

	private static final Map<String, String> ADVICE = new HashMap<>();

	static {
		List.of("in", "or", "and", "not", "AND", "OR", "NOT", "eq", "ne", "lt", "le", "gt", "ge", "mod", "empty", "nil")
			.forEach((word) -> ADVICE.put(word, "An operator needs a value on each side"));
		ADVICE.put("is", "'is' tests classes in MVEL; compare with '=='");
		ADVICE.put("instanceof", "Types are checked before the policy runs; leave it out");
		ADVICE.put("new", "Objects cannot be created; write a literal such as 'x', 5, ['a'] or ['k' : 'v']");
		ADVICE.put("this", "Name the input: user, client, request, token, actor or now");
		ADVICE.put("isdef", "Inputs are checked before the policy runs; write 'x != null'");
		ADVICE.put("strsim", "Write an exact comparison or matches(text, 'pattern')");
		ADVICE.put("soundslike", "Write an exact comparison or matches(text, 'pattern')");
		ADVICE.put("convertable_to", "Types are checked before the policy runs; use text(x) or number(x)");
		ADVICE.put("--", "Nothing can be decremented; write a - 1, or a - -1 for a negative number");
		ADVICE.put("++", "Nothing can be incremented; write a + 1");
		ADVICE.put("<<", "Bit operations are not part of the language");
		ADVICE.put(">>", "Bit operations are not part of the language");
		ADVICE.put(">>>", "Bit operations are not part of the language");
		ADVICE.put("**", "Powers are not part of the language");
		ADVICE.put("^", "Bit operations are not part of the language");
		ADVICE.put("~", "A pattern is matched with ~=; bit operations are not part of the language");
		ADVICE.put(";", "An expression is one value; the language has no statements");
		ADVICE.put("@", "The language has no interceptors; remove it");
		ADVICE.put("//", "An expression cannot have comments; remove the comment");
		ADVICE.put("/*", "An expression cannot have comments; remove the comment");
		ADVICE.put("->", "The language has no lambdas; write ($.name in list if $.active)");
		ADVICE.put("=>", "The language has no lambdas; write ($.name in list if $.active)");
		STATEMENTS.forEach((word) -> ADVICE.put(word, "An expression is one value; the language has no statements"));
	}

	private UnsupportedSyntax() {
	}

	static @Nullable String of(String text) {
		String advice = ADVICE.get(text);
		if (advice != null || text.length() < 2 || Character.isLetter(text.charAt(0))) {
			return advice;
		}
		return (text.endsWith("=") && !Lexer.SYMBOLS.contains(text)) ? "An expression cannot assign or change anything"
				: null;
	}

	static boolean isReserved(String name) {
		return ADVICE.containsKey(name) || Lexer.LITERAL_WORDS.contains(name) || name.equals("contains");
	}

}
