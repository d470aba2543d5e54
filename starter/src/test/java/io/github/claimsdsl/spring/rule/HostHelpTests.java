package io.github.claimsdsl.spring.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter has something to add to issues that the engine reports, and to no others.
 */
class HostHelpTests {

	private static final Path ENGINE = Path.of("../claims-dsl/src/test/resources/io/github/claimsdsl");

	private static final Pattern CODE = Pattern.compile("(?m) \\(([a-z-]+)\\)$");

	@Test
	void sentencesWhenKeyedThenByCodesThatTheEngineReports() throws IOException {
		Set<String> codes = new TreeSet<>();
		for (String golden : new String[] { "expression/issues.golden", "policy/issues.txt" }) {
			CODE.matcher(Files.readString(ENGINE.resolve(golden)))
				.results()
				.forEach((match) -> codes.add(match.group(1)));
		}
		assertThat(codes).hasSizeGreaterThan(50).containsAll(HostHelp.SENTENCES.keySet());
	}

	@Test
	void sentencesWhenReadThenEndWithAFullStop() {
		assertThat(HostHelp.SENTENCES.values()).allSatisfy((sentence) -> assertThat(sentence).matches("[A-Z].*\\."));
	}

}
