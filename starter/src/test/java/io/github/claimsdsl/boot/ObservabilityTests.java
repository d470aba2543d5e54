package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.actuate.ClaimsDslActuatorAutoConfiguration;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.token.DecisionLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of decisions: metrics, observations, audit events and logs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslActuatorAutoConfiguration.class))
		.withPropertyValues("spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com",
				"claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.name=user.name",
				"claims-dsl.request-parameters=tenant",
				"claims-dsl.policies.p.claims.tenant=request.parameters['tenant']");

	@Test
	void rulesAreCountedAndTimed() {
		this.runner.withUserConfiguration(ObservedBeans.Metrics.class).run((context) -> {
			TestServer.of(context).authorizationCode(TestServer.CLIENT, "read");
			TestServer.of(context).clientCredentials(TestServer.CLIENT);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("claims.rule").tags("rule", "p.name", "status", "applied").timer().count())
				.isEqualTo(1);
			assertThat(meters.get("claims.rule").tags("rule", "p.name", "status", "no-user").timer().count())
				.isEqualTo(1);
			assertThat(meters.get("claims.rule").tags("rule", "p.tenant", "status", "null-value").timer().count())
				.isEqualTo(2);
			assertThat(meters.get("claims.decision")
				.tags("outcome", "issued", "token.type", "access_token", "grant.type", "authorization_code", "issuance",
						"initial", "audience", "none", "oauth.error", "none")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void withoutMetersRulesAreNotTimed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RuleListener.class));
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RuleListener.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ClaimsDslActuatorAutoConfiguration.class));
	}

	@Test
	void eachDecisionIsOneObservationWithoutUserData() {
		this.runner.withUserConfiguration(Observations.class).run((context) -> {
			TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid read");
			List<Observation.Context> observed = context.getBean(Observations.class).observed;
			assertThat(observed).hasSize(2).allSatisfy((decision) -> {
				assertThat(decision.getContextualName()).isEqualTo("decide claims");
				assertThat(decision.getAllKeyValues().toString()).contains("client", "app").doesNotContain("alice");
				assertThat(decision.getLowCardinalityKeyValues().stream().map(KeyValue::getKey))
					.containsExactly("audience", "grant.type", "issuance", "oauth.error", "outcome", "token.type");
				assertThat(decision.getLowCardinalityKeyValue("outcome").getValue()).isEqualTo("issued");
				assertThat(decision.getError()).isNull();
			});
			assertThat(context.getBean(Observations.class).atStart).hasSize(2)
				.allSatisfy((values) -> assertThat(values.stream().map(KeyValue::getKey)).containsExactly("audience",
						"grant.type", "issuance", "token.type"));
		});
	}

	@Test
	void decisionWithoutAUserIsObservedAsFailed() {
		this.runner.withUserConfiguration(Observations.class, ObservedBeans.Audit.class).run((context) -> {
			context.getBean(ObservedBeans.Audit.class).locked = true;
			TestServer.of(context).authorizationCode(TestServer.CLIENT, "read");
			assertThat(context.getBean(Observations.class).observed).singleElement().satisfies((decision) -> {
				assertThat(decision.getLowCardinalityKeyValue("outcome").getValue()).isEqualTo("failed");
				assertThat(decision.getError()).isInstanceOf(OAuth2AuthenticationException.class);
			});
		});
	}

	@Test
	void refusalsByRulesAndOthersAndFailuresAreAudited() {
		this.runner.withUserConfiguration(ObservedBeans.Audit.class, Rules.class).run((context) -> {
			ObservedBeans.Audit audit = context.getBean(ObservedBeans.Audit.class);
			TestServer server = TestServer.of(context);
			TestServer.Answer tokens = server.authorizationCode(TestServer.CLIENT, "read");
			assertThat(audit.events).isEmpty();
			audit.denied = true;
			assertThat(server.clientCredentials(TestServer.CLIENT).error()).isEqualTo("400 access_denied");
			assertThat(audit.take()).satisfies((event) -> {
				assertThat(event.getType()).isEqualTo("CLAIMS_TOKEN_REFUSED");
				assertThat(event.getPrincipal()).isEqualTo(TestServer.CLIENT);
				assertThat(event.getData()).containsEntry("error", "access_denied")
					.containsEntry("client", TestServer.CLIENT)
					.containsEntry("grantType", "client_credentials")
					.containsEntry("rule", "observabilityTests.Rules.level");
			});
			audit.denied = false;
			audit.failing = true;
			assertThat(server.clientCredentials(TestServer.CLIENT).status()).isEqualTo(200);
			assertThat(audit.take()).satisfies((event) -> {
				assertThat(event.getType()).isEqualTo("CLAIMS_RULE_FAILED");
				assertThat(event.getData()).containsEntry("rule", "observabilityTests.Rules.level")
					.doesNotContainValue("hunter2");
			});
			audit.failing = false;
			audit.locked = true;
			assertThat(server.refresh(TestServer.CLIENT, tokens).error()).isEqualTo("400 invalid_grant");
			assertThat(audit.take()).satisfies((event) -> {
				assertThat(event.getType()).isEqualTo("CLAIMS_TOKEN_REFUSED");
				assertThat(event.getPrincipal()).isEqualTo("alice");
				assertThat(event.getData()).containsEntry("error", "invalid_grant").doesNotContainKey("rule");
			});
		});
	}

	@Test
	void listenerThatFailsChangesNothing(CapturedOutput output) {
		this.runner.withBean(ClaimDecisionListener.class, () -> (request, decision) -> {
			throw new IllegalStateException("hunter2");
		}).run((context) -> {
			assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).status()).isEqualTo(200);
			assertThat(output).contains("failed with java.lang.IllegalStateException").doesNotContain("hunter2");
		});
	}

	@Test
	void debugLogExplainsOnManyLinesWithoutValues(CapturedOutput output) {
		this.runner
			.withPropertyValues("claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.client=other",
					"claims-dsl.policies.q.claims.x='hunter2'")
			.run((context) -> {
				LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
				logging.setLogLevel(DecisionLog.class.getName(), LogLevel.DEBUG);
				TestServer.of(context).authorizationCode(TestServer.CLIENT, "read");
				logging.setLogLevel(DecisionLog.class.getName(), null);
				assertThat(output).contains("grant type 'authorization_code': issued")
					.containsPattern("\n  name: applied, rule p.name \\(")
					.containsPattern("\n  tenant: no value, rule p.tenant \\(")
					.containsPattern("\n  x: not selected: client, rule q.x \\(")
					.doesNotContain("hunter2");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Observations {

		private final List<Observation.Context> observed = new ArrayList<>();

		private final List<KeyValues> atStart = new ArrayList<>();

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new ObservationHandler<>() {

				@Override
				public void onStart(Observation.Context context) {
					if ("claims.decision".equals(context.getName())) {
						Observations.this.atStart.add(context.getLowCardinalityKeyValues());
					}
				}

				@Override
				public void onStop(Observation.Context context) {
					if ("claims.decision".equals(context.getName())) {
						Observations.this.observed.add(context);
					}
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			});
			return registry;
		}

	}

	@ClaimRule(audience = "any")
	static class Rules {

		private final ObservedBeans.Audit audit;

		Rules(ObservedBeans.Audit audit) {
			this.audit = audit;
		}

		@Claim(value = "level", onError = OnError.OMIT_CLAIM)
		String level() {
			if (this.audit.denied) {
				throw new ClaimDeniedException("access_denied", "Not now");
			}
			if (this.audit.failing) {
				throw new IllegalStateException("hunter2");
			}
			return "1";
		}

	}

}
