package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The methods of texts, as rows of the {@link MethodTable}. Patterns are in the syntax of
 * RE2.
 */
final class TextMethods {

	private TextMethods() {
	}

	@ClaimFunction
	static Integer length(String text) {
		return text.length();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(String text) {
		return text.isEmpty();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isBlank(String text) {
		return text.isBlank();
	}

	@ClaimFunction
	static String toLowerCase(String text) {
		return Texts.lower(text);
	}

	@ClaimFunction
	static String toUpperCase(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

	@ClaimFunction
	static String trim(String text) {
		return text.trim();
	}

	@ClaimFunction
	static String strip(String text) {
		return text.strip();
	}

	@ClaimFunction
	static String stripLeading(String text) {
		return text.stripLeading();
	}

	@ClaimFunction
	static String stripTrailing(String text) {
		return text.stripTrailing();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(String text, String part) {
		return text.contains(part);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix) {
		return text.startsWith(prefix);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix, Number from) {
		return text.startsWith(prefix, Numbers.index(from));
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean endsWith(String text, String suffix) {
		return text.endsWith(suffix);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equalsIgnoreCase(String text, String other) {
		return text.equalsIgnoreCase(other);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean matches(String text, @ClaimFunction.Pattern String pattern) {
		return matches(text, Pattern.compile(pattern));
	}

	static Boolean matches(String text, Pattern pattern) {
		return pattern.matches(text);
	}

	@ClaimFunction
	static Integer indexOf(String text, String part) {
		return text.indexOf(part);
	}

	@ClaimFunction
	static Integer indexOf(String text, String part, Number from) {
		return text.indexOf(part, Numbers.index(from));
	}

	@ClaimFunction
	static Integer lastIndexOf(String text, String part) {
		return text.lastIndexOf(part);
	}

	@ClaimFunction
	static Integer lastIndexOf(String text, String part, Number from) {
		return text.lastIndexOf(part, Numbers.index(from));
	}

	@ClaimFunction
	static String substring(String text, Number start) {
		return substring(text, start, text.length());
	}

	@ClaimFunction
	static String substring(String text, Number start, Number end) {
		int first = Numbers.index(start);
		int last = Numbers.index(end);
		if (first < 0 || last > text.length() || first > last) {
			throw new EvaluationException("substring got an index outside of the text");
		}
		return text.substring(first, last);
	}

	@ClaimFunction
	static String charAt(String text, Number index) {
		return substring(text, index, Numbers.index(index) + 1);
	}

	@ClaimFunction
	static String concat(String text, String other) {
		return Texts.join(text, other);
	}

	@ClaimFunction
	static String replace(String text, String target, String replacement) {
		if (target.isEmpty()) {
			checkLength(text.length() + (text.length() + 1L) * replacement.length());
			return text.replace(target, replacement);
		}
		String replaced = ClaimFunctions.replace(text, target, replacement);
		return (replaced != null) ? replaced : text;
	}

	@ClaimFunction
	static String replaceAll(String text, @ClaimFunction.Pattern String pattern, String replacement) {
		return replaceAll(text, Pattern.compile(pattern), replacement);
	}

	static String replaceAll(String text, Pattern pattern, String replacement) {
		return replaced(text, pattern, replacement, Integer.MAX_VALUE);
	}

	@ClaimFunction
	static String replaceFirst(String text, @ClaimFunction.Pattern String pattern, String replacement) {
		return replaceFirst(text, Pattern.compile(pattern), replacement);
	}

	static String replaceFirst(String text, Pattern pattern, String replacement) {
		return replaced(text, pattern, replacement, 1);
	}

	private static String replaced(String text, Pattern pattern, String replacement, int most) {
		Matcher matcher = pattern.matcher(new SearchedText(text));
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < most && matcher.find(); i++) {
			matcher.appendReplacement(result, replacement);
			checkLength(result.length());
		}
		matcher.appendTail(result);
		checkLength(result.length());
		return result.toString();
	}

	@ClaimFunction
	static List<String> split(String text, @ClaimFunction.Pattern String pattern) {
		return split(text, Pattern.compile(pattern));
	}

	static List<String> split(String text, Pattern pattern) {
		Matcher matcher = pattern.matcher(new SearchedText(text));
		List<String> parts = new ArrayList<>();
		int start = 0;
		while (matcher.find()) {
			if (matcher.end() > 0) {
				parts.add(text.substring(start, matcher.start()));
			}
			start = matcher.end();
		}
		if (start == 0) {
			return List.of(text);
		}
		parts.add(text.substring(start));
		while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
			parts.remove(parts.size() - 1);
		}
		return parts;
	}

	@ClaimFunction
	static String repeat(String text, Number count) {
		int times = Numbers.index(count);
		if (times < 0) {
			throw new EvaluationException("repeat got a negative number");
		}
		checkLength((long) text.length() * times);
		return text.repeat(times);
	}

	@ClaimFunction
	static Integer compareTo(String text, String other) {
		return text.compareTo(other);
	}

	@ClaimFunction
	static Integer compareToIgnoreCase(String text, String other) {
		return text.compareToIgnoreCase(other);
	}

	static void checkLength(long length) {
		if (length > Limits.LONGEST_TEXT) {
			throw new EvaluationException("a text is longer than " + Limits.LONGEST_TEXT);
		}
	}

}
