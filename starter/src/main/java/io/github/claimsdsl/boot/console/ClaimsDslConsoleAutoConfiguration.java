package io.github.claimsdsl.boot.console;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.audit.listener.AbstractAuditListener;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.boot.ClaimsDslAutoConfiguration;
import io.github.claimsdsl.boot.DeclaredSettings;
import io.github.claimsdsl.boot.PolicyDrafts;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.preview.TokenPreview;
import io.github.claimsdsl.spring.server.ServerAuthorizations;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Auto-configuration that serves the console if {@code claims-dsl.console.enabled} is
 * true. It runs after every auto-configuration that adds a security filter chain only if
 * there is none. Otherwise the console's chain would prevent theirs.
 */
@AutoConfiguration(after = ClaimsDslAutoConfiguration.class, afterName = {
		"io.github.claimsdsl.boot.actuate.ClaimsDslActuatorAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
		"org.springframework.boot.security.saml2.autoconfigure.Saml2RelyingPartyAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty("claims-dsl.console.enabled")
@ConditionalOnBean(ClaimPolicySet.class)
public final class ClaimsDslConsoleAutoConfiguration {

	/**
	 * Comes before the application's own chains, so that none of them takes the console's
	 * requests.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain claimsDslConsoleSecurityFilterChain(HttpSecurity http, DeclaredSettings settings,
			ObjectProvider<SecurityFilterChain> chains) {
		return ConsoleSecurity.chain(http, settings.properties().console(), new TeamChains(chains));
	}

	@Bean
	OpenConsoleCheck claimsDslOpenConsoleCheck(@Qualifier("springSecurityFilterChain") Filter security,
			DeclaredSettings settings, ObjectProvider<DispatcherServletPath> servlet,
			ObjectProvider<ServletContext> application) {
		return new OpenConsoleCheck(security,
				application.stream().map(ServletContext::getContextPath).findAny().orElse(""),
				servlet.stream().map(DispatcherServletPath::getPrefix).findAny().orElse(""),
				settings.properties().console().path());
	}

	@Bean
	RecentDecisions claimsDslConsoleDecisions() {
		return new RecentDecisions();
	}

	@Bean
	Choices claimsDslConsoleChoices(DeclaredSettings settings, ClaimPolicySet policies, Audiences audiences,
			RegisteredClientRepository clients, AuthorizationServerSettings server,
			ConfigurableListableBeanFactory beanFactory) {
		return new Choices(policies, audiences, settings.properties().issuers(),
				settings.issuers().areOfRequests(server), clients, DirectoryCheck.find(beanFactory));
	}

	@Bean
	@ConditionalOnSingleCandidate(JWKSource.class)
	IssuedTokens claimsDslIssuedTokens(JWKSource<SecurityContext> keys, AuthorizationServerSettings server,
			DeclaredSettings settings, ServerAuthorizations authorizations, Choices choices,
			RegisteredClientRepository clients) {
		return new IssuedTokens(keys, server, settings.issuers(), authorizations, new TokenGuess(choices, clients));
	}

	@Bean
	PreviewPage claimsDslPreviewPage(Choices choices, TokenPreview preview, ObjectProvider<PolicyDrafts> drafts,
			AuthorizationServerSettings server) {
		return new PreviewPage(choices, preview, drafts.getIfAvailable(), new CurlLines(choices, server));
	}

	@Bean
	ExplainPage claimsDslExplainPage(Choices choices, ObjectProvider<IssuedTokens> tokens, TokenPreview preview,
			ObjectProvider<PolicyDrafts> drafts) {
		return new ExplainPage(choices, tokens.getIfAvailable(), preview, drafts.getIfAvailable());
	}

	@Bean
	ExpressionPage claimsDslExpressionPage(Choices choices, ClaimPolicySet policies, TokenPreview preview,
			UserSources users, ObjectProvider<EvaluationAudit> audit) {
		Trials trials = new Trials(policies, preview, audit.getIfAvailable(() -> EvaluationAudit.NONE));
		return new ExpressionPage(choices, trials, new UserFields(new JsonUsers(users.types(), policies.language())),
				new Reference(policies.language(), trials::isValid));
	}

	@Bean
	PoliciesPage claimsDslPoliciesPage(ClaimPolicySet policies, ObjectProvider<RuleTraffic> traffic,
			RecentDecisions decisions) {
		return new PoliciesPage(policies, traffic.getIfAvailable(() -> RuleTraffic.NONE), decisions);
	}

	@Bean
	MatrixPage claimsDslMatrixPage(ClaimPolicySet policies) {
		return new MatrixPage(policies);
	}

	@Bean
	RouterFunction<ServerResponse> claimsDslConsole(DeclaredSettings settings, Choices choices, PreviewPage preview,
			ExplainPage explain, ExpressionPage expression, MatrixPage matrix, PoliciesPage policies,
			RecentDecisions decisions, ObjectProvider<EvaluationAudit> audit) {
		boolean audited = audit.getIfAvailable(() -> EvaluationAudit.NONE).isRecorded();
		return new ConsoleRoutes(settings.properties().console().path(), audited).root(preview::show)
			.form("explain", explain::show)
			.form("expression", expression::show)
			.script("check", expression::check)
			.script("suggest", new Suggestions(choices)::show)
			.page("matrix", matrix::show)
			.file("matrix.svg", "image/svg+xml", matrix::file)
			.page("policies", policies::show)
			.page("decisions", new DecisionsPage(decisions)::show)
			.build();
	}

	/**
	 * Records evaluations as audit events if Spring Boot's audit events are on the
	 * classpath.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditApplicationEvent.class)
	static class AuditConfiguration {

		@Bean
		EvaluationAudit claimsDslEvaluationAudit(ApplicationEventPublisher events,
				ObjectProvider<AbstractAuditListener> recording) {
			return new EventAudit(events, recording.stream().findAny().isPresent());
		}

	}

	/**
	 * Publishes evaluations as audit events.
	 *
	 * @param events publishes them
	 * @param isRecorded whether there is a listener that records them
	 */
	private record EventAudit(ApplicationEventPublisher events, boolean isRecorded) implements EvaluationAudit {

		@Override
		public void evaluated(String reader, String expression, TokenRequest request) {
			this.events.publishEvent(new AuditApplicationEvent(reader, "EXPRESSION_EVALUATED",
					"expression=" + expression, "client=" + request.client().id(),
					"user=" + (request.hasUser() ? request.principalName() : "")));
		}

	}

	/**
	 * Reads how often rules ran if rules are counted.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class TrafficConfiguration {

		@Bean
		@ConditionalOnBean(name = "claimsDslRuleMetrics")
		RuleTraffic claimsDslConsoleTraffic(MeterRegistry registry) {
			return new MeterTraffic(registry);
		}

	}

}
