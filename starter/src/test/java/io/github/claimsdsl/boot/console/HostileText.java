package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Map;

/**
 * Texts that must come back as the same text, or as an error, and never as markup, in a
 * log or as a failure.
 */
final class HostileText {

	/** Stands in each text, to find it. */
	static final String MARK = "zq7mark";

	static final String MARKUP = "</textarea></pre></option></select><marquee onstart=alert(1)>" + MARK
			+ "</marquee>\"' autofocus onfocus='alert(1)'><script>alert(1)</script><iframe src=//evil.example>";

	static final Map<String, String> ALL = Map.of("markup", MARKUP, "a comment", "<!--" + MARK + "--><![CDATA[" + MARK,
			"an entity", "&lt;script&gt;&#60;b&#x3e;&" + MARK, "control characters",
			"\u0001\u0007\u001b[31m" + MARK + "\u007f\u0085\u2028\r\nSet-Cookie: x=y", "from right to left",
			"\u202e\u2066" + MARK + "\u2069\u202c\ufeff", "a template", "${7*7}#{7*7}[[${7*7}]]__${7*7}__" + MARK,
			"half a character", MARK + "\ud83d", "long", MARK.repeat(10_000));

	/** Bodies of forms that no browser sends. */
	static final Map<String, List<String>> BODIES = Map.ofEntries(
			Map.entry("three megabytes", form("client=" + MARK + "a".repeat(3_000_000))),
			Map.entry("100,000 scopes", form("client=app&grantType=client_credentials&scopes=" + "s+".repeat(100_000))),
			Map.entry("100,000 different scopes", form("client=app&grantType=client_credentials&scopes=" + numbers())),
			Map.entry("10,000 fields", form("f=1&".repeat(10_000))),
			Map.entry("10,000 other fields", form(numbers().replace("+", "=1&"))),
			Map.entry("the same field 500 times", form("client=app&".repeat(500) + "grantType=client_credentials")),
			Map.entry("deep parentheses", form("expression=" + "(".repeat(50_000))),
			Map.entry("deep lists", form("expression=" + "[".repeat(900) + "]".repeat(900))),
			Map.entry("deep nots", form("expression=" + "!".repeat(1_900) + "true")),
			Map.entry("deep sums", form("expression=1" + "%2B1".repeat(900))),
			Map.entry("broken escapes", form("client=%zz" + MARK + "&user=%&expression=%u0041")),
			Map.entry("no UTF-8", form("client=%ff%fe" + MARK + "&expression=%c0%af")),
			Map.entry("zero characters", form("client=%00" + MARK + "&expression=%00&user=%00")),
			Map.entry("empty", form("")), Map.entry("only separators", form("&&&&====&&&&")),
			Map.entry("an unknown charset", List.of("application/x-www-form-urlencoded;charset=x-none", "client=app")),
			Map.entry("UTF-16", List.of("application/x-www-form-urlencoded;charset=UTF-16", "client=app")),
			Map.entry("no content type", List.of("", "client=app")),
			Map.entry("a broken content type", List.of("///;;;", "client=app")),
			Map.entry("JSON", List.of("application/json", "{\"client\":\"" + MARK + "\"}")),
			Map.entry("XML",
					List.of("application/xml",
							"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;" + MARK + "</x>")),
			Map.entry("multipart", List.of("multipart/form-data; boundary=b", """
					--b\r
					Content-Disposition: form-data; name="client"; filename="../../x.jsp"\r
					\r
					zq7mark\r
					--b--\r
					""")), Map.entry("multipart without a boundary", List.of("multipart/form-data", MARK)));

	private HostileText() {
	}

	private static List<String> form(String body) {
		return List.of("application/x-www-form-urlencoded", body);
	}

	private static String numbers() {
		StringBuilder numbers = new StringBuilder();
		for (int i = 0; i < 100_000; i++) {
			numbers.append('s').append(i).append('+');
		}
		return numbers.toString();
	}

}
