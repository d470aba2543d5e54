package io.github.claimsdsl.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;

import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the README: its commands give the results it shows, and its snippets are in the
 * files it names.
 */
@DemoServerTest
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern RUN = Pattern
		.compile("<!-- run -->\n```bash\n(.*?)```.*?<!-- result -->\n```(json|text)\n(.*?)```", Pattern.DOTALL);

	private static final Pattern COMMANDS = Pattern.compile("<!-- run -->\n```bash\n(.*?)```", Pattern.DOTALL);

	private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

	private static final Pattern CONFIGURATION = Pattern.compile("(?<!-->)\n```yaml\n(claims-dsl:\n.*?)```",
			Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]*)(?:#([^)]+))?\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

	private static final Set<String> VARYING = Set.of("iat", "nbf", "exp", "auth_time", "jti");

	private static final String NEXT = "=== next ===";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "README.md, 2", "docs/explain.md, 2" })
	void commandsGiveTheResultsShown(String page, int count, @TempDir Path directory) throws Exception {
		List<MatchResult> steps = RUN.matcher(Files.readString(ROOT.resolve(page))).results().toList();
		String session = steps.stream()
			.map((step) -> step.group(1))
			.collect(Collectors.joining("echo '" + NEXT + "'\n"));
		List<String> printed = List.of(run("set -euo pipefail\n" + session, directory).split(NEXT));
		assertThat(printed).hasSameSizeAs(steps).hasSize(count);
		for (int i = 0; i < steps.size(); i++) {
			assertResult(printed.get(i).strip(), steps.get(i).group(2), steps.get(i).group(3).strip());
		}
	}

	@Test
	void commandsOfTheOperationsPageRotateTheKeys(@TempDir Path directory) throws Exception {
		Http http = new Http(this.port);
		String keys = http.get("/oauth2/jwks").body();
		Matcher commands = COMMANDS.matcher(Files.readString(ROOT.resolve("docs/operations.md")));
		assertThat(commands.find()).isTrue();
		assertThat(run("set -euo pipefail\n" + commands.group(1), directory)).contains("RS256", "ES256");
		String rotated = http.get("/oauth2/jwks").body();
		assertThat(JWKSet.parse(rotated).getKeys()).hasSize(2);
		assertThat(ids(rotated)).isNotEqualTo(ids(keys)).containsAnyElementsOf(ids(keys));
	}

	private static List<String> ids(String keys) throws Exception {
		return JWKSet.parse(keys).getKeys().stream().map(JWK::getKeyID).sorted().toList();
	}

	private static void assertResult(String printed, String format, String shown) throws Exception {
		if (format.equals("json")) {
			assertSameClaims(printed, shown);
		}
		else {
			assertThat(printed).isEqualTo(shown);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void snippetsAreInTheFilesNamed(Path page) throws Exception {
		FILE.matcher(Files.readString(page))
			.results()
			.forEach((snippet) -> assertThat(ROOT.resolve(snippet.group(1))).content().contains(snippet.group(2)));
	}

	/** A snippet that is in no file is a configuration of its own, which must start. */
	@ParameterizedTest
	@MethodSource("pages")
	void configurationsAreAccepted(Path page) throws Exception {
		CONFIGURATION.matcher(Files.readString(page)).results().map((snippet) -> snippet.group(1)).forEach((yaml) -> {
			ClaimPolicyTester.Builder policies = yaml.contains("attributes:") ? ClaimPolicyTester.withoutUser()
					: ClaimPolicyTester.forUser(AppUser.class);
			policies.yaml(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))).build();
		});
	}

	@Test
	void pagesHoldTheConfigurationsThatAreChecked() throws Exception {
		long found = 0;
		for (Path page : pages()) {
			found += CONFIGURATION.matcher(Files.readString(page)).results().count();
		}
		assertThat(found).isEqualTo(10);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) throws Exception {
		for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
			Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as(link.group()).contains(link.group(2));
			}
		}
	}

	/** A contents page or another page leads to each page. */
	@Test
	void pagesAreLinked() throws Exception {
		Set<Path> linked = new HashSet<>();
		for (Path page : pages()) {
			LINK.matcher(Files.readString(page))
				.results()
				.forEach((link) -> linked.add(page.resolveSibling(link.group(1)).normalize()));
		}
		assertThat(pages()).filteredOn((page) -> !page.equals(ROOT.resolve("README.md")))
			.allMatch((page) -> linked.contains(page.normalize()));
	}

	/** As web sites that show Markdown name them. */
	private static List<String> anchors(Path page) throws IOException {
		return HEADING.matcher(Files.readString(page))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'))
			.toList();
	}

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of(ROOT.resolve("README.md")), docs.filter((path) -> path.toString().endsWith(".md")))
				.toList();
		}
	}

	@Test
	void isShort() throws Exception {
		assertThat(readme().lines()).hasSizeLessThan(130);
	}

	private static void assertSameClaims(String printed, String shown) throws Exception {
		Map<String, Object> actual = JSONObjectUtils.parse(printed);
		Map<String, Object> expected = JSONObjectUtils.parse(shown);
		assertThat(actual.keySet()).isEqualTo(expected.keySet());
		VARYING.forEach((name) -> {
			actual.remove(name);
			expected.remove(name);
		});
		assertThat(actual).isEqualTo(expected);
	}

	private String run(String session, Path directory) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-c",
				session.replace("http://localhost:9000/", "http://localhost:" + this.port + "/"))
			.directory(directory.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(bash.exitValue()).as(session).isZero();
		return output;
	}

	private static String readme() throws IOException {
		return Files.readString(ROOT.resolve("README.md"));
	}

}
