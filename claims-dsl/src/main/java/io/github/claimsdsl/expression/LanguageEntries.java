package io.github.claimsdsl.expression;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists what authors can write, by task: the entries of {@code language.tsv}, which the
 * page about the language also shows, and the team's own functions.
 */
final class LanguageEntries {

	static final String FILE = "language.tsv";

	/** The task that the team's own functions are listed under. */
	private static final String OWN = "Functions of your own";

	private LanguageEntries() {
	}

	/** Returns the entries of the language itself. */
	static List<LanguageEntry> ofFile() {
		List<LanguageEntry> entries = new ArrayList<>();
		String task = "";
		for (String line : lines()) {
			if (line.startsWith("# ")) {
				task = line.substring(2);
			}
			else if (!line.startsWith(";") && !line.isEmpty()) {
				String[] cells = line.split("\t", -1);
				entries.add(new LanguageEntry(task, cells[0], cells[3], cells[1], cells[2]));
			}
		}
		return entries;
	}

	private static List<String> lines() {
		try (InputStream file = LanguageEntries.class.getResourceAsStream(FILE)) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the entries of the team's own functions. An example that is not valid is
	 * left out.
	 */
	static Stream<LanguageEntry> own(FunctionLibrary library, Predicate<String> valid) {
		return library.all()
			.stream()
			.filter((function) -> function.owner() != ClaimFunctions.class)
			.map((function) -> new LanguageEntry(OWN, function.signature(), function.description(),
					valid.test(function.example()) ? function.example() : "", ""));
	}

}
