package io.github.claimsdsl.servers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The claim {@code may_act} that a policy or a customizer writes, where Spring
 * Authorization Server alone would not enforce it: RFC 8693 section 4.4.
 */
class AllowedActorTests {

	private static ExchangeServer mayAct(String expression) {
		return ExchangeServer.start(StockServer.class, ExchangeServer.MAY_ACT, expression);
	}

	/** Values whose shape only shows when the token is issued. */
	@ParameterizedTest
	@ValueSource(strings = { "['sub': user.name == 'alice' ? '' : 'partner']",
			"['sub': user.name == 'alice' ? null : 'partner']", "['sub': size(user.roles)]",
			"['sub': 'partner', 'iss': size(user.roles)]", "user.name == 'alice' ? user.roles : ['sub': 'partner']" })
	void valueWhenItNamesNobodyThenTokenIsRefused(String expression) {
		try (ExchangeServer server = mayAct(expression)) {
			List<String> log = Logs.of(Level.WARN,
					() -> server.flow().tokens("app", "read", "audience", Policies.API).refused("server_error"));
			assertThat(log).singleElement()
				.asString()
				.contains("delegation.may_act", "is not an object with a text 'sub'");
		}
	}

	@Test
	void valueWhenNullThenTokenIsExchangedByAnyActor() {
		try (ExchangeServer server = mayAct("user.name == 'alice' ? null : ['sub': 'partner']")) {
			String subject = server.user("app", "audience", Policies.API);
			server.exchange("legacy", subject, server.machine("legacy")).granted();
		}
	}

	/** Members that identify nobody are not used. */
	@Test
	void membersWhenOthersThenActorIsAllowed() {
		try (ExchangeServer server = mayAct(
				"['sub': 'partner', 'iss': request.issuer, 'exp': 5, 'aud': 'https://x.example.com', 'email': 'a@b.c']")) {
			String subject = server.user("app", "audience", Policies.API);
			server.exchange("partner", subject, server.machine("partner")).granted();
			server.exchange("legacy", subject, server.machine("legacy")).refused("invalid_grant");
		}
	}

	@Test
	void issuerWhenAnotherThenNobodyIsAllowed() {
		try (ExchangeServer server = mayAct("['sub': 'partner', 'iss': 'https://other.example.com']")) {
			String subject = server.user("app", "audience", Policies.API);
			server.exchange("partner", subject, server.machine("partner")).refused("invalid_grant");
		}
	}

	/** The server itself compares no client: two clients may show the same user. */
	@Test
	void clientWhenStatedThenActorTokenMustBeItsOwn() {
		try (ExchangeServer server = mayAct("['sub': 'alice', 'client_id': 'partner']")) {
			String subject = server.user("app", "audience", Policies.API);
			server.exchange("legacy", subject, server.user("legacy")).refused("invalid_request");
			server.exchange("partner", subject, server.user("partner")).granted();
			server.exchange("partner", subject, server.user("partner", "audience", Policies.API)).granted();
			server.exchange("partner", subject, server.user("app", "audience", Policies.API))
				.refused("invalid_request");
			server.exchange("legacy", subject, server.user("partner", "audience", Policies.API)).granted();
		}
	}

	/** A rule for the audience is for exchanged tokens too. */
	@Test
	void exchangedTokenForTheSameAudienceThenAllowsTheSameActor() {
		try (ExchangeServer server = mayAct("['sub': 'partner']")) {
			String exchanged = server.acting("partner", server.user("app", "audience", Policies.API), "audience",
					Policies.API);
			server.exchange("legacy", exchanged, server.machine("legacy")).refused("invalid_grant");
			server.exchange("partner", exchanged, server.machine("partner")).granted();
		}
	}

	/** What the server ignores, the starter refuses. */
	@ParameterizedTest
	@ValueSource(strings = { "text", "list", "nobody" })
	void claimOfACustomizerWhenItNamesNobodyThenNobodyIsAllowed(String shape) {
		try (ExchangeServer server = ExchangeServer.start(ByCustomizer.class, "test.may-act", shape)) {
			String subject = server.user("app", "audience", ExchangeServer.FREE);
			assertThat(Answer.claimsOf(subject)).containsKey("may_act");
			for (String actor : new String[] { null, server.machine("partner") }) {
				Answer answer = server.exchange("partner", subject, actor);
				assertThat(answer.status()).isEqualTo(400);
				assertThat(answer.text("error")).isIn("invalid_request", "invalid_grant");
			}
		}
	}

	@Test
	void claimOfACustomizerWhenReportingThenAsTheServerHasIt() {
		try (ExchangeServer server = ExchangeServer.start(ByCustomizer.class, "test.may-act", "text", "claims-dsl.mode",
				"report")) {
			String subject = server.user("app");
			List<String> log = Logs.of(Level.WARN, () -> server.exchange("partner", subject, null).granted());
			assertThat(log).anyMatch((line) -> line.startsWith("Would refuse the access_token of client 'partner'")
					&& line.contains("not an object with a text 'sub'"));
		}
	}

	@Test
	void ruleWhenReportingThenClaimIsNotWritten() {
		try (ExchangeServer server = ExchangeServer.start(StockServer.class, "claims-dsl.policies.delegation.mode",
				"report")) {
			String subject = server.user("app", "audience", Policies.API);
			assertThat(Answer.claimsOf(subject)).doesNotContainKey("may_act");
			server.exchange("legacy", subject, server.machine("legacy")).granted();
		}
	}

	/** A customizer's value stays what it is. */
	@Test
	void claimOfACustomizerThenIsNotCompleted() {
		try (ExchangeServer server = ExchangeServer.start(ByCustomizer.class, "test.may-act", "object")) {
			String subject = server.user("app", "audience", ExchangeServer.FREE);
			assertThat(Answer.claimsOf(subject).get("may_act")).isEqualTo(Map.of("sub", "partner"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class ByCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> mayAct(Environment environment) {
			Object value = switch (environment.getProperty("test.may-act", "")) {
				case "text" -> "partner";
				case "list" -> new ArrayList<>(List.of("partner"));
				case "object" -> new HashMap<>(Map.of("sub", "partner"));
				default -> new HashMap<>(Map.of("name", "partner"));
			};
			return (context) -> {
				if (!context.getAuthorizedScopes().isEmpty() && !context.getPrincipal().getName().equals("partner")) {
					context.getClaims().claim("may_act", value);
				}
			};
		}

	}

}
