package io.github.claimsdsl.demo.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

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
		Optional<Path> tool = Stream.of(names).flatMap(Tool::find).findFirst();
		if (tool.isPresent()) {
			return tool.get();
		}
		String message = "SKIPPED: none of " + List.of(names) + " is on the path, which these tests need";
		if ("true".equals(System.getenv("CLAIMS_DSL_REQUIRE_TOOLS"))) {
			throw new AssertionError(message);
		}
		LoggerFactory.getLogger(Tool.class).warn(message);
		return Assumptions.abort(message);
	}

	private static Stream<Path> find(String name) {
		return Stream.of(System.getenv("PATH").split(":"))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable);
	}

}
