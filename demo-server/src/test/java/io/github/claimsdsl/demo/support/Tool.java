package io.github.claimsdsl.demo.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;

/**
 * A program on the path that some tests need. Without it they are skipped, unless
 * {@code CLAIMS_DSL_REQUIRE_TOOLS} is {@code true} in the environment: then they fail.
 */
public final class Tool {

	private Tool() {
	}

	/** The first of the programs that is on the path. */
	public static Path require(String... names) {
		return Stream.of(names)
			.flatMap(Tool::find)
			.findFirst()
			.orElseThrow(() -> missing("none of " + List.of(names) + " is on the path"));
	}

	/**
	 * What to throw where the test cannot run: it is skipped, or fails where tools are
	 * required.
	 */
	public static RuntimeException missing(String reason) {
		String message = "These tests cannot run: " + reason;
		if ("true".equals(System.getenv("CLAIMS_DSL_REQUIRE_TOOLS"))) {
			return new IllegalStateException(message);
		}
		LoggerFactory.getLogger(Tool.class).warn("SKIPPED. {}", message);
		return new TestAbortedException(message);
	}

	private static Stream<Path> find(String name) {
		return Stream.of(System.getenv("PATH").split(":"))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable);
	}

}
