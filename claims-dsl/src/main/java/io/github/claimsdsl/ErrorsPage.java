package io.github.claimsdsl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page that explains the codes of issues. The build writes its address into a file.
 */
final class ErrorsPage {

	private static final String FILE = "errors-page.txt";

	/** What the address starts with as long as the project has no public home. */
	private static final String PLACEHOLDER = "https://example.org/";

	private ErrorsPage() {
	}

	/** Returns a sentence that says where the codes of issues are explained. */
	static String explains(List<Issue> issues) {
		return explains(issues, address());
	}

	static String explains(List<Issue> issues, String address) {
		if (!address.startsWith("https://") || address.startsWith(PLACEHOLDER)) {
			return "The page docs/errors.md of Claims DSL explains each code in parentheses.";
		}
		return "See " + String.join("\nand ",
				issues.stream().map((issue) -> address + "#" + issue.code()).distinct().toList());
	}

	private static String address() {
		try (InputStream file = ErrorsPage.class.getResourceAsStream(FILE)) {
			return (file != null) ? new String(file.readAllBytes(), StandardCharsets.UTF_8).strip() : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
