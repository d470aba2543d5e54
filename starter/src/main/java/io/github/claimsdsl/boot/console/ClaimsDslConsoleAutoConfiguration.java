package io.github.claimsdsl.boot.console;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.claimsdsl.boot.ClaimsDslAutoConfiguration;
import io.github.claimsdsl.boot.ClaimsDslProperties.ConsoleProperties;
import io.github.claimsdsl.boot.DeclaredSettings;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.preview.TokenPreview;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Serves the console where {@code claims-dsl.console.enabled} is true. It comes after
 * every auto-configuration that adds a chain unless there is one, so that the console's
 * chain does not keep any of them away.
 */
@AutoConfiguration(after = ClaimsDslAutoConfiguration.class, afterName = {
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

	/** After none of the application's own: the earliest that there is. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain claimsDslConsoleSecurityFilterChain(HttpSecurity http, DeclaredSettings settings,
			ObjectProvider<SecurityFilterChain> chains) {
		return ConsoleSecurity.chain(http, settings.properties().console(), new TeamChains(chains));
	}

	@Bean
	OpenConsoleCheck claimsDslOpenConsoleCheck(@Qualifier("springSecurityFilterChain") Filter security,
			DeclaredSettings settings) {
		return new OpenConsoleCheck(security, settings.properties().console().path());
	}

	@Bean
	RouterFunction<ServerResponse> claimsDslConsole(DeclaredSettings settings, ClaimPolicySet policies,
			Audiences audiences, RegisteredClientRepository clients, ObjectProvider<ConsoleDirectory> directory,
			TokenPreview preview, ObjectProvider<EvaluationAudit> audit, UserSources users) {
		ConsoleProperties console = settings.properties().console();
		Choices choices = new Choices(policies, audiences, settings.properties().issuers(), clients,
				directory.getIfUnique());
		Trials trials = new Trials(policies, preview, audit.getIfAvailable(() -> EvaluationAudit.NONE));
		ExpressionPage expression = new ExpressionPage(choices, trials,
				new UserFields(new JsonUsers(users.types(), policies.language())),
				new Reference(policies.language(), trials::isValid));
		MatrixPage matrix = new MatrixPage(policies);
		return new ConsoleRoutes(console.path()).root(new PreviewPage(choices, preview)::show)
			.form("expression", expression::show)
			.script("check", expression::check)
			.script("suggest", new Suggestions(choices)::show)
			.page("matrix", matrix::show)
			.page("policies", new PoliciesPage(policies)::show)
			.build();
	}

	/**
	 * Records evaluations, where audit events are.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AuditApplicationEvent.class)
	static class AuditConfiguration {

		@Bean
		EvaluationAudit claimsDslEvaluationAudit(ApplicationEventPublisher events) {
			return (reader, expression,
					request) -> events.publishEvent(new AuditApplicationEvent(reader, "EXPRESSION_EVALUATED",
							"expression=" + expression, "client=" + request.client().id(),
							"user=" + (request.hasUser() ? request.principalName() : "")));
		}

	}

}
