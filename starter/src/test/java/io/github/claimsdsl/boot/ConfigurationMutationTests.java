package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/**
 * Random mutations of configuration that works: whatever starts decides every token as
 * before, or differs by what the mutation says. None is silent.
 */
class ConfigurationMutationTests {

	private static final Path DEMO = Path.of("../demo-server/src/main/resources/application.yml");

	private static final String NAMED = """
			demo.issuer: http://localhost:9000
			claims-dsl:
			  mode: enforce
			  token-generator: wired
			  owned-claims: [acr, amr]
			  warn-token-size: 3KB
			  max-token-size: 6KB
			  audience-required: false
			  audience-source: declared
			  token-exchange:
			    max-depth: 3
			  grant-types: ["urn:ietf:params:oauth:grant-type:company"]
			  request-parameters: [tenant, region]
			  expressions: { length: 1500, depth: 20, nodes: 150 }
			  audiences:
			    messages:
			      id: https://api.example.com
			      clients: [trusted-app, machine]
			      scopes:
			        - read:messages
			        - write:messages
			      api-clients: [messages-api]
			      token-profile: rfc9068
			      signing-algorithm: ES256
			      default-for: [machine]
			    reports: { id: https://reports.example.com, clients: "trusted-app,web-app", scopes: ["read:reports"], token-profile: spring }
			  policies:
			    profile:
			      audience: https://api.example.com
			      grant-type: [password, authorization_code, "urn:ietf:params:oauth:grant-type:company"]
			      client: trusted-app
			      scope: ["read:messages", "write:messages"]
			      token-type: access_token
			      issuance: initial
			      subject: user
			      mode: enforce
			      namespace: https://mydomain.com/claims/
			      order: 5
			      when: user.locked == false
			      claims:
			        email:
			          value: user.email
			          when: "user.roles contains 'user'"
			          required: true
			          error: access_denied
			          error-description: No address, no token
			          on-error: refuse
			          order: 1
			        '[https://other.example.com/level]': "'gold'"
			        '[a.b]': { value: "'dotted'", when: "client.id == 'trusted-app'" }
			        firstName: user.username
			        first_role: { value: "'x'", on-error: omit-claim }
			        department: user.department
			      deny:
			        contractors: { when: "user.roles contains 'contractor'", error: access_denied, description: "Not for contractors, sorry" }
			        not-carol:
			          when: user.username == 'carol'
			    identity:
			      token-type: [id_token]
			      client: [trusted-app, web-app]
			      scope: profile
			      claims:
			        name: { value: user.username, required: true }
			    trial:
			      audience: any
			      mode: report
			      issuance: [initial, refresh]
			      claims:
			        trial: "true"
			      deny:
			        everybody: { when: "client.id == 'machine'" }
			    fallback:
			      audience: any
			      order: 10
			      grant-type: client_credentials
			      subject: [client]
			      claims:
			        '[https://mydomain.com/claims/email]': "'none'"
			""";

	private static final String LISTED = """
			claims-dsl:
			  user:
			    attributes: { groups: texts, level: number }
			  audiences:
			    - id: https://api.example.com
			      clients: [trusted-app, machine]
			      scopes: ["read:messages"]
			    - { id: https://reports.example.com, clients: [web-app] }
			  policies:
			    machines:
			      audience: [https://api.example.com, https://reports.example.com]
			      claims:
			        tier: "(client.id == 'machine') ? 'gold' : 'silver'"
			        groups: { value: user.groups, when: user.level > 3 }
			      deny:
			        - when: client.id == 'web-app'
			          error: access_denied
			        - { when: "request.grantType == 'password'", description: Not by password }
			        - when: "request.scopes contains 'admin'"
			    others:
			      audience: any
			      client: [unknown-app, trusted-app]
			      claims: { other: "'yes'" }
			""";

	@Test
	void startWhenTheDemoIsMutatedThenNoneIsSilent() throws IOException {
		new MutatedConfiguration(Files.readString(DEMO), true).check();
	}

	@Test
	void startWhenAFileThatNamesIsMutatedThenNoneIsSilent() {
		new MutatedConfiguration(NAMED, true).check();
	}

	@Test
	void startWhenAFileThatListsIsMutatedThenNoneIsSilent() {
		new MutatedConfiguration(LISTED, false).check();
	}

}
