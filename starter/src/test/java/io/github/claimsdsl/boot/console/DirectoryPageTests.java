package io.github.claimsdsl.boot.console;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.docs.extension.Extensions;
import io.github.claimsdsl.spring.ConsoleDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The directory of docs/extension-points.md, in a console. Without one, see
 * {@link ConsoleServerTests}.
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void startWhenThereAreTwoDirectoriesThenStopsAndNamesBoth() {
		assertThatException().isThrownBy(() -> ConsoleServer.start(TwoDirectories.class).close())
			.havingRootCause()
			.isInstanceOf(ClaimPolicyException.class)
			.withMessageContainingAll("MemberDirectory', 'second'", "there are 2 ConsoleDirectory beans",
					"Keep one, or mark one as @Primary. (several-directories)");
	}

	@Test
	void startWhenTheirDeclaredTypeHidesTwoDirectoriesThenStopsAndNamesBoth() {
		assertThatException().isThrownBy(() -> ConsoleServer.start(HiddenDirectories.class).close())
			.havingRootCause()
			.isInstanceOf(ClaimPolicyException.class)
			.withMessageContainingAll("'first'", "'second'", "ConsoleDirectory");
	}

	@Test
	void pageWhenTheDirectoryCannotBeReachedThenSaysTryAgain(CapturedOutput output) {
		try (ConsoleServer server = ConsoleServer.start(Unreachable.class)) {
			HttpResponse<String> page = server.visitor().signIn("alice", "wonderland").open(PATH);
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.body()).contains("The server cannot reach its data store").doesNotContain("db.internal");
		}
		assertThat(output).contains("The console cannot answer, because a store threw ").doesNotContain("db.internal");
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
	static class HiddenDirectories {

		@Bean
		Object first() {
			return names(List::of);
		}

		@Bean
		Object second() {
			return names(List::of);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unreachable {

		@Bean
		ConsoleDirectory unreachable() {
			return names(() -> {
				throw new DataAccessResourceFailureException("db.internal");
			});
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
