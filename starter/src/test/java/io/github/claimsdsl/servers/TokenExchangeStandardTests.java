package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What RFC 8693 asks of an authorization server, rule by rule, over HTTP. Where the
 * server departs from it, the test says so.
 */
class TokenExchangeStandardTests {

	@Nested
	class InMemory extends StandardChecks {

		InMemory() {
			super(StockServer.class);
		}

	}

	@Nested
	class OnADatabase extends StandardChecks {

		OnADatabase() {
			super(StoreTests.DatabaseStore.class);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class StandardChecks {

		private final Class<?> arrangement;

		private ExchangeServer server;

		StandardChecks(Class<?> arrangement) {
			this.arrangement = arrangement;
		}

		@BeforeAll
		void start() {
			this.server = ExchangeServer.start(this.arrangement);
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		private String free() {
			return this.server.user("app", "audience", ExchangeServer.FREE);
		}

		private String restricted() {
			return this.server.user("app", "audience", Policies.API);
		}

		private Answer exchangeOf(String... parameters) {
			return this.server.post("app", TwoChecks.with(parameters, "grant_type",
					"urn:ietf:params:oauth:grant-type:token-exchange", "scope", "read"));
		}

		/** Section 2.1: subject_token and subject_token_type are required. */
		@Test
		void requestWithoutSubjectTokenOrItsTypeThenInvalidRequest() {
			exchangeOf("subject_token_type", ExchangeServer.ACCESS_TOKEN).refused("invalid_request");
			exchangeOf("subject_token", free()).refused("invalid_request");
		}

		/**
		 * Section 2.1: actor_token_type is required with an actor_token, else forbidden.
		 */
		@Test
		void actorTokenAndItsTypeWhenOneIsMissingThenInvalidRequest() {
			String[] subject = { "subject_token", free(), "subject_token_type", ExchangeServer.ACCESS_TOKEN };
			exchangeOf(TwoChecks.with(subject, "actor_token", this.server.machine("app"))).refused("invalid_request");
			exchangeOf(TwoChecks.with(subject, "actor_token_type", ExchangeServer.ACCESS_TOKEN))
				.refused("invalid_request");
		}

		/** Section 2.1: the server validates tokens as their stated types are. */
		@Test
		void opaqueTokenWhenStatedAsJwtThenInvalidRequest() {
			String opaque = this.server.user(TokenCase.OPAQUE);
			exchangeOf("subject_token", opaque, "subject_token_type", ExchangeServer.JWT).refused("invalid_request");
			exchangeOf("subject_token", free(), "subject_token_type", ExchangeServer.ACCESS_TOKEN, "actor_token",
					opaque, "actor_token_type", ExchangeServer.JWT)
				.refused("invalid_request");
		}

		/** Section 2.1: the server validates the actor token too. */
		@Test
		void actorTokenWhenRevokedThenRefused() {
			String actor = this.server.machine("app");
			this.server.server().client().post("/oauth2/revoke", "app", "token", actor).granted();
			this.server.exchange("app", free(), actor).refused("invalid_grant");
		}

		/** Section 2.1: the token asked for is for the audience, or the resource. */
		@ParameterizedTest
		@ValueSource(strings = { "audience", "resource" })
		void targetWhenNamedThenTokenIsForIt(String parameter) {
			Answer answer = this.server.exchange("partner", free(), null, parameter, Policies.API).granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		/** Section 2.1: a resource is an absolute URI without a fragment. */
		@ParameterizedTest
		@ValueSource(strings = { "api", "/api", Policies.API + "#part" })
		void resourceWhenNoAbsoluteUriThenRefused(String resource) {
			Answer answer = this.server.exchange("app", free(), null, "resource", resource);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.text("error")).isIn("invalid_target", "invalid_request");
		}

		/** Section 2.1: an exchange does not affect the validity of its tokens. */
		@Test
		void subjectAndActorTokenWhenExchangedThenStayValid() {
			String subject = free();
			String actor = this.server.machine("partner");
			this.server.exchange("partner", subject, actor).granted();
			assertThat(this.server.introspect("app", subject)).containsEntry("active", true);
			assertThat(this.server.introspect("partner", actor)).containsEntry("active", true);
			this.server.exchange("partner", subject, actor).granted();
		}

		/** Section 2.1: requested_token_type names the type; the server has two. */
		@Test
		void requestedTokenTypeThenIssuedOrRefused() {
			for (String type : new String[] { ExchangeServer.ACCESS_TOKEN, ExchangeServer.JWT }) {
				Answer answer = this.server.exchange("app", free(), null, "requested_token_type", type).granted();
				assertThat(answer.text("issued_token_type")).isEqualTo(type);
			}
			this.server
				.exchange("app", free(), null, "requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")
				.refused("unsupported_token_type");
			this.server
				.exchange(TokenCase.OPAQUE, this.server.user(TokenCase.OPAQUE), null, "requested_token_type",
						ExchangeServer.JWT)
				.refused("invalid_request");
		}

		/** Section 2.2.1. */
		@Test
		void answerThenHasTheMembersOfASuccessfulResponse() {
			Answer answer = this.server.exchange("app", free(), null, "scope", "read").granted();
			assertThat(answer.json()).containsEntry("issued_token_type", ExchangeServer.ACCESS_TOKEN)
				.containsEntry("token_type", "Bearer")
				.containsEntry("scope", "read")
				.containsKeys("access_token", "expires_in")
				.doesNotContainKey("refresh_token");
			assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		}

		/**
		 * Section 2.2.2 asks for {@code invalid_request}; the server itself says
		 * {@code invalid_grant} of a token that it does not know.
		 */
		@Test
		void tokenWhenUnknownThenInvalidGrantWhichDeparts() {
			this.server.exchange("app", "unknown", null).refused("invalid_grant");
			this.server.exchange("app", free(), "unknown").refused("invalid_grant");
		}

		/** Section 2.2.2: unacceptable based on policy. */
		@Test
		void tokenWhenUnacceptableThenInvalidRequest() {
			this.server.exchange("barred", free(), null).refused("invalid_request");
			this.server.exchange("app", free(), this.server.machine("legacy")).refused("invalid_request");
			this.server
				.exchange("app", this.server.user("app"), this.server.machine("legacy"), "audience",
						ExchangeServer.FREE)
				.refused("invalid_request");
		}

		/** Section 2.2.2: the server is unwilling to issue a token for the target. */
		@ParameterizedTest
		@ValueSource(strings = { "audience", "resource" })
		void targetWhenUnknownThenInvalidTarget(String parameter) {
			this.server.exchange("app", free(), null, parameter, "https://unknown.example.com")
				.refused("invalid_target");
		}

		/**
		 * Section 4.1: the outermost actor is the current one, the most deeply nested the
		 * least recent; act identifies the actor and says nothing else.
		 */
		@Test
		@SuppressWarnings("unchecked")
		void actThenNestsActorsFromTheCurrentToTheFirst() {
			String first = this.server.acting("app", free(), "audience", ExchangeServer.FREE);
			String second = this.server.acting("partner", first, "audience", ExchangeServer.FREE);
			Map<String, Object> claims = Answer.claimsOf(this.server.acting("legacy", second));
			Object issuer = claims.get("iss");
			Map<String, Object> act = (Map<String, Object>) claims.get("act");
			assertThat(act).containsOnlyKeys("iss", "sub", "act").containsEntry("sub", "legacy");
			Map<String, Object> before = (Map<String, Object>) act.get("act");
			assertThat(before).containsOnlyKeys("iss", "sub", "act").containsEntry("sub", "partner");
			assertThat(before.get("act")).isEqualTo(Map.of("iss", issuer, "sub", "app"));
			assertThat(claims).containsEntry("sub", "alice");
		}

		/** Section 4.1: prior actors are not considered in access control decisions. */
		@Test
		void priorActorThenGivesNoRights() {
			String delegated = this.server.acting("partner", free());
			assertThat(Answer.claimsOf(delegated)).containsEntry("sub", "alice").containsKey("act");
			this.server.exchange("partner", restricted(), delegated).refused("invalid_grant");
			String again = this.server.acting("legacy",
					this.server.acting("partner", free(), "audience", ExchangeServer.FREE));
			this.server.exchange("partner", again, null, "audience", ExchangeServer.FREE).refused("invalid_request");
		}

		/** Section 1.1: without an actor the token is one of impersonation. */
		@Test
		void exchangeWithoutActorTokenThenNoAct() {
			assertThat(this.server.exchange("app", free(), null).granted().claims("access_token"))
				.doesNotContainKeys("act", "by");
			String delegated = this.server.acting("app", free());
			assertThat(this.server.exchange("app", delegated, null).granted().claims("access_token"))
				.doesNotContainKeys("act", "by");
		}

		/** Section 4.4: the party that may act. */
		@Test
		void allowedActorThenActs() {
			Map<String, Object> claims = Answer.claimsOf(restricted());
			assertThat(claims.get("may_act")).isEqualTo(Map.of("sub", "partner", "iss", claims.get("iss")));
			Map<String, Object> exchanged = this.server
				.exchange("partner", restricted(), this.server.machine("partner"), "audience", ExchangeServer.FREE)
				.granted()
				.claims("access_token");
			assertThat(exchanged).containsEntry("by", "partner").doesNotContainKey("may_act");
		}

		/**
		 * Section 4.4: nobody else is authorized. The server refuses the client itself
		 * too if it shows no actor token, which the standard leaves open.
		 */
		@Test
		void otherActorOrNoneThenRefused() {
			this.server.exchange("legacy", restricted(), this.server.machine("legacy")).refused("invalid_grant");
			this.server.exchange("app", restricted(), this.server.machine("app")).refused("invalid_grant");
			this.server.exchange("app", restricted(), restricted()).refused("invalid_grant");
			this.server.exchange("partner", restricted(), null).refused("invalid_grant");
		}

		/**
		 * Section 4.4: the same of an opaque token, whose claims only the server knows.
		 */
		@Test
		void subjectTokenWhenOpaqueThenAllowsTheSameActor() {
			String subject = this.server.user(TokenCase.OPAQUE, "audience", Policies.API);
			this.server.exchange("partner", subject, null).refused("invalid_grant");
			this.server.exchange("legacy", subject, this.server.machine("legacy")).refused("invalid_grant");
			this.server.exchange("partner", subject, this.server.machine("partner")).granted();
			assertThat(this.server.introspect("partner", subject).get("may_act"))
				.isEqualTo(Map.of("sub", "partner", "iss", Answer.claimsOf(restricted()).get("iss")));
		}

	}

}
