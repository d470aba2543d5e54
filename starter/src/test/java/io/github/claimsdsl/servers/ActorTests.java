package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chain of actors as input of rules, and its bound: RFC 8693 section 4.1.
 */
class ActorTests {

	private static final String[] FREE = { "audience", ExchangeServer.FREE };

	private static final String DENY = "claims-dsl.policies.chains.deny.long.when";

	/** On a database too, where the principal is read back. */
	@ParameterizedTest
	@ValueSource(classes = { StockServer.class, StoreTests.DatabaseStore.class })
	void chainThenIsReadWhereTheTokenIsIssuedAndWhereItIsAskedFor(Class<?> arrangement) {
		try (ExchangeServer server = ExchangeServer.start(arrangement)) {
			String second = server.acting("partner", server.acting("app", server.user("app", FREE), FREE), FREE);
			assertThat(Answer.claimsOf(second)).containsEntry("by", "partner").containsEntry("before", List.of("app"));
			String third = server.acting("legacy", second, "audience", ExchangeServer.FREE);
			assertThat(Answer.claimsOf(third)).containsEntry("by", "legacy")
				.containsEntry("before", List.of("partner", "app"));
			assertThat(server.introspect("legacy", third)).containsEntry("by", "legacy")
				.containsEntry("before", List.of("partner", "app"));
		}
	}

	@Test
	void chainThenIsReadByUserInfo() {
		try (ExchangeServer server = ExchangeServer.start(StockServer.class)) {
			String token = server.exchange("app", server.user("app"), server.machine("app"), "scope", "openid read")
				.granted()
				.text("access_token");
			String again = server.exchange("app", token, server.machine("app"), "scope", "openid read")
				.granted()
				.text("access_token");
			assertThat(server.server().client().json("/userinfo", again, "").granted().json())
				.containsEntry("by", "app")
				.containsEntry("before", List.of("app"));
			String impersonated = server.exchange("app", again, null, "scope", "openid read")
				.granted()
				.text("access_token");
			assertThat(server.server().client().json("/userinfo", impersonated, "").granted().json())
				.doesNotContainKeys("by", "before");
		}
	}

	@Test
	void denialThenDecidesOnTheChain() {
		try (ExchangeServer server = ExchangeServer.start(StockServer.class, "claims-dsl.policies.chains.audience",
				"any", DENY, "actor != null && (subject in actor.previous) contains 'app'")) {
			String first = server.acting("app", server.user("app", FREE), FREE);
			server.exchange("partner", first, server.machine("partner")).refused("invalid_grant");
			server.exchange("partner", first, null).granted();
		}
	}

	@Test
	void ruleInJavaThenGetsTheChain() {
		try (ExchangeServer server = ExchangeServer.start(JavaRules.class)) {
			assertThat(Answer.claimsOf(server.user("app", FREE))).containsEntry("chain", "alone");
			String second = server.acting("partner", server.acting("app", server.user("app", FREE), FREE), FREE);
			assertThat(Answer.claimsOf(second)).containsEntry("chain", "partner after app");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Chain.class })
	static class JavaRules {

	}

	@ClaimRule(audience = "any")
	static class Chain {

		@Claim("chain")
		String chain(@Nullable Actor actor) {
			if (actor == null) {
				return "alone";
			}
			return actor.previous().isEmpty() ? actor.subject()
					: actor.subject() + " after " + chain(actor.previous().get(0));
		}

	}

	/** The server saves no principal of such a token, and wants one to exchange it. */
	@Test
	void tokenOfAClientThenIsNoSubjectButAnActor() {
		try (ExchangeServer server = ExchangeServer.start(StockServer.class)) {
			String machine = server.machine("partner");
			server.exchange("partner", machine, server.machine("partner")).refused("invalid_grant");
			assertThat(Answer.claimsOf(server.acting("partner", server.user("app", FREE)))).containsEntry("by",
					"partner");
			String opaque = server.machine(TokenCase.OPAQUE);
			String exchanged = server.exchange(TokenCase.OPAQUE, server.user(TokenCase.OPAQUE), opaque)
				.granted()
				.text("access_token");
			assertThat(server.introspect(TokenCase.OPAQUE, exchanged)).containsEntry("by", TokenCase.OPAQUE);
		}
	}

	/** An actor token that was exchanged itself brings no actors of its own. */
	@Test
	void actThenIsNoLongerThanTheDepth() {
		try (ExchangeServer server = ExchangeServer.start(StockServer.class, "claims-dsl.token-exchange.max-depth",
				"3")) {
			String token = server.user("app");
			String actor = server.user("app");
			for (int i = 1; i <= 3; i++) {
				String exchanged = server.exchange("app", token, actor).granted().text("access_token");
				assertThat(length(exchanged)).isEqualTo(i);
				actor = token;
				token = exchanged;
			}
			server.exchange("app", token, server.machine("app")).refused("invalid_request");
			server.exchange("app", server.user("app"), token).refused("invalid_request");
			assertThat(length(server.exchange("app", server.user("app"), actor).granted().text("access_token")))
				.isEqualTo(1);
		}
	}

	/** While decisions are only reported, no depth is remembered. */
	@Test
	void actWhenItsDepthIsNotRememberedThenCounts() {
		String token;
		OAuth2Authorization saved;
		try (ExchangeServer server = ExchangeServer.start(StockServer.class, "claims-dsl.mode", "report")) {
			token = server.user("app");
			for (int i = 0; i < 4; i++) {
				token = server.exchange("app", token, server.machine("app")).granted().text("access_token");
			}
			saved = server.saved(token);
		}
		try (ExchangeServer server = ExchangeServer.start(StockServer.class)) {
			server.server().bean(OAuth2AuthorizationService.class).save(saved);
			assertThat(length(token)).isEqualTo(4);
			server.exchange("app", token, server.machine("app")).refused("invalid_request");
		}
	}

	private static int length(String token) {
		int length = 0;
		Object act = Answer.claimsOf(token).get("act");
		while (act instanceof Map<?, ?> actor) {
			length++;
			act = actor.get("act");
		}
		return length;
	}

}
