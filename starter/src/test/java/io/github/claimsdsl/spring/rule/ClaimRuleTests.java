package io.github.claimsdsl.spring.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * How {@code @ClaimRule} beans are found, read and called.
 */
class ClaimRuleTests {

	private static final AtomicInteger CREATED = new AtomicInteger();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private List<ClaimArgumentResolver> resolvers = List.of();

	private ExtensionBeans extensions;

	@BeforeEach
	void reset() {
		CREATED.set(0);
	}

	@Test
	void classWhenComponentScannedThenItsRulesRun() {
		this.context.scan("io.github.claimsdsl.spring.rule.scanned");
		assertThat(claims()).isEqualTo(Map.of("scanned", "yes"));
	}

	@Test
	void valueWhenOnAClassThenItNamesTheBeanAndItsRules() {
		this.context.register(NamedClaims.class);
		ClaimDecision decision = policies().evaluate(request().build());
		assertThat(AnnotatedElementUtils.getMergedAnnotation(NamedClaims.class, Component.class)).isNotNull()
			.extracting(Component::value)
			.isEqualTo("exampleClaims");
		assertThat(this.context.getBeanNamesForType(NamedClaims.class)).containsExactly("exampleClaims");
		assertThat(decision.outcomes()).extracting(RuleOutcome::rule).containsExactly("exampleClaims.email");
	}

	@Test
	void beanMethodWhenItCarriesTheAnnotationThenItsRulesRun() {
		this.context.register(OnBeanMethod.class);
		ClaimDecision decision = policies().evaluate(request().build());
		assertThat(decision.claims()).isEqualTo(Map.of("https://x/plain", "yes"));
		assertThat(decision.outcomes()).extracting(RuleOutcome::rule).containsExactly("plainClaims.plain");
	}

