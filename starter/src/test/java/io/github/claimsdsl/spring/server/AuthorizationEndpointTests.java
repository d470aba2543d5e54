package io.github.claimsdsl.spring.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static io.github.claimsdsl.spring.audience.TestAudiences.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Authorization requests, plain and pushed, over HTTP: RFC 8707 section 2.1, RFC 6749
 * section 4.1.2.1, RFC 9126.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class AuthorizationEndpointTests {

	private static final String USERINFO = ServerNode.ISSUER + "/userinfo";

	private final ServerNode server;

	private final ServerNode withdrawn;

	AuthorizationEndpointTests(TestStore store) {
		this.server = TestServers.of(store).server();
		this.withdrawn = TestServers.of(store).withdrawn();
	}

	/** RFC 8707 section 2.1 by RFC 6749 section 4.1.2.1. */
	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, "urn:example:default", "https://api.example.com/", "https://API.example.com",
			"https://api.example.com#f", "api", " ", "%", "\"\\" })
	void audienceThatIsUnknownOrForbiddenOrMalformedIsRedirectedBeforeLogin(String audience) {
		this.server.client().authorize("web", "audience", audience).redirectedWith("invalid_target");
		this.server.client().authorize("web", "resource", audience).redirectedWith("invalid_target");
	}

	/** RFC 8707 section 2. */
	@Test
	void severalOrDisagreeingTargetsAreRedirectedAlsoAfterLogin() {
		TestClient client = this.server.client().login();
		client.authorize("web", "resource", API, "resource", REPORTS).redirectedWith("invalid_target");
		client.authorize("web", "resource", API, "resource", API).redirectedWith("invalid_target");
		client.authorize("web", "audience", API, "resource", REPORTS).redirectedWith("invalid_target");
		assertThat(client.authorize("web", "audience", API, "resource", API).redirected("code")).isNotNull();
	}

	/** RFC 6749 section 4.1.2.1. */
	@Test
	void scopeTheAudienceDoesNotDefineIsRedirected() {
		this.server.client()
			.authorize("web", "audience", API, "scope", "openid read:reports")
			.redirectedWith("invalid_scope");
	}

	/** RFC 6749 section 3.1.2.3. */
	@Test
	void redirectUriOfTheClientIsUsedWhereTheRequestHasNone() {
		this.server.client()
			.get("/oauth2/authorize", "response_type", "code", "client_id", "web", "state", "abc", "audience", UNKNOWN)
			.redirectedWith("invalid_target");
	}

	/** RFC 6749 section 4.1.2.1: it must not redirect to an invalid URI. */
	@Test
	void nothingIsRedirectedWhereTheRedirectUriOrTheClientIsNotRegistered() {
		Answer answer = this.server.client()
			.get("/oauth2/authorize", "response_type", "code", "client_id", "web", "state", "abc", "audience", UNKNOWN,
					"redirect_uri", "https://attacker.example.net/");
		assertThat(answer.location()).doesNotContain("attacker", "invalid_target");
		answer = this.server.client().authorize("nobody", "audience", UNKNOWN);
		assertThat(answer.location()).doesNotContain("invalid_target");
	}

	@Test
	void validRequestLeadsToTheLogin() {
		assertThat(this.server.client().authorize("web", "audience", API).location()).endsWith("/login");
	}

	@Test
	void consentKeepsTheAudience() {
		TestClient client = this.server.client().login();
		Answer page = client.authorize("consenting", "audience", API, "scope", "openid read:messages write:messages")
			.granted();
		Answer answer = client.code("consenting", client.consent("consenting", page, "read:messages")).granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
		assertThat((String) answer.claims("access_token").get("scope")).doesNotContain("write:messages");
		client.authorize("consenting", "audience", REPORTS).redirectedWith("invalid_target");
	}

	// pushed

	/** RFC 9126 sections 2.2 and 4. */
	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void pushedAudienceIsKeptWhateverTheBrowserAsksFor(String parameter) {
		TestClient client = this.server.client().login();
		Answer pushed = client.push("web", parameter, API, "scope", "openid");
		assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
		Answer authorized = client.get("/oauth2/authorize", "client_id", "web", "request_uri",
				pushed.string("request_uri"), "audience", REPORTS);
		client.code("web", authorized, "audience", REPORTS).refused("invalid_target");
		Answer answer = client.code("web", authorized).granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
		assertThat(client.refresh("web", answer).granted().audience()).containsExactly(API, USERINFO);
	}

	@Test
	void pushedRequestKeepsTheAudienceOverConsent() {
		TestClient client = this.server.client().login();
		Answer pushed = client.push("consenting", "audience", API, "scope", "write:messages");
		Answer page = client
			.get("/oauth2/authorize", "client_id", "consenting", "request_uri", pushed.string("request_uri"))
			.granted();
		Answer authorized = client.consent("consenting", page, "write:messages");
		assertThat(client.code("consenting", authorized).granted().audience()).containsExactly(API);
	}

	/** RFC 9126 section 2.3 with RFC 8707 section 2. */
	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, "urn:example:default", "https://api.example.com/", " ", "%" })
	void pushedAudienceThatIsUnknownOrForbiddenIsRefused(String audience) {
		this.server.client().push("web", "audience", audience).refused("invalid_target");
		this.server.client().push("web", "resource", audience).refused("invalid_target");
	}

	@Test
	void pushedRequestForSeveralAudiencesOrAScopeTheAudienceDoesNotDefineIsRefused() {
		TestClient client = this.server.client();
		client.push("web", "resource", API, "resource", REPORTS).refused("invalid_target");
		client.push("web", "audience", API, "resource", REPORTS).refused("invalid_target");
		client.push("web", "audience", API, "scope", "read:reports").refused("invalid_scope");
		this.withdrawn.client().push("web", "audience", API).refused("invalid_target");
	}

}
