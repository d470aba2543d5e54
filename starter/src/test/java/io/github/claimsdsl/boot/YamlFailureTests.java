package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Files that YAML cannot parse, and what is printed about them.
 */
@ExtendWith(OutputCaptureExtension.class)
class YamlFailureTests {

	private static final Path GOLDEN = Path.of("src/test/resources/yaml/expected.txt");

	private static final String FILE = """
			server:
			  port: 0
			claims-dsl:
			  audiences:
			    - id: https://api.example.com
			      clients: [app]
			  policies:
			    machines:
			      audience: any
			      claims:
			        name: user.name
			        %s
			        last: user.name
			""";

	/** Lines in place of the one that is left out. */
	private static final List<String> LINES = List.of("x: !user.locked",
			"x: { value: user.x, when: !user.locked, required: true }", "x: \"a\" + user.b",
			"x: 'it' + \"'s\" + user.b # greeting", "x: { value: \"a\" + user.b, required: true }",
			"x: user.a ? 'b' : 'c'", "x: { value: user.a ? 'b' : 'c' }", "x: user.nick ?: 'none'",
			"x: coalesce(user.a, 'note: none')", "claims: email: user.email", "\tx: user.x", "x: @user.x",
			"x: `user.x`", "x: %user.x", "x: *user", "x: > 5", "x: | 5", "x: - user.x", "x: {a: b", "x: {user.a: b}}",
			"x: [user.a", "x: ['a', 'b'] + user.c", "x: \"user.x", "x: 'user.x", "x: \"matches(user.x, '\\d+')\"",
			"name: user.other", "x", " x: user.x");

	@TempDir
	Path directory;

	@Test
	void analyzeWhenALineCannotBeReadThenPrintsThoseOfTheGoldenFile() throws IOException {
		StringBuilder actual = new StringBuilder();
		for (String line : LINES) {
			FailureAnalysis printed = analyze(FILE.formatted(line));
			assertThat(printed).as(line).isNotNull();
			actual.append("# ")
				.append(line)
				.append("\nDescription:\n\n")
				.append(printed.getDescription())
				.append("\n\nAction:\n\n")
				.append(Printed.action(printed))
				.append("\n\n");
		}
		if (Boolean.getBoolean("golden.update")) {
			Files.createDirectories(GOLDEN.getParent());
			Files.writeString(GOLDEN, actual);
		}
		assertThat(actual.toString()).isEqualTo(Files.readString(GOLDEN));
	}

	@Test
	void analyzeWhenTheFileIsLongThenItIsStillFound() throws IOException {
		String rules = "        a%d: user.name\n";
		StringBuilder many = new StringBuilder("a0: user.name\n");
		for (int i = 1; i < 300; i++) {
			many.append(rules.formatted(i));
		}
		FailureAnalysis printed = analyze(FILE.formatted(many + "        x: !user.locked"));
		assertThat(printed).isNotNull();
		assertThat(printed.getDescription()).contains("claims-dsl [application.yml:312:12]: YAML reads '!'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "other:\n  x: !user.locked\nclaims-dsl.mode: enforce\n",
			"claims-dsl.mode: enforce\nother: @x\n", "claims-dsl:\n  mode: enforce\n---\nother:\n  x: \"a\" + b\n" })
	void analyzeWhenItIsNotUnderClaimsDslThenSaysNothing(String text) throws IOException {
		assertThat(analyze(text)).isNull();
	}

	@Test
	void analyzeWhenTheFileIsNotFoundThenTheLineIsStillShown() {
		String text = FILE.formatted("x: !user.locked");
		FailureAnalysis printed = new YamlFailureAnalyzer(List.of("file:./nowhere/*.yml")).analyze(failure(text));
		assertThat(Objects.requireNonNull(printed).getDescription()).contains(
				"claims-dsl [the YAML file:12:12]: YAML reads '!' as the start of a tag.",
				"x: !user.locked\n             ^");
	}

	@Test
	void startWhenALineCannotBeReadThenTheCorrectionIsPrinted(CapturedOutput output) throws IOException {
		Files.writeString(this.directory.resolve("application.yml"), FILE.formatted("x: !user.locked"));
		SpringApplication application = new SpringApplication(YamlFailureTests.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatThrownBy(() -> application.run("--spring.config.location=file:" + this.directory + "/"))
			.isInstanceOf(MarkedYAMLException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Write:\n\n        x: \"!user.locked\"\n");
	}

	private FailureAnalysis analyze(String text) throws IOException {
		Files.writeString(this.directory.resolve("application.yml"), text);
		return new YamlFailureAnalyzer(List.of("file:" + this.directory + "/*.y*ml")).analyze(failure(text));
	}

	private static MarkedYAMLException failure(String text) {
		return catchThrowableOfType(MarkedYAMLException.class, () -> YamlFile.load("application.yml", text));
	}

}
