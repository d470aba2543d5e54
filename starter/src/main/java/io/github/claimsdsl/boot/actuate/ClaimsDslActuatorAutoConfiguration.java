package io.github.claimsdsl.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import io.github.claimsdsl.boot.ClaimsDslAutoConfiguration;
import io.github.claimsdsl.boot.DeclaredSettings;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * Auto-configuration of the endpoint {@code claims}, of audit events, and of metrics of
 * rules.
 */
@AutoConfiguration(after = ClaimsDslAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(ClaimPolicySet.class)
public final class ClaimsDslActuatorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClaimAudit claimsDslAudit(ApplicationEventPublisher events) {
		return new ClaimAudit(events);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	ClaimsEndpoint claimsEndpoint(ClaimPolicySet policies, Audiences audiences, ObjectProvider<TokenPreview> preview,
			DeclaredSettings settings, ObjectProvider<AuthorizationServerSettings> server, Environment environment) {
		return new ClaimsEndpoint(policies, audiences, preview,
				new RequestIssuer(settings.issuers(), server, environment));
	}

	@Bean
	@ConditionalOnAvailableEndpoint(endpoint = ClaimsEndpoint.class)
	static PreviewKeysAdvisor claimsDslPreviewKeysAdvisor() {
		return new PreviewKeysAdvisor();
	}

	/**
	 * Registers metrics of rules if there is a meter registry.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnBean(MeterRegistry.class)
		@ConditionalOnMissingBean
		RuleMetrics claimsDslRuleMetrics(ObjectProvider<MeterRegistry> registry) {
			return new RuleMetrics(registry);
		}

	}

}
