package io.github.claimsdsl.demo;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.github.claimsdsl.demo.support.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the console shows of rules that the demo does not have.
 */
@DemoServerTest
@TestPropertySource(properties = { "claims-dsl.policies.later.audience=https://api.example.com",
		"claims-dsl.policies.later.order=1", "claims-dsl.policies.later.namespace=https://mydomain.com/claims/",
		"claims-dsl.policies.later.claims.email=user.email",
		"claims-dsl.policies.strict.audience=https://reports.example.com",
		"claims-dsl.policies.strict.claims.office.value=user.department",
		"claims-dsl.policies.strict.claims.office.required=true" })
class ConsoleRulesTests {

	@LocalServerPort
	private int port;

	@Test
	void previewWhenRuleIsOverriddenThenNamesIt() {
		assertThat(preview("alice", "https://api.example.com"))
			.contains("<div><dt>Overrode</dt> <dd>later.email</dd></div>", "<span>skipped: overridden</span>");
	}

	@Test
	void previewWhenRuleRefusesTheTokenThenNamesIt() {
		assertThat(preview("carol", "https://reports.example.com")).contains("Refused", "<code>invalid_grant</code>",
				"Rule strict.office refuses the token.", "<span>no value</span>", "<dd>strict.office</dd>");
	}

	private String preview(String user, String audience) {
		Browser browser = new Browser(this.port);
		browser.signIn("alice", "wonderland");
		return browser
			.submit("/console", "client", "trusted-app", "grantType", "password", "issuance", "INITIAL", "user", user,
					"audience", audience, "_csrf", browser.open("/console").field("_csrf"))
			.body();
	}

}
