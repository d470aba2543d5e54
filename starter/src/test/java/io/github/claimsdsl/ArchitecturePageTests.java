package io.github.claimsdsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/architecture.md and its picture name what is there.
 */
class ArchitecturePageTests {

	private static final Path PAGE = Path.of("../docs/architecture.md");

	private static final Pattern PACKAGE = Pattern
		.compile("\\[`([a-z.]+)`]\\(\\.\\./(?:claims-dsl|starter)/src/main/java/([a-z/]+)\\)");

	private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w+)`");

	private static final Pattern WORD = Pattern.compile(">([A-Z][a-z]+[A-Z]\\w+)<");

	@Test
	void packagesWhenListedThenInTheOrderOfTheTest() throws IOException {
		List<String> linked = new ArrayList<>();
		PACKAGE.matcher(Files.readString(PAGE)).results().forEach((match) -> {
			assertThat(match.group(2).replace('/', '.')).endsWith(match.group(1));
			linked.add(match.group(2).replace('/', '.'));
		});
		assertThat(linked).isEqualTo(StarterArchitectureTests.ORDER);
	}

	@Test
	void classesWhenNamedThenExist() throws IOException {
		List<String> sources = sources();
		List<String> named = new ArrayList<>();
		CLASS.matcher(Files.readString(PAGE)).results().forEach((match) -> named.add(match.group(1)));
		WORD.matcher(Files.readString(PAGE.resolveSibling("architecture.svg")))
			.results()
			.forEach((match) -> named.add(match.group(1)));
		assertThat(named).hasSizeGreaterThan(40)
			.allSatisfy((name) -> assertThat(sources).as(name)
				.anyMatch((source) -> source.endsWith("/" + name.replace('.', '/') + ".java")));
	}

	private static List<String> sources() throws IOException {
		List<String> sources = new ArrayList<>();
		for (String root : List.of("src/main/java", "src/test/java", "../claims-dsl/src/main/java",
				"../claims-dsl/src/test/java")) {
			try (Stream<Path> files = Files.walk(Path.of(root))) {
				files.map((file) -> file.toString().replace('\\', '/')).forEach(sources::add);
			}
		}
		return sources;
	}

}
