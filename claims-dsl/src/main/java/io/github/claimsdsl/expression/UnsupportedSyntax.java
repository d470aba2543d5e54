package io.github.claimsdsl.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the language leaves out of MVEL, and what to write instead.
 */
final class UnsupportedSyntax {

	private static final Set<String> STATEMENTS = Set.of("if", "else", "for", "foreach", "while", "do", "until",
			"return", "def", "function", "proto", "var", "with", "import", "import_static", "package", "assert",
			"switch", "case", "default", "break", "continue", "try", "catch", "finally", "throw", "synchronized",
			"untyped", "stacklang");

	private static final Map<String, String> ADVICE = new HashMap<>();

	static {
		ADVICE.put("in", "'in' is a projection in MVEL; write user.roles contains 'admin'");
		ADVICE.put("or", "'or' replaces empty values in MVEL; write '||', or coalesce(a, b) for a default");
		ADVICE.put("and", "'and' is not an operator of the language; write '&&'");
		ADVICE.put("not", "'not' does not exist in MVEL; write '!(...)'");
		ADVICE.put("is", "'is' tests classes in MVEL; compare with '=='");
		ADVICE.put("instanceof", "Types are checked before the policy runs; leave it out");
		ADVICE.put("new", "Objects cannot be created; write a literal such as 'x', 5, ['a'] or ['k' : 'v']");
		ADVICE.put("empty", "'empty' means many things in MVEL; write size(list) == 0, or text == '' for a text");
		ADVICE.put("nil", "Write 'null'");
		ADVICE.put("this", "Name the input: user, client, request, token, actor or now");
		ADVICE.put("isdef", "Inputs are checked before the policy runs; write 'x != null'");
		ADVICE.put("strsim", "Write an exact comparison or matches(text, 'pattern')");
		ADVICE.put("soundslike", "Write an exact comparison or matches(text, 'pattern')");
		ADVICE.put("convertable_to", "Types are checked before the policy runs; use text(x) or number(x)");
		ADVICE.put("~=", "Write matches(text, 'pattern')");
		ADVICE.put("--", "Nothing can be decremented; write (a - 1), or (a - (-1)) for a negative number");
		ADVICE.put("++", "Nothing can be incremented; write (a + 1)");
		ADVICE.put("<<", "Bit operations are not part of the language");
		ADVICE.put(">>", "Bit operations are not part of the language");
		ADVICE.put(">>>", "Bit operations are not part of the language");
		ADVICE.put("?.", "Null-safe navigation is written '.?', before the value that may be null: user.?address.city");
		ADVICE.put("=", "Nothing can be assigned; compare with '=='");
		ADVICE.put("*", "Write multiply(a, b)");
		ADVICE.put("/", "Write divide(a, b), which says how it rounds");
		ADVICE.put("%", "Remainders are not part of the language");
		ADVICE.put("**", "Powers are not part of the language");
		ADVICE.put("&", "Write '&&'");
		ADVICE.put("|", "Write '||'");
		ADVICE.put("^", "Bit operations are not part of the language");
		ADVICE.put("~", "Bit operations are not part of the language");
		ADVICE.put("#", "Text is joined with (a + b) or join(list, ',')");
		ADVICE.put(";", "An expression is one value; there are no statements");
		ADVICE.put("{", "There are no blocks; a list is written ['a', 'b'], a map ['k' : 'v']");
		ADVICE.put("}", "There are no blocks; a list is written ['a', 'b'], a map ['k' : 'v']");
		ADVICE.put("@", "There are no interceptors; remove it");
		ADVICE.put("$", "Write map(list, 'functionName') or a filter function");
		ADVICE.put("//", "There are no comments inside an expression");
		ADVICE.put("/*", "There are no comments inside an expression");
		ADVICE.put("->", "There are no lambdas; write map(list, 'functionName')");
		ADVICE.put("=>", "There are no lambdas; write map(list, 'functionName')");
		STATEMENTS.forEach((word) -> ADVICE.put(word, "An expression is one value; there are no statements"));
	}

	private UnsupportedSyntax() {
	}

	static @Nullable String of(String text) {
		String advice = ADVICE.get(text);
		if (advice != null || text.length() < 2 || Character.isLetter(text.charAt(0))) {
			return advice;
		}
		return (text.endsWith("=") && !Lexer.SYMBOLS.contains(text)) ? "Nothing can be assigned or changed" : null;
	}

	static boolean isReserved(String name) {
		return ADVICE.containsKey(name) || Lexer.LITERAL_WORDS.contains(name) || name.equals("contains");
	}

}