	@Test
	void beanMethodWhenClassCarriesTheAnnotationTooThenBothNarrow() {
		this.context.register(OnBoth.class);
		ClaimPolicySet policies = policies();
		assertThat(policies.evaluate(request().build()).claims()).isEqualTo(Map.of("https://method/x", "yes"));
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).isEmpty();
	}

	@Test
	void classWhenTwoBeansThenTheyOverlapAndBothAreNamed() {
		this.context.registerBean("one", Plain.class);
		this.context.registerBean("two", Plain.class);
		assertThat(issues()).singleElement().asString().contains("one.x").contains("two.x");
	}

	@Test
	void annotationWhenSubjectThenTokensOfTheOtherAreNotSelected() {
		this.context.register(ForUsers.class);
		ClaimPolicySet policies = policies();
		assertThat(policies.evaluate(request().subject(Subject.USER).build()).claims()).containsOnlyKeys("x");
		assertThat(policies.evaluate(request().subject(Subject.CLIENT).build()).claims()).isEmpty();
	}

	@Test
	void annotationWhenReportModeThenOnlyReported() {
		this.context.register(Reported.class);
		ClaimDecision decision = policies().evaluate(request().build());
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.reported().orElseThrow().claims()).containsOnlyKeys("x");
	}

	@Test
	void annotationWhenMetaAnnotatedThenAliasesAreRead() {
		this.context.register(TeamClaims.class);
		assertThat(claims()).isEmpty();
		assertThat(policies().evaluate(request().audience("https://team").build()).claims())
			.isEqualTo(Map.of("https://team/claims/x", "yes"));
	}

	@Test
	void methodWhenItNarrowsThenBothSelectorsMustMatch() {
		this.context.register(Narrowed.class);
		ClaimPolicySet policies = policies();
		assertThat(policies.evaluate(request().build()).claims()).containsOnlyKeys("every", "password-only");
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).containsOnlyKeys("every");
		assertThat(policies.evaluate(request("client_credentials").build()).claims()).isEmpty();
	}

	@Test
	void methodWhenItNarrowsToNothingThenIssue() {
		this.context.register(NarrowedToNothing.class);
		assertThat(issues()).containsExactly("ClaimRuleTests.NarrowedToNothing.x() @grantType: this grantType and the "
				+ "policy's have nothing in common, so the rule would never run. "
				+ "A rule's selectors narrow its policy's: name a value that both have.");
	}

	@Test
	void methodsWhenPackagePrivateStaticInheritedOverriddenOrDefaultThenCalledOnce() {
		this.context.register(Many.class);
		assertThat(claims()).isEqualTo(Map.of("package-private", "1", "static", "2", "inherited", "3", "overridden",
				"4 of Many", "default", "5", "generic", "6"));
	}

	@Test
	void beanWhenProxiedByClassThenItsMethodIsCalledThroughTheProxy() {
		this.context.register(ClassProxies.class);
		this.context.registerBean("plain", Plain.class);
		assertThat(claims()).isEqualTo(Map.of("x", "yes"));
		assertThat(this.context.getBean("plain").getClass()).isNotEqualTo(Plain.class);
	}

	@Test
	void beanWhenTransactionalAndAsyncThenItsMethodIsCalledInATransaction() {
		this.context.register(TransactionalRules.class);
		assertThat(claims()).isEqualTo(Map.of("in-transaction", true));
		assertThat(this.context.getBean(TransactionalRule.class).getClass()).isNotEqualTo(TransactionalRule.class);
		policies();
		check();
	}

	@Test
	void beanWhenProxiedByInterfaceThenItsMethodIsCalled() {
		this.context.register(InterfaceProxies.class);
		this.context.registerBean("plain", OfInterface.class);
		assertThat(claims()).isEqualTo(Map.of("x", "yes"));
		policies();
		check();
	}

	@Test
	void beanWhenProxyLacksTheMethodThenCheckStopsTheStart() {
		this.context.register(InterfaceProxies.class);
		this.context.registerBean("plain", BesideInterface.class);
		policies();
		ClaimPolicyException ex = catchThrowableOfType(ClaimPolicyException.class, this::check);
		assertThat(ex.issues()).singleElement()
			.hasToString(
					"ClaimRuleTests.BesideInterface.y(): the proxy of bean 'plain' does not have this @Claim or @Deny method. "
							+ "Declare the method on an interface of the class, or proxy the class (proxyTargetClass = true). (method-not-invocable)");
	}

	@Test
	void beanWhenScopedProxyThenPolicyIsReadOnceAndEachCallUsesTheScope() {
		this.context.register(Counted.class);
		ClaimPolicySet policies = policies();
		assertThat(CREATED).hasValue(0);
		assertThat(policies.policies()).hasSize(1);
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 1);
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 2);
	}

	@Test
	void beanWhenPrototypeThenCreatedForEachCall() {
		this.context.register(PrototypeCounted.class);
		ClaimPolicySet policies = policies();
		Object first = policies.evaluate(request().build()).claims().get("count");
		assertThat(policies.evaluate(request().build()).claims().get("count")).isNotEqualTo(first);
	}

	@Test
	void beanWhenLazyThenCreatedByTheFirstTokenOnly() {
		this.context.register(LazyCounted.class);
		ClaimPolicySet policies = policies();
		policies();
		check();
		assertThat(CREATED).hasValue(0);
		assertThat(policies.evaluate(request("client_credentials").build()).claims()).isEmpty();
		assertThat(CREATED).hasValue(0);
		policies.evaluate(request().build());
		assertThat(policies.evaluate(request().build()).claims()).containsEntry("count", 1);
	}

	@Test
	void methodsWhenTheyCannotBeCalledThenEachIsAnIssue() {
		this.context.register(Broken.class);
		assertThat(issues()).containsExactlyInAnyOrder(
				"ClaimRuleTests.Broken.nothing(): a @Claim method must return the claim's value. "
						+ "Return the value, or null to leave the claim out.",
				"ClaimRuleTests.Broken.secret(String, String): the request parameter 'password' is a secret. "
						+ "Leave it out: no rule can read it.",
				"ClaimRuleTests.Broken.secret(String, String): the request parameter 'Subject_Token' is a secret. "
						+ "Leave it out: no rule can read it.",
				"ClaimRuleTests.Broken.unknown(Integer): parameter 'level' of type Integer cannot be resolved. "
						+ "Take TokenRequest, Client, Actor, Instant, Authentication, RegisteredClient, OAuth2Authorization, AppUser or a "
						+ "@TokenParameter String that is no secret, or declare a ClaimArgumentResolver bean.",
				"ClaimRuleTests.Broken.unseen(): a @Claim or @Deny method must not be private. "
						+ "Remove 'private': a proxy of the bean could not be called.");
	}

	@Test
	void methodWhenItOverridesAStricterOneThenTheStricterHolds() {
		this.context.register(Looser.class);
		ClaimPolicySet policies = policies();
		assertThat(policies.evaluate(of("third")).claims()).isEqualTo(Map.of("required", "1"));
		assertThat(policies.evaluate(of("guarded")).claims()).isEqualTo(Map.of("required", "1", "guarded", "2"));
		assertThat(policies.evaluate(of("null")).refusal()).isPresent();
		assertThat(policies.evaluate(of("denied")).refusal()).hasValue(new OAuthError("access_denied", "Denied"));
	}

	@Test
	void methodWhenItStatesConditionsInTwoPlacesThenAllMustHold() {
		this.context.register(Conditional.class);
		ClaimPolicySet policies = policies();
		assertThat(policies.evaluate(of("third")).claims()).containsOnlyKeys("x");
		assertThat(policies.evaluate(of("first")).claims()).isEmpty();
		assertThat(policies.evaluate(of("second")).claims()).isEmpty();
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).isEmpty();
	}

	private static TokenRequest of(String client) {
		return TokenRequest.of(Client.of(client), "password").build();
	}

	@Test
	void methodWhenItReturnsVoidThenNoClaimButADenial() {
		this.context.register(VoidDenial.class);
		assertThat(policies().evaluate(request().build()).refusal()).isEmpty();
		this.context.getDefaultListableBeanFactory().registerSingleton("claim", new VoidClaim());
		assertThat(issues()).singleElement()
			.asString()
			.contains("VoidClaim.x(): a @Claim method must return the claim's value");
	}

	@Test
	void methodWhenItHasALowerOrderThenItIsFirst() {
		this.context.register(Ordered.class);
		assertThat(claims()).isEqualTo(Map.of("x", "first"));
	}

	@Test
	void methodWhenInheritedAndItsClassFailsThenTheDetailNamesTheFirstFrameOfThatClass() {
		this.context.register(FailingBelow.class);
		assertThat(policies().evaluate(request().build()).outcomes()).singleElement()
			.satisfies((outcome) -> assertThat(outcome.detail()).contains("FailingBelow.value("));
	}

	@Test
	void classWhenItHasNoClaimMethodThenIssue() {
		this.context.register(Empty.class);
		assertThat(issues()).anyMatch((issue) -> issue.contains("has no @Claim and no @Deny method"));
	}

	@Test
	void placeholderWhenSetThenResolved() {
		property("partner.api", "https://partner");
		this.context.register(Placeholder.class);
		assertThat(policies().evaluate(request().audience("https://partner").build()).claims()).containsKey("x");
		assertThat(policies().evaluate(request().build()).claims()).isEmpty();
	}

	@Test
	void placeholderWhenBlankThenIssue() {
		property("partner.api", "");
		this.context.register(Placeholder.class);
		assertThat(issues()).containsExactly("ClaimRuleTests.Placeholder @audience: audience is blank. "
				+ "Name at least one value, or remove it: a blank selector would match every token.");
	}

	@Test
	void placeholderWhenUnsetThenIssue() {
		this.context.register(Placeholder.class);
		assertThat(issues())
			.containsExactly("ClaimRuleTests.Placeholder: the placeholder in '${partner.api}' cannot be "
					+ "resolved. Set its property, or give it a default after a colon.");
	}

	@Test
	void argumentsWhenKnownThenEachIsPassed() {
		this.context.register(Arguments.class);
		Authentication principal = new TestingAuthenticationToken("alice", "x");
		RegisteredClient client = client();
		OAuth2Authorization authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName("alice")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.build();
		Map<String, Object> claims = policies()
			.evaluate(request().parameters(Map.of("tenant", "t1"))
				.attribute(Authentication.class, principal)
				.attribute(RegisteredClient.class, client)
				.attribute(OAuth2Authorization.class, authorization)
				.build())
			.claims();
		assertThat(claims).isEqualTo(Map.of("request", "password", "principal", "alice", "client", "id",
				"authorization", "alice", "user", "alice", "supertype", "alice", "tenant", "t1"));
	}

	@Test
	void argumentsWhenAbsentThenNullIsPassedAndUserRulesAreSkipped() {
		this.context.register(Arguments.class);
		ClaimDecision decision = policies().evaluate(TokenRequest.of(Client.of("app"), "client_credentials").build());
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(Map.of("request", "client_credentials", "principal", "none", "client",
				"none", "authorization", "none", "tenant", "none"));
	}

	@Test
	void argumentWhenResolverKnowsItThenItIsPassed() {
		this.resolvers = List.of((parameter) -> (parameter.getParameterType() == Integer.class)
				? Optional.of((request) -> request.scopes().size()) : Optional.empty());
		this.context.register(Extended.class);
		assertThat(claims()).isEqualTo(Map.of("scopes", 0));
	}

	@Test
	void argumentWhenItsTypeIsAVariableThenItIsResolvedAsTheTypeOfTheBean() {
		this.resolvers = List.of((parameter) -> (parameter.getParameterType() == Integer.class)
				? Optional.of((request) -> String.valueOf(parameter.getParameterName()).length()) : Optional.empty());
		this.context.register(OfVariables.class);
		assertThat(claims()).isEqualTo(Map.of("name", "AppUser[name=alice]", "length", 6));
	}

	@Test
	void policiesWhenCompiledThenNoBeanIsCreated() {
		this.context.register(LazyCounted.class, LazyUsers.class);
		policies();
		assertThat(CREATED).hasValue(0);
	}

	private void check() {
		new HiddenBeanCheck(this.context.getDefaultListableBeanFactory(), provider(extensions()), "policies")
			.afterSingletonsInstantiated();
		new InvocationCheck(extensions()).afterSingletonsInstantiated();
	}

	private static <T> ObjectProvider<T> provider(T object) {
		return new ObjectProvider<>() {
			@Override
			public Stream<T> stream() {
				return Stream.of(object);
			}
		};
	}

	private void property(String name, String value) {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
	}

	private static TokenRequest.Builder request() {
		return request("password");
	}

	private static TokenRequest.Builder request(String grantType) {
		return TokenRequest.of(Client.of("app"), grantType).user(new AppUser("alice"));
	}

	private static RegisteredClient client() {
		return RegisteredClient.withId("id")
			.clientId("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
	}

	private Map<String, Object> claims() {
		return policies().evaluate(request().build()).claims();
	}

	private ClaimPolicySet policies() {
		if (!this.context.isActive()) {
			this.context.registerBean("users", Users.class);
			this.context.refresh();
		}
		DefaultListableBeanFactory beans = this.context.getDefaultListableBeanFactory();
		return new PolicyCollector(beans, new UserSources(beans, LoginAttributes.none()))
			.addAnnotated(extensions().findRuleBeans(), this.resolvers)
			.compile(PolicyOptions.DEFAULT);
	}

	private ExtensionBeans extensions() {
		if (this.extensions == null) {
			this.extensions = new ExtensionBeans(this.context.getDefaultListableBeanFactory());
		}
		return this.extensions;
	}

	private List<String> issues() {
		return catchThrowableOfType(ClaimPolicyException.class, this::policies).issues()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList();
	}

	interface Named {

		String name();

	}

	record AppUser(String name) implements Named {
	}

	static class Users implements UserSource<AppUser> {

		@Override
		public AppUser loadUser(String name) {
			return new AppUser(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	@EnableAsync(proxyTargetClass = true)
	@Import(TransactionalRule.class)
	static class TransactionalRules {

		@Bean
		PlatformTransactionManager transactionManager() {
			return new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:transactional"));
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER)
	static class ForUsers {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class Reported {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class TransactionalRule {

		@Claim("in-transaction")
		@Transactional(readOnly = true)
		boolean inTransaction() {
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

		@Async
		void somethingElse() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyUsers {

		@Bean
		@Lazy
		Consumer<String> unrelated() {
			CREATED.incrementAndGet();
			return (text) -> {
			};
		}

	}

	static class PlainClaims {

		@Claim("plain")
		String plain() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnBeanMethod {

		@Bean
		@ClaimRule(audience = "any", namespace = "https://x/")
		PlainClaims plainClaims() {
			return new PlainClaims();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnBoth {

		@Bean
		@ClaimRule(audience = "any", grantType = "password", namespace = "https://method/")
		Plain plain() {
			return new Plain();
		}

	}

	@ClaimRule(audience = "any")
	static class Plain {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.TYPE)
	@interface TeamRule {

		@AliasFor(annotation = ClaimRule.class)
		String[] audience() default "https://team";

		@AliasFor(annotation = ClaimRule.class, attribute = "namespace")
		String prefix();

	}

	@TeamRule(prefix = "https://team/claims/")
	static class TeamClaims {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = { "password", "authorization_code" })
	static class Narrowed {

		@Claim("every")
		String every() {
			return "yes";
		}

		@Claim("password-only")
		@ClaimRule(grantType = "password", tokenType = TokenType.ACCESS_TOKEN)
		String passwordOnly() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = "password")
	static class NarrowedToNothing {

		@Claim("x")
		@ClaimRule(grantType = "authorization_code")
		String x() {
			return "yes";
		}

	}

	interface WithDefault<T> {

		@Claim("default")
		default String byDefault() {
			return "5";
		}

		@Claim("generic")
		T generic();

	}

	abstract static class Stricter {

		@Claim(value = "required", required = true)
		abstract @Nullable String required(TokenRequest request);

		@Claim(value = "guarded", when = "client.id == 'guarded'")
		abstract String guarded();

		@Deny(error = "access_denied", description = "Denied")
		abstract boolean denied(Client client);

	}

	@ClaimRule(audience = "any")
	static class Looser extends Stricter {

		@Override
		@Claim("required")
		@Nullable String required(TokenRequest request) {
			return request.client().id().equals("null") ? null : "1";
		}

		@Override
		@Claim("guarded")
		String guarded() {
			return "2";
		}

		@Override
		boolean denied(Client client) {
			return client.id().equals("denied");
		}

	}

	@ClaimRule(value = "exampleClaims", audience = "any")
	static class NamedClaims {

		@Claim("email")
		String email() {
			return "alice@mydomain.com";
		}

	}

	abstract static class WithVariables<U, N> {

		@Claim("name")
		String name(U user) {
			return user.toString();
		}

		@Claim("length")
		Object length(N number) {
			return number;
		}

	}

	@ClaimRule(audience = "any")
	static class OfVariables extends WithVariables<AppUser, Integer> {

	}

	@ClaimRule(audience = "any", when = "request.grantType == 'password'")
	static class Conditional {

		@Claim(value = "x", when = "client.id != 'first'")
		@ClaimRule(when = "client.id != 'second'")
		String x() {
			return "1";
		}

	}

	@ClaimRule(audience = "any")
	@Scope("prototype")
	static class PrototypeCounted {

		private final int created = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.created;
		}

	}

	@ClaimRule(audience = "any")
	static class VoidDenial {

		@Deny
		@Nullable Void deny() {
			return null;
		}

	}

	@ClaimRule(audience = "any")
	static class VoidClaim {

		@Claim("x")
		@Nullable Void x() {
			return null;
		}

	}

	@ClaimRule(audience = "any", order = 1)
	static class Ordered {

		@Claim("x")
		String second() {
			return "second";
		}

		@Claim(value = "x", order = -1)
		String first() {
			return "first";
		}

	}

	abstract static class FailingAbove {

		@Claim("x")
		String x() {
			return value();
		}

		abstract String value();

	}

	@ClaimRule(audience = "any")
	static class FailingBelow extends FailingAbove {

		@Override
		String value() {
			throw new IllegalStateException();
		}

	}

	static class Base {

		@Claim("inherited")
		String inherited() {
			return "3";
		}

		@Claim("overridden")
		String overridden() {
			return "4 of Base";
		}

	}

	@ClaimRule(audience = "any")
	static class Many extends Base implements WithDefault<String> {

		@Claim("package-private")
		String packagePrivate() {
			return "1";
		}

		@Claim("static")
		static String ofClass() {
			return "2";
		}

		@Override
		String overridden() {
			return "4 of Many";
		}

		@Override
		public String generic() {
			return "6";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxies {

		@Bean
		static DebugInterceptor interceptor() {
			return new DebugInterceptor();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return creator(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxies {

		@Bean
		static DebugInterceptor interceptor() {
			return new DebugInterceptor();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return creator(false);
		}

	}

	private static BeanNameAutoProxyCreator creator(boolean targetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("plain");
		creator.setProxyTargetClass(targetClass);
		creator.setInterceptorNames("interceptor");
		return creator;
	}

	interface Claims {

		String x();

	}

	@ClaimRule(audience = "any")
	static class OfInterface implements Claims {

		@Override
		@Claim("x")
		public String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class BesideInterface implements Claims {

		@Override
		public String x() {
			return "yes";
		}

		@Claim("y")
		String y() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = "password")
	@Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Counted {

		private final int number = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.number;
		}

	}

	@Lazy
	@ClaimRule(audience = "any", grantType = "password")
	static class LazyCounted {

		private final int number = CREATED.incrementAndGet();

		@Claim("count")
		int count() {
			return this.number;
		}

	}

	@ClaimRule(audience = "any")
	static class Broken {

		@Claim("a")
		void nothing() {
		}

		@Claim("b")
		@SuppressWarnings("unused")
		private String unseen() {
			return "";
		}

		@Claim("c")
		String unknown(Integer level) {
			return "";
		}

		@Claim("d")
		String secret(@TokenParameter("password") String password, @TokenParameter("Subject_Token") String token) {
			return "";
		}

	}

	@ClaimRule(audience = "any")
	static class Empty {

	}

	@ClaimRule(audience = "${partner.api}")
	static class Placeholder {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class Arguments {

		@Claim("request")
		String request(TokenRequest request) {
			return request.grantType();
		}

		@Claim("principal")
		String principal(@Nullable Authentication principal) {
			return (principal != null) ? principal.getName() : "none";
		}

		@Claim("client")
		String client(@Nullable RegisteredClient client) {
			return (client != null) ? client.getId() : "none";
		}

		@Claim("authorization")
		String authorization(@Nullable OAuth2Authorization authorization) {
			return (authorization != null) ? authorization.getPrincipalName() : "none";
		}

		@Claim("user")
		String user(AppUser user) {
			return user.name();
		}

		@Claim("supertype")
		String supertype(Named user) {
			return user.name();
		}

		@Claim("tenant")
		String tenant(@TokenParameter("tenant") @Nullable String tenant) {
			return (tenant != null) ? tenant : "none";
		}

	}

	@ClaimRule(audience = "any")
	static class Extended {

		@Claim("scopes")
		int scopes(Integer count) {
			return count;
		}

	}

}
