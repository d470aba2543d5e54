package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ProtectedClaims;

/**
 * The page of policies lists the protected claims of each place, with their standards.
 */
class ProtectedClaimsPageTests {

	@Test
	void pageWhenReadThenHasTheTableOfAllPlaces() throws IOException {
		assertThat(Files.readString(Path.of("../docs/policies.md"))).contains(table());
	}

	private static String table() {
		Map<String, List<String>> places = new TreeMap<>();
		Arrays.stream(TokenType.values())
			.forEach((type) -> ProtectedClaims.of(type)
				.forEach((claim, standard) -> places
					.computeIfAbsent(claim + "` | " + standard, (key) -> new ArrayList<>())
					.add(type.value())));
		StringBuilder table = new StringBuilder("| claim | standard | protected in |\n|---|---|---|\n");
		places.forEach((row, types) -> table.append("| `")
			.append(row)
			.append(" | ")
			.append((types.size() == TokenType.values().length) ? "all" : String.join(", ", types))
			.append(" |\n"));
		return table.toString();
	}

}
