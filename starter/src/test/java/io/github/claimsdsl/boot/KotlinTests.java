package io.github.claimsdsl.boot;

import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.claimsdsl.boot.TestServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules in Kotlin of docs/beans.md, compiled and in a server.
 */
class KotlinTests {

	private static final Path SOURCE = Path.of("src/test/resources/kotlin/CustomerRules.kt");

	private static URLClassLoader classes;

	@BeforeAll
	static void compile(@TempDir Path directory) throws Exception {
		ExitCode code = new K2JVMCompiler().exec(new PrintStream(System.out), "-no-stdlib", "-no-reflect",
				"-jvm-target", "17", "-classpath", System.getProperty("java.class.path"), "-d", directory.toString(),
				SOURCE.toString());
		assertThat(code).isEqualTo(ExitCode.OK);
		classes = new URLClassLoader(new URL[] { directory.toUri().toURL() }, KotlinTests.class.getClassLoader());
	}

	@AfterAll
	static void close() throws Exception {
		classes.close();
	}

	private static WebApplicationContextRunner with(String tier) throws Exception {
		Object rules = classes.loadClass("com.example.CustomerRules")
			.getConstructor(Map.class)
			.newInstance(Map.of("alice", tier));
		return bean(TestServer.runner(), rules.getClass(), rules);
	}

	private static <T> WebApplicationContextRunner bean(WebApplicationContextRunner runner, Class<T> type,
			Object rules) {
		return runner.withBean("customerRules", type, () -> type.cast(rules));
	}

	@Test
	void rulesWhenInKotlinThenTheyRun() throws Exception {
		with("gold").run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.authorizationCode(TestServer.CLIENT, "read").accessToken()).containsEntry("tier", "gold")
				.containsEntry("contact", Map.of("mail", "alice@example.com"));
			assertThat(server.tenant("acme").accessToken()).containsEntry("tenant", "acme").doesNotContainKey("tier");
		});
	}

	@Test
	void denialWhenInKotlinThenRefuses() throws Exception {
		with("closed").run((context) -> {
			Answer answer = TestServer.of(context).authorizationCode(TestServer.CLIENT, "read");
			assertThat(answer.error()).isEqualTo("400 access_denied");
			assertThat(answer.body()).containsEntry("error_description", "The account is closed");
		});
	}

	@Test
	void pageWhenReadThenShowsTheFile() throws Exception {
		assertThat(Files.readString(Path.of("../docs/beans.md"))).contains(Files.readString(SOURCE));
	}

}
