package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.boot.actuate.ClaimsDslActuatorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told in report mode of a claim that a customizer has set: whether the rule
 * would write the same value, once for each result, and never a value.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReportedComparisonTests {

	private static final String IN_TOKEN = " in the access_token of client 'app', grant type 'client_credentials'";

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslActuatorAutoConfiguration.class))
		.withUserConfiguration(Customized.class, ObservedBeans.Metrics.class)
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.same='pearl'",
				"claims-dsl.policies.p.claims.other='ruby'", "claims-dsl.policies.p.claims.absent=user.name",
				"claims-dsl.policies.p.claims.broken=text(1 / (now.epochSecond - now.epochSecond))",
				"claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.grant-type=authorization_code",
				"claims-dsl.policies.q.claims.unselected='opal'");

	private static void issueTwice(TestServer server) {
		for (int i = 0; i < 2; i++) {
			assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).containsAllEntriesOf(
					Map.of("same", "pearl", "other", "jade", "absent", "jade", "broken", "jade", "unselected", "jade"));
		}
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains("Claim '"))
			.map((line) -> line.replaceAll("^.*?(INFO|WARN) .*?Claim '", "$1 Claim '")
				.replaceAll(" \\(claims-dsl[^)]*]\\)", ""))
			.toList();
	}

	@Test
	void modeWhenReportThenTheLogSaysOnceHowEachRuleCompares(CapturedOutput output) {
		this.runner.withPropertyValues("claims-dsl.mode=report").run((context) -> {
			issueTwice(TestServer.of(context));
			assertThat(lines(output)).containsExactlyInAnyOrder(
					"INFO Claim 'same' is set by a customizer, to the same value as by rule p.same" + IN_TOKEN,
					"WARN Claim 'other' is set by a customizer, to another value than by rule p.other" + IN_TOKEN,
					"WARN Claim 'absent' is set by a customizer, but rule p.absent would leave it out (there is no user)"
							+ IN_TOKEN,
					"WARN Claim 'broken' is set by a customizer, but rule p.broken fails ('/' cannot divide by zero)"
							+ IN_TOKEN,
					"WARN Claim 'unselected' is set by a customizer, but rule q.unselected would leave it out "
							+ "(not selected: grant-type)" + IN_TOKEN);
			assertThat(output).doesNotContain("Would refuse").doesNotContain("pearl", "ruby", "jade", "opal");
		});
	}

	@Test
	void modeWhenReportThenAuditedOnceAndCountedEachTime() {
		this.runner.withPropertyValues("claims-dsl.mode=report").run((context) -> {
			issueTwice(TestServer.of(context));
			assertThat(context.getBean(Customized.class).events).allSatisfy((event) -> {
				assertThat(event.getType()).isEqualTo("CLAIMS_RULE_COMPARED");
				assertThat(event.getData()).containsEntry("client", TestServer.CLIENT)
					.containsEntry("tokenType", "access_token");
			})
				.extracting((event) -> event.getData().get("rule") + " " + event.getData().get("claim") + " "
						+ event.getData().get("status"))
				.containsExactlyInAnyOrder("p.same same already-set-same", "p.other other already-set-other",
						"p.absent absent already-set-left-out", "p.broken broken failed",
						"q.unselected unselected already-set-left-out");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("claims.rule").tags("rule", "p.same", "status", "already-set-same").timer().count())
				.isEqualTo(2);
			assertThat(meters.get("claims.rule").tags("rule", "p.other", "status", "already-set-other").timer().count())
				.isEqualTo(2);
			assertThat(meters.get("claims.decision").tags("outcome", "issued").timer().count()).isEqualTo(2);
		});
	}

	@Test
	void policyWhenReportedThenOnlyItsRulesAreCompared(CapturedOutput output) {
		this.runner
			.withPropertyValues("claims-dsl.policies.q.mode=report",
					"claims-dsl.policies.q.grant-type=client_credentials")
			.run((context) -> {
				issueTwice(TestServer.of(context));
				assertThat(lines(output)).contains(
						"WARN Claim 'unselected' is set by a customizer, to another value than by rule q.unselected"
								+ IN_TOKEN,
						"WARN Claim 'other' is set by a customizer; rule p.other does not write it");
				assertThat(context.getBean(Customized.class).events).singleElement()
					.satisfies((event) -> assertThat(event.getData()).containsEntry("status", "already-set-other"));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		final List<AuditEvent> events = new ArrayList<>();

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
			return (context) -> {
				context.getClaims().claim("same", "pearl");
				List.of("other", "absent", "broken", "unselected")
					.forEach((claim) -> context.getClaims().claim(claim, "jade"));
			};
		}

		@EventListener
		void on(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

	}

}
