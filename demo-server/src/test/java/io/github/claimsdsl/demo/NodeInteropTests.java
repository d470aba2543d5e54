package io.github.claimsdsl.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.claimsdsl.demo.support.Tool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients, validators and API middlewares of the Node.js world: installs them with npm
 * and runs {@code src/test/js} against the server. The tests of the script are in
 * {@code target/interop/tests.log}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("test")
class NodeInteropTests {

	private static final Path SOURCES = Path.of("src", "test", "js");

	private static final Path DIRECTORY = Path.of("target", "interop");

	@Autowired
	private JWKSource<SecurityContext> keys;

	@Value("${demo.issuer}")
	private String issuer;

	@DynamicPropertySource
	static void useOneFreePortInTheIssuerToo(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			properties.add("server.port", () -> port);
			properties.add("demo.issuer", () -> "http://localhost:" + port);
			properties.add("spring.datasource.url", () -> "jdbc:h2:mem:interop;DB_CLOSE_DELAY=-1");
		}
	}

	@Test
	void clientsAndValidatorsOfNodeWorkWithTheServer() throws Exception {
		Path npm = Tool.require("npm");
		Path node = Tool.require("node");
		copySources();
		if (run(Map.of(), "install.log", npm.toString(), "ci") != 0) {
			throw Tool.missing("npm ci failed: " + read("install.log"));
		}
		Map<String, String> variables = Map.of("INTEROP_ISSUER", this.issuer, "INTEROP_KEYS", signingKeys());
		assertThat(run(variables, "tests.log", node.toString(), "--test", "--test-reporter=tap"))
			.as(() -> read("tests.log"))
			.isZero();
		assertThat(read("tests.log")).containsPattern("# pass 2[0-9]{2}").contains("# fail 0", "# skipped 0");
	}

	private String signingKeys() throws Exception {
		JWKSelector all = new JWKSelector(new JWKMatcher.Builder().build());
		return new JWKSet(this.keys.get(all, null)).toString(false);
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
