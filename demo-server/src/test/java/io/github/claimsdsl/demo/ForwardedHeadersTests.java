package io.github.claimsdsl.demo;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a proxy that ends TLS, as {@code docs/operations.md} describes.
 */
class ForwardedHeadersTests {

	private static final String[] FORWARDED = { "X-Forwarded-Proto", "https", "X-Forwarded-Host", "login.example.com",
			"X-Forwarded-Port", "443", "X-Forwarded-For", "203.0.113.7", "Accept", "text/html" };

	private static final String AUTHORIZE = "/oauth2/authorize?response_type=code&client_id=web-app&scope=openid"
			+ "&redirect_uri=http://127.0.0.1:8099/callback&code_challenge_method=S256"
			+ "&code_challenge=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv";

	@TempDir
	private Path directory;

	@Test
	void areHonouredWhereTheProxyIsTrusted() {
		try (Nodes nodes = nodes()) {
			Http http = new Http(nodes.start("spring.config.import=classpath:proxy.yml"));
			Answer redirect = http.get(AUTHORIZE, FORWARDED);
			assertThat(redirect.header("Location")).isEqualTo("https://login.example.com/login");
			assertThat(redirect.header("Set-Cookie")).contains("JSESSIONID", "Secure", "HttpOnly", "SameSite=Lax");
			assertThat(redirect.header("Strict-Transport-Security")).isNotEmpty();
			assertThat(failUntilRefused(http, "X-Forwarded-For", "203.0.113.8")).isEqualTo(3);
			assertThat(failUntilRefused(http, "X-Forwarded-For", "203.0.113.9")).isEqualTo(3);
		}
	}

	@Test
	void areIgnoredByDefaultAndFromAProxyThatIsNotTrusted() {
		try (Nodes nodes = nodes()) {
			assertIgnored(new Http(nodes.start()));
			nodes.stop();
			assertIgnored(new Http(nodes.start("spring.config.import=classpath:proxy.yml",
					"server.tomcat.remoteip.internal-proxies=192\\.0\\.2\\.1")));
		}
	}

	private Nodes nodes() {
		return new Nodes("demo.data-directory=" + this.directory, "demo.failure-budget.failures=3");
	}

	private static void assertIgnored(Http http) {
		Answer redirect = http.get(AUTHORIZE, FORWARDED);
		assertThat(redirect.header("Location")).startsWith("http://localhost:").endsWith("/login");
		assertThat(redirect.header("Set-Cookie")).doesNotContain("Secure");
		assertThat(failUntilRefused(http, "X-Forwarded-For", "203.0.113.8")).isEqualTo(3);
		assertThat(failUntilRefused(http, "X-Forwarded-For", "203.0.113.9")).isZero();
	}

	private static int failUntilRefused(Http http, String... headers) {
		for (int failures = 0; failures < 10; failures++) {
			Answer answer = http.post("/oauth2/token", Http.form("grant_type", "client_credentials"), "Authorization",
					Http.basic("machine", "wrong"), headers[0], headers[1]);
			if (answer.status() == 429) {
				return failures;
			}
		}
		throw new AssertionError("The budget is not used up");
	}

}
