package io.github.claimsdsl.test;

import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockFile} and {@link VisibleText}.
 */
class LockFileTests {

	private static final String[] PIECES = { "a", " ", "`", "` ", "\n", "\r", "\r\n- ", "\\", "\\u", "\\u0060", "u0060",
			"|", "- rule `x` value: `y`", ": ", "\u202e", "\u00a0", "\u200b", "\u2028", "\u0085", "\u00e9",
			"\ud83d\ude00", "\ud83d", "\ude00", "\udb40\udd00", "\ufe0f", "\t", "\0", "$1", "\u3164", "'it\\'s'" };

	@Test
	void parseWhenRenderedThenSame() {
		Random random = new Random(7);
		for (int i = 0; i < 3_000; i++) {
			SortedSet<PolicyFact> facts = new TreeSet<>();
			for (int j = random.nextInt(4); j >= 0; j--) {
				facts.add(new PolicyFact(one(random, Kind.values()), text(random), one(random, Aspect.values()),
						text(random)));
			}
			String text = LockFile.render(facts);
			assertThat(LockFile.parse(text)).isEqualTo(facts);
			assertThat(text.lines().filter((line) -> line.startsWith("- "))).hasSize(facts.size());
			assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}\\u00a0]");
		}
	}

	private static <T> T one(Random random, T[] values) {
		return values[random.nextInt(values.length)];
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(6); i > 0; i--) {
			text.append(one(random, PIECES));
		}
		return text.toString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
			'.*@mydomain\\\\.com'   ~ '.*@mydomain\\\\.com'
			a|b*c_d                 ~ a|b*c_d
			\\u0041                 ~ \\u005cu0041
			\\\\u0041               ~ \\\\u005cu0041
			""")
	void ofWhenVisibleThenOnlyWhatWouldBeAnEscapeChanges(String text, String shown) {
		assertThat(VisibleText.of(text)).isEqualTo(shown);
		assertThat(VisibleText.parse(shown)).isEqualTo(text);
	}

}
