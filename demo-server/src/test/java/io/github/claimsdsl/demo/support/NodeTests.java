package io.github.claimsdsl.demo.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs tests of {@code src/test/js}, with the packages that npm installs.
 */
public final class NodeTests {

	private static final Path SOURCES = Path.of("src", "test", "js");

	private static final Path DIRECTORY = Path.of("target", "interop");

	private NodeTests() {
	}

	/** Runs files against a server, all tests if none is named; returns what they say. */
	public static String run(String log, String issuer, JWKSource<SecurityContext> keys, String... files)
			throws Exception {
		Path node = Tool.require("node");
		install();
		Map<String, String> variables = Map.of("INTEROP_ISSUER", issuer, "INTEROP_KEYS", signingKeys(keys));
		String[] command = Stream
			.concat(Stream.of(node.toString(), "--test", "--test-reporter=tap"), Arrays.stream(files))
			.toArray(String[]::new);
		assertThat(run(variables, log, command)).as(() -> read(log)).isZero();
		assertThat(read(log)).contains("# fail 0", "# skipped 0");
		return read(log);
	}

	private static void install() throws Exception {
		Path npm = Tool.require("npm");
		copySources();
		if (run(Map.of(), "install.log", npm.toString(), "ci") != 0) {
			throw Tool.missing("npm ci failed: " + read("install.log"));
		}
	}

	private static String signingKeys(JWKSource<SecurityContext> keys) throws Exception {
		JWKSelector all = new JWKSelector(new JWKMatcher.Builder().build());
		return new JWKSet(keys.get(all, null)).toString(false);
	}

	private static void copySources() throws IOException {
		Files.createDirectories(DIRECTORY);
		try (Stream<Path> files = Files.list(SOURCES).filter(Files::isRegularFile)) {
			for (Path file : files.toList()) {
				Files.copy(file, DIRECTORY.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static int run(Map<String, String> variables, String log, String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(DIRECTORY.toFile())
			.redirectErrorStream(true)
			.redirectOutput(DIRECTORY.resolve(log).toFile());
		builder.environment().putAll(variables);
		Process process = builder.start();
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(log).isTrue();
		return process.exitValue();
	}

	private static String read(String log) {
		try {
			return Files.readString(DIRECTORY.resolve(log));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
