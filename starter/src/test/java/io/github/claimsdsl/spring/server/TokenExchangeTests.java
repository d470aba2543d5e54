package io.github.claimsdsl.spring.server;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static io.github.claimsdsl.spring.audience.TestAudiences.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Who may exchange which token for what, over HTTP: RFC 8693 section 2.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class TokenExchangeTests {

	private final ServerNode withdrawn;

	private final TestClient client;

	TokenExchangeTests(TestStore store) {
		this.withdrawn = TestServers.of(store).withdrawn();
		this.client = TestServers.of(store).server().client();
	}

	/** RFC 8693 section 2.1: the audience of the requested token. */
	@Test
	void apiExchangesATokenForItForOneForAnotherApi() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		Answer answer = this.client.exchange("messages-api", subject, "audience", REPORTS, "scope", "read:reports")
			.granted();
		assertThat(answer.audience()).containsExactly(REPORTS);
		assertThat(answer.claims("access_token")).containsEntry("sub", "alice");
		assertThat(answer.json()).containsEntry("scope", "read:reports");
	}

	/** RFC 8693 section 2.2.2: the subject token is unacceptable based on policy. */
	@Test
	void tokenForAnotherApiOrOfAnotherClientIsRefused() {
		Answer reports = this.client.password("app", "audience", REPORTS, "scope", "read:reports").granted();
		Answer none = this.client.password("app", "scope", "read:messages").granted();
		Answer api = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		this.client.exchange("messages-api", reports, "audience", REPORTS, "scope", "read:reports")
			.refused("invalid_request");
		this.client.exchange("messages-api", none, "audience", REPORTS, "scope", "read:reports")
			.refused("invalid_request");
		this.client.exchange("stranger", api).refused("invalid_request");
	}

	/** What is declared for others changes nothing for a token without audience. */
	@Test
	void tokenWithoutAudienceIsExchangedAsTheServerHasIt() {
		Answer none = this.client.password("app", "scope", "read:messages").granted();
		assertThat(this.client.exchange("stranger", none, "scope", "read:messages").granted().audience())
			.containsExactly("stranger");
	}

	@Test
	void clientExchangesItsOwnToken() {
		Answer subject = this.client.password("app", "scope", "read:messages").granted();
		assertThat(this.client.exchange("app", subject, "resource", API).granted().audience()).containsExactly(API);
	}

	@Test
	void nothingIsInherited() {
		Answer subject = this.client.password("app", "audience", API, "scope", "openid read:messages").granted();
		Answer answer = this.client.exchange("app", subject).granted();
		assertThat(answer.audience()).containsExactly("app");
		answer = this.client.exchange("app", subject, "audience", API).granted();
		assertThat(answer.audience()).containsExactly(API);
	}

	/** RFC 8693 section 2.2.2. */
	@Test
	void targetThatIsUnknownForbiddenWithdrawnOrNotOneIsRefused() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		this.client.exchange("messages-api", subject, "audience", API).refused("invalid_target");
		this.client.exchange("messages-api", subject, "audience", UNKNOWN).refused("invalid_target");
		this.client.exchange("app", subject, "audience", API, "audience", REPORTS).refused("invalid_target");
		this.client.exchange("app", subject, "audience", API, "resource", REPORTS).refused("invalid_target");
		this.withdrawn.client().exchange("app", subject, "audience", API).refused("invalid_target");
	}

	/** RFC 8693 section 5: no more rights than the subject token has. */
	@Test
	void scopesStayWithinTheSubjectsForTheSameAudience() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		this.client.exchange("app", subject, "audience", API, "scope", "read:messages write:messages")
			.refused("invalid_scope");
		this.client.exchange("app", subject, "scope", "write:messages").refused("invalid_scope");
		this.client.exchange("app", subject, "audience", REPORTS, "scope", "read:reports").granted();
		this.client.exchange("app", subject, "audience", REPORTS, "scope", "email").refused("invalid_scope");
		this.client.exchange("app", subject, "audience", REPORTS, "scope", "read:messages").refused("invalid_scope");
	}

	/** RFC 8693 section 4.1. */
	@Test
	void actorIsInTheTokenAndGivesNoRights() {
		Answer subject = this.client.password("app", "audience", API, "scope", "read:messages").granted();
		Answer actor = this.client.password("app", "scope", "read:messages").granted();
		String[] actorToken = { "actor_token", actor.string("access_token"), "actor_token_type",
				"urn:ietf:params:oauth:token-type:access_token" };
		Answer answer = this.client.exchange("app", subject, TestClient.concat(actorToken, "audience", API)).granted();
		assertThat(answer.claims("access_token")).hasEntrySatisfying("act",
				(act) -> assertThat(act).isInstanceOf(Map.class));
		assertThat(answer.audience()).containsExactly(API);
		this.client.exchange("stranger", subject, actorToken).refused("invalid_request");
	}

}
