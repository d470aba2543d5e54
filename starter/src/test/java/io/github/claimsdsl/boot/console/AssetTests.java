package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files that pages load are few and small, and {@code docs/console.md} says how
 * small.
 */
class AssetTests {

	private static final int MOST_BYTES = 40_000;

	private static final String FILES = "classpath*:io/github/claimsdsl/boot/console/*.";

	static final List<String> TYPES = List.of("css", "js", "svg");

	@Test
	void assetsWhenCountedThenAreAsSmallAsTheDocumentationSays() throws IOException {
		long bytes = 0;
		for (String type : TYPES) {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES + type)) {
				bytes += file.contentLength();
			}
		}
		assertThat(bytes).isPositive().isLessThan(MOST_BYTES);
		assertThat(Files.readString(Path.of("../docs/console.md"))).contains(MOST_BYTES / 1000 + " kB");
	}

	@ParameterizedTest
	@FieldSource("TYPES")
	void assetWhenReadThenNamesNoOtherOrigin(String type) throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES + type)) {
			assertThat(file.getContentAsString(StandardCharsets.UTF_8).replace("http://www.w3.org/2000/svg", ""))
				.as(file.getFilename())
				.doesNotContain("://", "\"//", "'//", "(//", "@import", "eval(", "innerHTML");
		}
	}

	@Test
	void styleSheetWhenReadThenClosesEachBlockBeforeTheNextSection() throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES + "css")) {
			for (String section : file.getContentAsString(StandardCharsets.UTF_8).split("/\\*")) {
				assertThat(section.chars().filter((letter) -> letter == '}').count()).as(section)
					.isEqualTo(section.chars().filter((letter) -> letter == '{').count());
			}
		}
	}

}
