package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.claimsdsl.docs.extension.Extensions;
import io.github.claimsdsl.spring.ConsoleDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The directory of docs/extension-points.md, in a console. Without one, see
 * {@link ConsoleServerTests}.
 */
class DirectoryPageTests {

	private static final String PATH = "/claims-dsl";

	@Test
	void suggestionsWhenThereIsADirectoryThenItsOwn() {
		try (ConsoleServer server = ConsoleServer.start(Directory.class)) {
			Visitor admin = server.visitor().signIn("alice", "wonderland");
			assertThat(suggest(admin, "users", "lic")).isEqualTo("[\"alice\"]");
			assertThat(suggest(admin, "clients", "p")).isEqualTo("[\"app\"]");
			assertThat(suggest(admin, "clients", "")).isEqualTo("[\"app\"]");
			assertThat(suggest(admin, "clients", "%")).isEqualTo("[]");
		}
	}

	@Test
	void suggestionsWhenThereAreTwoDirectoriesThenNoneIsAsked() {
		try (ConsoleServer server = ConsoleServer.start(TwoDirectories.class)) {
			assertThat(suggest(server.visitor().signIn("alice", "wonderland"), "users", "lic")).isEqualTo("[]");
		}
	}

	@Test
	void pageWhenTheDirectoryThrowsThenServerError() {
		try (ConsoleServer server = ConsoleServer.start(Failing.class)) {
			assertThat(server.visitor().signIn("alice", "wonderland").open(PATH).statusCode()).isEqualTo(500);
		}
	}

	private static String suggest(Visitor visitor, String kind, String search) {
		return visitor.submitFrom(PATH, PATH + "/suggest", "kind", kind, "search", search).body();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Extensions.Directory.class)
	static class Directory {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Extensions.Directory.class)
	static class TwoDirectories {

		@Bean
		ConsoleDirectory second() {
			return names(() -> List.of("second"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		ConsoleDirectory failing() {
			return names(() -> {
				throw new IllegalStateException("on purpose");
			});
		}

	}

	private static ConsoleDirectory names(Supplier<List<String>> names) {
		return new ConsoleDirectory() {

			@Override
			public List<String> clients(String search, int limit) {
				return names.get();
			}

			@Override
			public List<String> users(String search, int limit) {
				return names.get();
			}

		};
	}

}
