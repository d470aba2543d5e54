package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.docs.beans.BeansConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/beans.md, in a server.
 */
class BeansPageTests {

	private static final Pattern SNIPPET = Pattern.compile("<!-- file: (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void pageShowsTheFiles() throws IOException {
		String page = Files.readString(Path.of("../docs/beans.md"));
		List<MatchResult> snippets = SNIPPET.matcher(page).results().toList();
		assertThat(snippets).hasSizeGreaterThan(3).hasSize(page.split("```java\n", -1).length - 1);
		snippets.forEach((snippet) -> assertThat(Path.of("..", snippet.group(1))).content().contains(snippet.group(2)));
	}

	@Test
	void examplesWhenInAServerThenInjectedCachedAndInATransaction() {
		TestServer.runner().withUserConfiguration(BeansConfiguration.class).run((context) -> {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			jdbc.sql("insert into customer values ('alice', 'GOLD')").update();
			assertThat(token(TestServer.of(context)).accessToken()).containsEntry("tier", "GOLD")
				.containsEntry("orders", 1)
				.containsEntry("in_transaction", true);
			jdbc.sql("update customer set tier = 'CLOSED'").update();
			assertThat(token(TestServer.of(context)).accessToken()).containsEntry("tier", "GOLD");
			assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.doesNotContainKeys("tier", "orders");
		});
	}

	@Test
	void denialWhenAccountIsClosedThenRefused() {
		TestServer.runner().withUserConfiguration(BeansConfiguration.class).run((context) -> {
			context.getBean(JdbcClient.class).sql("insert into customer values ('alice', 'CLOSED')").update();
			Answer answer = token(TestServer.of(context));
			assertThat(answer.error()).isEqualTo("400 access_denied");
			assertThat(answer.body()).containsEntry("error_description", "The account is closed");
		});
	}

	private static Answer token(TestServer server) {
		return server.authorizationCode(TestServer.CLIENT, "read");
	}

}
