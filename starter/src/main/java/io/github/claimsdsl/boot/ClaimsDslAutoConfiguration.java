package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.boot.ClaimsDslProperties.Generator;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.preview.TokenPreview;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.HiddenBeanCheck;
import io.github.claimsdsl.spring.rule.InvocationCheck;
import io.github.claimsdsl.spring.server.ServerAuthorizations;
import io.github.claimsdsl.spring.server.ServerConfigurer;
import io.github.claimsdsl.spring.token.ArrangementCheck;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.DecisionLog;
import io.github.claimsdsl.spring.token.GuardCheck;
import io.github.claimsdsl.spring.token.TokenCustomizers;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Auto-configuration that adds claim policies to Spring Authorization Server. It creates
 * the policy set from beans and properties, and the token customizers that run it.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration")
@ConditionalOnClass({ OAuth2TokenCustomizer.class, OAuth2AuthorizationServerConfigurer.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClaimsDsl
public final class ClaimsDslAutoConfiguration {

	private static final String JWT = "claimsDslJwtCustomizer";

	private static final String POLICY_SET = "claimsDslPolicySet";

	private static final String OPAQUE = "claimsDslOpaqueCustomizer";

	@Bean
	static ArrangementCheck claimsDslArrangementCheck(Environment environment) {
		String generator = environment.getProperty("claims-dsl.token-generator", "default");
		return new ArrangementCheck(Set.of(JWT, OPAQUE), Generator.WIRED.name().equalsIgnoreCase(generator.strip()));
	}

	@Bean
	DeclaredSettings claimsDslConfiguration(ConfigurableEnvironment environment) {
		return DeclaredSettings.read(environment);
	}

	@Bean
	static HiddenBeanCheck claimsDslHiddenBeanCheck(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<ExtensionBeans> extensions) {
		return new HiddenBeanCheck(beanFactory, extensions, POLICY_SET);
	}

	/**
	 * Creates these beans at start-up even with lazy initialization, so that a policy
	 * that cannot work stops the start.
	 */
	@Bean
	static LazyInitializationExcludeFilter claimsDslLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(ClaimPolicySet.class, TokenCustomizers.class,
				GuardCheck.class, InvocationCheck.class, StartReport.class);
	}

	@Bean
	static InvocationCheck claimsDslInvocationCheck(ExtensionBeans extensions) {
		return new InvocationCheck(extensions);
	}

	@Bean
	static ExtensionBeans claimsDslExtensions(ConfigurableListableBeanFactory beanFactory) {
		return new ExtensionBeans(beanFactory);
	}

	@Bean
	UserSources claimsDslUserSources(ConfigurableListableBeanFactory beanFactory, DeclaredSettings configuration) {
		return new UserSources(beanFactory, configuration.loginAttributes());
	}

	@Bean(POLICY_SET)
	@ConditionalOnMissingBean
	ClaimPolicySet claimsDslPolicySet(DeclaredSettings configuration, PolicyBeans beans) {
		return beans.compile(configuration);
	}

	@Bean
	PolicyBeans claimsDslPolicyBeans(ConfigurableListableBeanFactory beanFactory, UserSources users,
			ExtensionBeans extensions) {
		return new PolicyBeans(beanFactory, users, extensions);
	}

	@Bean
	Audiences claimsDslAudiences(DeclaredSettings configuration) {
		return configuration.audiences();
	}

	@Bean
	NamedParameters claimsDslNamedParameters(ClaimPolicySet policies, DeclaredSettings configuration) {
		return configuration.parameters(policies);
	}

	@Bean
	DecisionListeners claimsDslDecisionListeners(ClaimPolicySet policies, DeclaredSettings configuration,
			ExtensionBeans extensions, ObjectProvider<ObservationRegistry> observations) {
		ClaimDecisionListener log = new DecisionLog(policies);
		return new DecisionListeners(
				Stream.concat(Stream.of(log), extensions.of(ClaimDecisionListener.class).stream()).toList(),
				DecisionListeners.together(extensions.of(RuleListener.class)),
				observations.getIfUnique(() -> ObservationRegistry.NOOP));
	}

	@Bean
	AudienceTokens claimsDslAudienceTokens(DeclaredSettings configuration) {
		return configuration.audienceTokens();
	}

	@Bean
	RefusalLog claimsDslRefusals(DecisionListeners listeners, DeclaredSettings configuration) {
		return listeners.refusals(configuration.isEnforcing());
	}

	@Bean
	TokenCustomizers claimsDslTokenCustomizers(ClaimPolicySet policies, AudienceTokens audiences,
			NamedParameters parameters, UserSources users, DeclaredSettings configuration,
			ConfigurableListableBeanFactory beanFactory, DecisionListeners listeners, RefusalLog refusals,
			ExtensionBeans extensions) {
		if (!beanFactory.containsBeanDefinition(POLICY_SET)) {
			new IgnoredPolicyCheck(extensions).check(configuration);
		}
		return new TokenCustomizers(policies, audiences, parameters, users, configuration.sizeLimit(), listeners,
				refusals);
	}

	@Bean(JWT)
	@Primary
	OAuth2TokenCustomizer<JwtEncodingContext> claimsDslJwtCustomizer(TokenCustomizers customizers,
			ObjectProvider<List<OAuth2TokenCustomizer<JwtEncodingContext>>> others) {
		return customizers.jwt(others.getIfAvailable(List::of));
	}

	@Bean(OPAQUE)
	@Primary
	OAuth2TokenCustomizer<OAuth2TokenClaimsContext> claimsDslOpaqueCustomizer(TokenCustomizers customizers,
			ObjectProvider<List<OAuth2TokenCustomizer<OAuth2TokenClaimsContext>>> others) {
		return customizers.opaque(others.getIfAvailable(List::of));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TokenPreview claimsDslTokenPreview(ClaimPolicySet policies, AudienceTokens audiences,
			DeclaredSettings configuration, RegisteredClientRepository clients, AuthorizationServerSettings settings,
			ObjectProvider<JWKSource<SecurityContext>> keys, ObjectProvider<UserDetailsService> users,
			UserSources sources, DecisionListeners listeners,
			@Qualifier(JWT) OAuth2TokenCustomizer<JwtEncodingContext> jwt,
			@Qualifier(OPAQUE) OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
		boolean wired = configuration.properties().tokenGenerator() == Generator.WIRED;
		return new TokenPreview(policies, audiences,
				new TokenPreview.Server(clients, settings, keys.getIfUnique(), users.getIfUnique(),
						configuration.issuers()),
				jwt, opaque, sources.obstacleToPreview(), listeners,
				wired ? "the application's own OAuth2TokenGenerator builds the tokens" : null);
	}

	@Bean
	@Lazy
	@ConditionalOnBooleanProperty("claims-dsl.console.enabled")
	@ConditionalOnBean(name = POLICY_SET)
	@ConditionalOnClass(name = "org.yaml.snakeyaml.Yaml")
	PolicyDrafts claimsDslPolicyDrafts(ConfigurableEnvironment environment, PolicyBeans beans, UserSources users,
			TokenPreview preview) {
		return new PolicyDrafts(environment, beans, users, preview);
	}

	@Bean
	ServerAuthorizations claimsDslServerAuthorizations() {
		return new ServerAuthorizations();
	}

	/**
	 * Runs before all other customizers, because it cannot change a configurer that is
	 * already initialized.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	Customizer<HttpSecurity> claimsDslServerCustomizer(DeclaredSettings configuration,
			ObjectProvider<ClaimPolicySet> policies, ObjectProvider<NamedParameters> parameters,
			ObjectProvider<TokenCustomizers> customizers, ObjectProvider<RefusalLog> refusals,
			ServerAuthorizations authorizations) {
		boolean wired = configuration.properties().tokenGenerator() == Generator.WIRED;
		return (http) -> http.with(new ServerConfigurer(() -> new ServerConfigurer.Settings(configuration.audiences(),
				configuration.issuers(), parameters.getObject(), configuration.clientMetadata(),
				isGuarded(configuration, policies.getObject()), wired, customizers.getObject().answers(),
				refusals.getObject(), authorizations)), Customizer.withDefaults());
	}

	@Bean
	static GuardCheck claimsDslGuardCheck(ListableBeanFactory beanFactory,
			ObjectProvider<DeclaredSettings> configuration, ObjectProvider<ClaimPolicySet> policies) {
		return new GuardCheck(beanFactory, () -> isGuarded(configuration.getObject(), policies.getObject()),
				() -> policies.getObject().types());
	}

	private static boolean isGuarded(DeclaredSettings configuration, ClaimPolicySet policies) {
		return !configuration.audiences().isEmpty() || !policies.policies().isEmpty()
				|| !configuration.issuers().declared().isEmpty();
	}

	@Bean
	UnknownClients claimsDslUnknownClients(ClaimPolicySet policies, Audiences audiences,
			ConfigurableListableBeanFactory beanFactory) {
		return new UnknownClients(policies, audiences, beanFactory);
	}

	@Bean
	StartReport claimsDslStartReport(ClaimPolicySet policies, DeclaredSettings configuration, UserSources users,
			Environment environment) {
		List<Issue> warnings = new ArrayList<>(configuration.warnings());
		warnings.addAll(users.warnings());
		return new StartReport(policies, configuration.audiences().all().size(), configuration.isEnforcing(),
				users.describe(), configuration.console(environment), warnings);
	}

}
