package io.github.claimsdsl.docs.cookbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of docs/cookbook show whole files and the claims that are in them, and the
 * table names every page.
 */
class CookbookPagesTests {

	private static final Path COOKBOOK = Path.of("../docs/cookbook");

	private static final Pattern SNIPPET = Pattern.compile("(?:<!-- file: (\\S+) -->\n)?```(?:java|sql|yaml)\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

	/** Members that the server writes. */
	private static final Set<String> PROTOCOL = Set.of("iss", "sub", "aud", "scope", "nbf", "iat", "exp", "jti",
			"client_id", "act", "active", "token_type");

	@ParameterizedTest
	@MethodSource("recipes")
	void snippetsWhenShownThenAreWholeFiles(Path recipe) throws IOException {
		List<MatchResult> snippets = SNIPPET.matcher(Files.readString(recipe)).results().toList();
		assertThat(snippets).isNotEmpty().allSatisfy((snippet) -> {
			assertThat(snippet.group(1)).as(snippet.group(2)).contains("/cookbook/");
			assertThat(Path.of("..", snippet.group(1))).hasContent(snippet.group(2));
		});
		assertThat(snippets).anyMatch((snippet) -> snippet.group(1).endsWith("Tests.java"));
	}

	@ParameterizedTest
	@MethodSource("recipes")
	void recipeWhenReadThenStartsWithTheTaskAndTheResult(Path recipe) throws IOException {
		String page = Files.readString(recipe);
		String result = page.substring(0, page.indexOf("<!-- file:"));
		assertThat(result).startsWith("# ").containsAnyOf("```json\n", "| answer |");
	}

	@ParameterizedTest
	@MethodSource("recipes")
	void claimsWhenShownThenAreInTheFilesOfThePage(Path recipe) throws IOException {
		String page = Files.readString(recipe);
		String files = SNIPPET.matcher(page)
			.results()
			.map((snippet) -> snippet.group(2))
			.collect(Collectors.joining("\n"));
		JSON.matcher(page)
			.results()
			.map((json) -> JsonMapper.shared().readTree(json.group(1)))
			.flatMap((token) -> token.properties().stream())
			.filter((claim) -> !PROTOCOL.contains(claim.getKey()))
			.forEach((claim) -> assertThat(values(claim.getValue())).isNotEmpty()
				.allSatisfy((value) -> assertThat(files).contains(value)));
	}

	private static Stream<String> values(JsonNode node) {
		return node.isContainer() ? node.values().stream().flatMap(CookbookPagesTests::values)
				: Stream.of(node.asString());
	}

	@Test
	void tableWhenReadThenNamesEveryRecipe() throws IOException {
		String table = Files.readString(COOKBOOK.resolve("README.md"));
		assertThat(recipes()).hasSizeGreaterThan(11)
			.allSatisfy((recipe) -> assertThat(table).contains("](" + recipe.getFileName() + ")"));
	}

	static List<Path> recipes() throws IOException {
		try (Stream<Path> pages = Files.list(COOKBOOK)) {
			return pages.filter((page) -> page.toString().endsWith(".md") && !page.endsWith("README.md"))
				.sorted()
				.toList();
		}
	}

}
