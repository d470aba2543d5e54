package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of errors has a section for each code that a message shows.
 */
class ErrorsPageTests {

	private static final Pattern CODE = Pattern.compile(
			"\\b(?:new Issue|issue|issues\\.add|misplaced|unheard)\\(\\s*(?:property,\\s*)?\"([a-z]+(?:-[a-z]+)*)\",");

	private static final Pattern SECTION = Pattern.compile("(?m)^### (\\S+)$");

	/**
	 * By the tests of arrangements, ConsoleArrangementTests, EarlyServerTests and
	 * UserTests, which have a server.
	 */
	private static final Set<String> FOLLOWED_WITH_A_SERVER = Set.of("console-open", "federated-logins", "no-userinfo",
			"own-token-generator", "primary-customizer", "server-too-early", "several-authorization-services",
			"several-token-generators", "standard-claims", "unguarded-server", "unheard-customizer");

	@Test
	void pageWhenReadThenHasASectionForEachCode() throws IOException {
		String page = Files.readString(Path.of("../docs/errors.md"));
		Set<String> codes = new TreeSet<>();
		for (String module : new String[] { "src/main/java",
				"../claims-dsl/src/main/java/io/github/claimsdsl/policy" }) {
			codes.addAll(codes(Path.of(module)));
		}
		assertThat(codes).hasSizeGreaterThan(30)
			.allSatisfy((code) -> assertThat(page).contains("\n### " + code + "\n"));
	}

	/** Those of expressions are followed where the language is tested. */
	@Test
	void pageWhenReadThenATestFollowsTheActionOfEachOtherCode() throws IOException {
		String page = Files.readString(Path.of("../docs/errors.md"));
		Set<String> codes = new TreeSet<>();
		SECTION.matcher(page.substring(page.indexOf("## Policies")))
			.results()
			.forEach((match) -> codes.add(match.group(1)));
		Stream.of(ConfigurationActionTests.actions(), BeanActionTests.actions())
			.flatMap(List::stream)
			.forEach((action) -> codes.remove(action.code()));
		assertThat(codes).containsExactlyInAnyOrderElementsOf(FOLLOWED_WITH_A_SERVER);
	}

	private static Set<String> codes(Path directory) throws IOException {
		Set<String> codes = new TreeSet<>();
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				CODE.matcher(Files.readString(file)).results().forEach((match) -> codes.add(match.group(1)));
			}
		}
		return codes;
	}

}
