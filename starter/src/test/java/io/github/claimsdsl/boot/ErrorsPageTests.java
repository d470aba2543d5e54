package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ExpressionProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of errors has a section for each code that a message shows, and a table of
 * all.
 */
class ErrorsPageTests {

	private static final Path PAGE = Path.of("../docs/errors.md");

	private static final Pattern CODE = Pattern.compile(
			"\\b(?:new Issue|issue|issues\\.add|misplaced|unheard)\\(\\s*(?:property,\\s*)?\"([a-z]+(?:-[a-z]+)*)\",");

	private static final Pattern SECTION = Pattern.compile("(?m)^### (\\S+)$");

	private static final String WHAT_TO_DO = "*What to do:* ";

	/** Where a sentence ends: a full stop, outside of code, before the next capital. */
	private static final Pattern SENTENCE = Pattern.compile("((?:`[^`]+`|[^`])*?[.!?])(?: (?=[A-Z`*])|$)");

	/** Words with a dash. */
	private static final Pattern WORD = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

	/** What follows {@code unknown-} and {@code dead-} is the name of a dimension. */
	private static final Pattern OF_DIMENSION = Pattern.compile("(?:unknown|dead)-[a-z]+(?:-[a-z]+)*");

	/** Words with a dash that are neither codes nor properties of the library. */
	private static final Set<String> OTHER_WORDS = Set.of("claims-dsl", "default-value", "jwt-bearer", "omit-claim",
			"or-else", "some-name", "token-exchange", "uma-ticket", "would-be-refused");

	/**
	 * By the tests of arrangements, ConsoleArrangementTests, DirectoryPageTests,
	 * EarlyServerTests and UserTests, which have a server. That of YAML is by
	 * YamlFailureTests.
	 */
	private static final Set<String> FOLLOWED_WITH_A_SERVER = Set.of("console-open", "federated-logins", "no-userinfo",
			"own-token-generator", "primary-customizer", "server-too-early", "several-authorization-services",
			"several-directories", "several-token-generators", "standard-claims", "unguarded-server",
			"unheard-customizer", "yaml-syntax");

	@Test
	void pageWhenReadThenHasASectionForEachCode() throws IOException {
		String page = Files.readString(PAGE);
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
		String page = Files.readString(PAGE);
		Set<String> codes = new TreeSet<>();
		SECTION.matcher(page.substring(page.indexOf("## Policies")))
			.results()
			.forEach((match) -> codes.add(match.group(1)));
		Stream.of(ConfigurationActionTests.actions(), BeanActionTests.actions())
			.flatMap(List::stream)
			.forEach((action) -> codes.remove(action.code()));
		assertThat(codes).containsExactlyInAnyOrderElementsOf(FOLLOWED_WITH_A_SERVER);
	}

	/** A code that is made in a way that {@link #CODE} does not see is found too. */
	@Test
	void sourcesWhenTheyHoldAWordWithADashThenItIsASectionOrAProperty() throws IOException {
		Set<String> known = new TreeSet<>(OTHER_WORDS);
		known.addAll(sections().keySet());
		Stream
			.of(ClaimsDslProperties.class, PolicyProperties.class, ClaimProperties.class, AudienceProperties.class,
					ExpressionProperties.class)
			.map(ClaimsDslProperties::names)
			.forEach(known::addAll);
		Set<String> words = new TreeSet<>();
		for (Path file : sources()) {
			WORD.matcher(Files.readString(file)).results().forEach((match) -> words.add(match.group(1)));
		}
		assertThat(words).hasSizeGreaterThan(100);
		words.removeAll(known);
		assertThat(words).as("codes without a section in docs/errors.md").isEmpty();
	}

	@Test
	void sectionsWhenReadThenNoTwoSayTheSame() throws IOException {
		Map<String, Section> sections = sections();
		assertThat(sections.values()).extracting(Section::what).doesNotHaveDuplicates();
	}

	@Test
	void sectionsWhenReadThenEachIsACodeOfTheSources() throws IOException {
		StringBuilder all = new StringBuilder();
		for (Path file : sources()) {
			all.append(Files.readString(file));
		}
		assertThat(sections().keySet()).filteredOn((code) -> !OF_DIMENSION.matcher(code).matches())
			.allSatisfy((code) -> assertThat(all).contains("\"" + code + "\""));
	}

	@Test
	void tableWhenGeneratedThenIsThatOfThePage() throws IOException {
		StringBuilder table = new StringBuilder("| code | what is wrong | what to do |\n|---|---|---|\n");
		sections().forEach((code, section) -> table.append("| [`%s`](#%s) | %s | %s |\n".formatted(code, code,
				firstSentence(section.what()), firstSentence(section.action()))));
		GeneratedPart.of("errors.md").assertIs(table.toString());
	}

	private static String firstSentence(String text) {
		Matcher sentence = SENTENCE.matcher(text);
		return (sentence.lookingAt() ? sentence.group(1) : text).replace("|", "\\|");
	}

	/**
	 * What a section says.
	 *
	 * @param what what is wrong
	 * @param action what to do
	 */
	private record Section(String what, String action) {

		static Section of(String code, String text) {
			List<String> paragraphs = Arrays.stream(text.split("\n\n"))
				.map((paragraph) -> paragraph.strip().replace("\n", " "))
				.toList();
			assertThat(paragraphs).as("paragraphs of " + code)
				.hasSizeGreaterThan(2)
				.anyMatch((paragraph) -> paragraph.startsWith(WHAT_TO_DO));
			String action = paragraphs.stream()
				.filter((paragraph) -> paragraph.startsWith(WHAT_TO_DO))
				.findFirst()
				.orElseThrow();
			return new Section(paragraphs.get(1), action.substring(WHAT_TO_DO.length()));
		}

	}

	private static Map<String, Section> sections() throws IOException {
		Map<String, Section> sections = new TreeMap<>();
		for (String part : Files.readString(PAGE).split("(?m)^(?=##)")) {
			Matcher heading = SECTION.matcher(part);
			if (heading.find()) {
				sections.put(heading.group(1), Section.of(heading.group(1), part));
			}
		}
		return sections;
	}

	/** The pages of the console have no codes, but the classes of style sheets. */
	private static List<Path> sources() throws IOException {
		List<Path> sources = new ArrayList<>();
		for (String module : new String[] { "src/main/java", "../claims-dsl/src/main/java" }) {
			try (Stream<Path> files = Files.walk(Path.of(module))) {
				files.filter((path) -> path.toString().endsWith(".java"))
					.filter((path) -> !path.getParent().endsWith("console") || path.toString().endsWith("Check.java"))
					.forEach(sources::add);
			}
		}
		return sources;
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
