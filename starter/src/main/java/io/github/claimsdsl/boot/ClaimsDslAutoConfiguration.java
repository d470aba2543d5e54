package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.boot.ClaimsDslProperties.Generator;
import io.github.claimsdsl.boot.ClaimsDslProperties.Mode;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimPolicySource;
import io.github.claimsdsl.spring.ArrangementCheck;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.ClaimPolicies;
import io.github.claimsdsl.spring.InvocationCheck;
import io.github.claimsdsl.spring.TokenCustomizers;
import io.github.claimsdsl.spring.TokenSizeLimit;
import io.github.claimsdsl.spring.audience.AudienceConfigurer;

/**
 * Plugs claim policies into Spring Authorization Server.
 */
@AutoConfiguration(
		beforeName = "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration")
@ConditionalOnClass({ OAuth2TokenCustomizer.class, OAuth2AuthorizationServerConfigurer.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "claims-dsl.enabled", matchIfMissing = true)
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
	ClaimsDslConfiguration claimsDslConfiguration(ConfigurableEnvironment environment) {
		return ClaimsDslConfiguration.read(environment);
	}

	@Bean
	static InvocationCheck claimsDslInvocationCheck(ConfigurableListableBeanFactory beanFactory) {
		return new InvocationCheck(beanFactory);
	}

	@Bean(POLICY_SET)
	@ConditionalOnMissingBean
	ClaimPolicySet claimsDslPolicySet(ClaimsDslConfiguration configuration, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<ClaimPolicySource> sources, ObjectProvider<ClaimArgumentResolver> resolvers,
			ObjectProvider<ClaimFunctionSource> functions) {
		List<Class<?>> functionClasses = functions.orderedStream()
			.flatMap((source) -> source.functionClasses().stream())
			.toList();
		return new ClaimPolicies(beanFactory, configuration.loginAttributes())
			.add(configuration.policies(), configuration.issues())
			.add(sources.orderedStream().toList())
			.addAnnotated(resolvers.orderedStream().toList())
			.compile(configuration.options(functionClasses));
	}

	@Bean
	TokenCustomizers claimsDslTokenCustomizers(ClaimPolicySet policies, ClaimsDslConfiguration configuration,
			ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(POLICY_SET)) {
			new IgnoredPolicies(beanFactory).check(configuration);
		}
		ClaimsDslProperties properties = configuration.properties();
		boolean enforcing = properties.mode() == Mode.ENFORCE;
		TokenSizeLimit size = new TokenSizeLimit(properties.warnTokenSize().toBytes(),
				enforcing ? properties.maxTokenSize().toBytes() : Long.MAX_VALUE);
		return new TokenCustomizers(policies, configuration.audiences(), beanFactory, configuration.loginAttributes(),
				enforcing, size);
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

	/** The first: it cannot hook into what was initialised before it. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	Customizer<HttpSecurity> claimsDslAudienceCustomizer(ClaimsDslConfiguration configuration) {
		return (http) -> http.with(new AudienceConfigurer(configuration.audiences()), Customizer.withDefaults());
	}

}
