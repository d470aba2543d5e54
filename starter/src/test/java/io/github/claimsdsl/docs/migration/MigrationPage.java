package io.github.claimsdsl.docs.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of a page of docs/migration.
 *
 * @param text the page
 */
record MigrationPage(String text) {

	/** The time at which the pages evaluate their expressions. */
	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	static MigrationPage of(String name) {
		try {
			return new MigrationPage(Files.readString(Path.of("../docs/migration", name)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The rows of all tables with a header. */
	List<List<String>> table(String header) {
		List<List<String>> rows = Stream.of(this.text.split("\n\n"))
			.flatMap((block) -> block.contains("| " + header + " |\n")
					? block.substring(block.indexOf("| " + header + " |\n")).lines().skip(2) : Stream.empty())
			.map(MigrationPage::cells)
			.toList();
		assertThat(rows).as(header).isNotEmpty();
		return rows;
	}

	/** What stands in code in the second column of tables with two columns. */
	List<String> counterparts() {
		return this.text.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("|---"))
			.map(MigrationPage::cells)
			.filter((cells) -> cells.size() == 2)
			.flatMap((cells) -> CODE.matcher(cells.get(1)).results().map((code) -> code.group(1)))
			.distinct()
			.toList();
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|"))
			.map((cell) -> cell.strip().replace("\\|", "|"))
			.toList();
	}

	/** The files shown, each with the claims that the page says two users get. */
	List<MatchResult> examples(String product) {
		return Pattern
			.compile("<!-- file: \\S+/migration/" + product + "/([a-z-]+)[.]yml -->\n```yaml\n[^`]*```\n\n"
					+ "For Ann `([^`]+)`, for Bare `([^`]+)`[.]\n")
			.matcher(this.text)
			.results()
			.toList();
	}

	/** Compares the claims of a token with those that the page says. */
	static void check(ClaimDecision decision, String claims) {
		assertThat(decision.refusal()).isEmpty();
		assertThat(json(decision.claims())).isEqualTo(parsed(claims));
	}

	/** Compiles and evaluates the expression of a cell, and compares it with another. */
	static void check(ClaimPolicyTester.Builder policies, String expression, TokenRequest request, String value) {
		ClaimDecision decision = policies.property("claims-dsl.policies.row.audience", "any")
			.property("claims-dsl.policies.row.claims.value", code(expression))
			.build()
			.evaluate(request);
		assertThat(decision.refusal()).as(expression).isEmpty();
		assertThat(json(decision.claims().get("value"))).as(expression).isEqualTo(parsed(code(value)));
	}

	private static String code(String cell) {
		assertThat(cell).startsWith("`").endsWith("`");
		return cell.substring(1, cell.length() - 1);
	}

	private static @Nullable Object json(@Nullable Object value) {
		return parsed(JSONObjectUtils.toJSONString(Collections.singletonMap("value",
				(value instanceof java.util.Date date) ? date.toInstant().getEpochSecond() : value)), "value");
	}

	private static @Nullable Object parsed(String value) {
		return parsed("{\"value\":" + value + "}", "value");
	}

	private static @Nullable Object parsed(String json, String member) {
		try {
			Map<String, Object> object = JSONObjectUtils.parse(json);
			return object.get(member);
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException(json, ex);
		}
	}

}
