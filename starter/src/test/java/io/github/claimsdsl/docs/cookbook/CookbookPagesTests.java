package io.github.claimsdsl.docs.cookbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of docs/cookbook show whole files, and the table names every page.
 */
class CookbookPagesTests {

	private static final Path COOKBOOK = Path.of("../docs/cookbook");

	private static final Pattern SNIPPET = Pattern.compile("(?:<!-- file: (\\S+) -->\n)?```(?:java|sql|yaml)\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

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
	void recipeWhenReadThenStartsWithTheTaskAndATokenOrAnswer(Path recipe) throws IOException {
		String page = Files.readString(recipe);
		assertThat(page).startsWith("# ");
		assertThat(page.indexOf("```")).isEqualTo(page.indexOf("```json"));
		assertThat(JSON.matcher(page).results()).isNotEmpty()
			.allSatisfy((json) -> assertThat(JsonMapper.shared().readTree(json.group(1)).isObject()).isTrue());
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
