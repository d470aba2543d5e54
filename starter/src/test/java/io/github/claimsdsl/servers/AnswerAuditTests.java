package io.github.claimsdsl.servers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Refusals of answers are audited as those of tokens are.
 */
class AnswerAuditTests {

	@Test
	void answersWhenRefusedThenAreAudited() {
		try (AnswerServer server = AnswerServer.start(Audited.class, "claims-dsl.policies.tier.deny.gone.when",
				"user.groups != null && user.groups contains 'gone'", "claims-dsl.policies.groups.deny.gone.when",
				"user.groups != null && user.groups contains 'gone'")) {
			Answer tokens = server.flow().tokens("app", "openid read", "audience", Policies.API).granted();
			List<AuditEvent> events = server.server().bean(Audit.class).events;
			events.clear();
			server.save("alice@company.example", true, "gone");
			assertThat(server.userInfo(tokens).status()).isEqualTo(401);
			assertThat(server.introspected("messages-api", tokens)).containsEntry("active", false);
			assertThat(events).filteredOn((event) -> event.getType().equals("CLAIMS_TOKEN_REFUSED"))
				.extracting((event) -> event.getData().get("tokenType"), (event) -> event.getData().get("error"))
				.containsExactly(tuple("userinfo", "invalid_token"), tuple("introspection", "invalid_token"));
		}
	}

	static final class Audit {

		private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void audited(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, AnswerServer.Team.class, Audit.class })
	static class Audited {

	}

}
