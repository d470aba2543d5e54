package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.ClaimFunctionSource;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message about beans says to do is done, and the application starts and decides
 * as its author meant. Where a message offers several ways, each is taken.
 */
class BeanActionTests {

	private static final List<Action> ACTIONS = new ArrayList<>();

	private static final String POLICY = "claims-dsl.policies.p: { audience: any, claims: { x: \"'yes'\" } }\n";

	static {
		rules();
		hidden();
		statements();
		methods();
		others();
	}

	private static void action(String code, String text, Class<?> wrong, Class<?> right, String decided) {
		action(code, text, Start.of(WrongBeans.EarlyPolicies.class, wrong),
				Start.of(WrongBeans.EarlyPolicies.class, right), decided);
	}

	private static void action(String code, String text, Start wrong, Start right, String decided) {
		ACTIONS.add(new Action(code, text, wrong, right, decided.isEmpty() ? Map.of()
				: Map.of("app", decided, "app at api", decided, "other", decided, "other at api", decided)));
	}

	private static void rules() {
		action("claim-without-policy", "Annotate the class with @ClaimRule", WrongBeans.WithoutPolicy.class,
				WithPolicy.class, "{x=yes}");
		action("claim-without-policy", "has @Claim or @Deny methods but no @ClaimRule", WrongBeans.WithoutPolicy.class,
				PolicyOnBeanMethod.class, "{x=yes}");
		action("rule-without-claim", "Annotate it with @Claim(\"name\")", WrongBeans.WithoutClaim.class,
				WithClaim.class, "{x=yes, y=yes}");
		action("rule-without-claim", "or remove @ClaimRule", WrongBeans.WithoutClaim.class, WithPolicy.class,
				"{x=yes}");
		action("empty-policy", "Annotate the methods that return claims with @Claim(\"name\")", WrongBeans.Empty.class,
				WithPolicy.class, "{x=yes}");
		action("empty-policy", "let the @Bean method return their class", PolicyOnObject.class,
				PolicyOnBeanMethod.class, "{x=yes}");
		action("bean-type", "Let its @Bean method return the class that declares the @Claim and @Deny methods",
				WrongBeans.OfUnknownType.class, RulesAsThemselves.class, "{rule=yes}");
		action("overlap", "Give one of them a lower order", WrongBeans.TwoBeans.class, TwoOrders.class, "{rule=yes}");
		action("duplicate-policy", "Rename one",
				Start.of(RulesAsThemselves.class).file("application.yml", POLICY.replace(".p:", ".rules:")),
				Start.of(RulesAsThemselves.class).file("application.yml", POLICY), "{rule=yes, x=yes}");
		action("duplicate-rule", "Rename a policy or a rule", TwoMethodsOfOneName.class, TwoMethodsOfTwoNames.class,
				"{a=yes, b=yes}");
		action("empty-intersection", "name a value that all have", WrongBeans.NothingInCommon.class, WithPolicy.class,
				"{x=yes}");
		action("empty-intersection", "name a value that both have", NarrowedToNothing.class, Narrowed.class, "{x=yes}");
	}

	private static void hidden() {
		action("hidden-rules", "Let its @Bean method return WrongBeans.Rules", WrongBeans.RulesAsObject.class,
				RulesAsThemselves.class, "{rule=yes}");
		action("hidden-rules", "or declare the rules on the type that it returns", HiddenByInterface.class,
				RulesOfTheInterface.class, "{rule=yes}");
		action("hidden-extension", "Let its @Bean method return ClaimPolicySource", SourceAsObject.class,
				SourceAsItself.class, "{by-source=yes}");
		action("hidden-extension", "or the class that implements it", SourceAsObject.class, SourceAsItsClass.class,
				"{by-source=yes}");
		action("ignored-policy", "Remove that bean and declare its policies in a ClaimPolicySource bean",
				WrongBeans.OwnPolicySet.class, SourceAndRules.class, "{by-source=yes, rule=yes}");
		action("ignored-policy", "or remove this", Start.of(OwnPolicySet.class).file("application.yml", POLICY),
				Start.of(OwnPolicySet.class), "");
	}

	private static void statements() {
		action("conflicting-statements", "and keep one", WrongBeans.TwoStatements.class, OneStatement.class,
				"{urn:a:x=yes}");
		action("conflicting-statements", "Give both the same name", WrongBeans.Overriding.class, SameName.class,
				"{rule=overridden}");
		action("conflicting-statements", "or rename the method", WrongBeans.Overriding.class, OtherMethod.class,
				"{other=yes, rule=yes}");
		action("misplaced-attribute", "State it on the class, or write the claim's whole name",
				WrongBeans.Misplaced.class, OnTheClass.class, "{urn:a:x=yes}");
		action("misplaced-attribute", "or write the claim's whole name in @Claim", WrongBeans.Misplaced.class,
				WholeName.class, "{urn:a:x=yes}");
		action("misplaced-attribute", "State the order of one claim in @Claim(order = ...)", WrongBeans.Misplaced.class,
				OrderOfTheClaim.class, "{x=first}");
		action("misplaced-attribute", "State it on the class; a policy is enforced or reported as a whole",
				WrongBeans.Misplaced.class, ReportedAsAWhole.class, "");
		action("misplaced-attribute", "State it on the class, where it names the bean", WrongBeans.Misplaced.class,
				NamedOnTheClass.class, "{x=yes}");
		action("misplaced-attribute", "Name the bean in @Bean", WrongBeans.NameOnBeanMethod.class, NamedByBean.class,
				"{rule=yes}");
		action("blank-attribute", "Write a value", WrongBeans.WrongAttributes.class, RightAttributes.class,
				"{urn:a:x=yes}");
		action("blank-attribute", "or leave the attribute out", WrongBeans.WrongAttributes.class, WithPolicy.class,
				"{x=yes}");
		action("several-values", "Keep one", WrongBeans.WrongAttributes.class, RightAttributes.class, "{urn:a:x=yes}");
		action("placeholder", "Set its property", Start.of(WrongBeans.Unresolved.class),
				Start.of(WrongBeans.Unresolved.class)
					.properties("partner.api=any", "partner.namespace=urn:a:", "partner.claim=x"),
				"{urn:a:x=yes}");
		action("placeholder", "or give it a default after a colon", WrongBeans.Unresolved.class, WithDefaults.class,
				"{x=yes}");
	}

	private static void methods() {
		action("method-not-invocable", "Remove 'private'", WrongBeans.NotCallable.class, Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("method-returns-nothing", "Return the value", WrongBeans.NotCallable.class, Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("method-returns-nothing", "or null to leave the claim out", WrongBeans.NotCallable.class, LeftOut.class,
				"{b=yes}");
		action("unresolvable-parameter", "Take TokenRequest", WrongBeans.NotCallable.class, Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("unresolvable-parameter", "or declare a ClaimArgumentResolver bean", OfALevel.class, WithResolver.class,
				"{level=5}");
		action("method-not-invocable", "Declare the method on an interface of the class",
				WrongBeans.ProxiedByInterface.class, OnTheInterface.class, "{y=yes}");
		action("method-not-invocable", "or proxy the class (proxyTargetClass = true)",
				WrongBeans.ProxiedByInterface.class, ProxiedByClass.class, "{y=yes}");
	}

	private static void others() {
		action("user-attributes", "Give both the same type",
				Start.of(WrongBeans.OneUserSource.class)
					.file("application.yml", POLICY + "claims-dsl.user.attributes: { blank: number }\n"),
				Start.of(WrongBeans.OneUserSource.class)
					.file("application.yml", POLICY + "claims-dsl.user.attributes: { blank: boolean }\n"),
				"{x=yes}");
		action("several-user-sources", "Mark one as @Primary", WrongBeans.TwoServicesOfUsers.class,
				OnePrimaryService.class, "{rule=yes}");
		action("several-user-sources", "or declare a UserSource bean", WrongBeans.TwoServicesOfUsers.class,
				SourceBesideServices.class, "{rule=yes}");
		action("deny-result", "Return a boolean", WrongBeans.WrongDenials.class, RightDenials.class, "{x=yes}");
		action("deny-result", "A method that only throws returns nothing", WrongBeans.WrongDenials.class,
				RightDenials.class, "{x=yes}");
		action("claim-and-deny", "Keep one", WrongBeans.WrongDenials.class, RightDenials.class, "{x=yes}");
		action("request-parameter", "Leave it out", WrongBeans.WrongParameters.class, NoParameters.class, "{x=yes}");
		action("request-parameter", "Use letters, digits", WrongBeans.WrongParameters.class, RightParameters.class,
				"{x=yes}");
		action("several-user-sources", "Keep one", WrongBeans.TwoUserSources.class, UsersAndRules.class, "{rule=yes}");
		action("several-user-sources", "or mark one as @Primary", WrongBeans.TwoUserSources.class, OnePrimary.class,
				"{rule=yes}");
		action("user-type", "Declare the bean with its type argument", WrongBeans.UserSourceOfAny.class,
				UsersAndRules.class, "{rule=yes}");
		action("function", "Fix the function", Start.of(WrongBeans.Functions.class),
				Start.of(FixedFunctions.class).file("application.yml", POLICY.replace("'yes'", "twice('ho')")),
				"{x=hoho}");
		action("function", "or remove its @ClaimFunction", WrongBeans.Functions.class, NoFunctions.class, "{rule=yes}");
	}

	static List<Action> actions() {
		return List.copyOf(ACTIONS);
	}

	@ParameterizedTest
	@MethodSource("actions")
	void startWhenTheActionIsFollowedThenItDecidesAsMeant(Action action) {
		action.follow();
	}

	@Test
	void customizerWhenReturnedAsAdvisedThenItRuns() {
		TestServer.runner()
			.withUserConfiguration(WrongBeans.EarlyPolicies.class, Customizer.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.containsEntry("by-customizer", "yes"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class OnePrimaryService {

		@Bean
		@Primary
		UserDetailsService employees() {
			return new InMemoryUserDetailsManager();
		}

		@Bean
		UserDetailsService customers() {
			return new InMemoryUserDetailsManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WrongBeans.TwoServicesOfUsers.class, WrongBeans.OneUserSource.class })
	static class SourceBesideServices {

	}

	@ClaimRule(audience = "any")
	static class RightDenials {

		@Deny
		boolean text() {
			return false;
		}

		@Deny
		void throwing() {
		}

		@Claim("x")
		String both() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class NoParameters {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class RightParameters {

		@Claim("x")
		String x(@TokenParameter("tenant") @Nullable String tenant) {
			return (tenant != null) ? tenant : "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WithPolicy extends WrongBeans.WithoutPolicy {

	}

	static class Unannotated {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyOnBeanMethod {

		@Bean
		@ClaimRule(audience = "any")
		Unannotated rules() {
			return new Unannotated();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyOnObject {

		@Bean
		@ClaimRule(audience = "any")
		Object rules() {
			return new Unannotated();
		}

	}

	@ClaimRule(audience = "any")
	static class WithClaim {

		@Claim("x")
		String x() {
			return "yes";
		}

		@Claim("y")
		@ClaimRule(client = { "app", "other" })
		String forgotten() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesAsThemselves {

		@Bean
		WrongBeans.Rules rules() {
			return new WrongBeans.Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoOrders {

		@Bean
		WrongBeans.Rules one() {
			return new WrongBeans.Rules();
		}

		@Bean
		@ClaimRule(order = 1)
		WrongBeans.Rules two() {
			return new WrongBeans.Rules();
		}

	}

	@ClaimRule(audience = "any")
	static class TwoMethodsOfOneName {

		@Claim("a")
		String x(java.util.concurrent.Callable<?> argument) {
			return "yes";
		}

		@Claim("b")
		String x(Callable argument) {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class TwoMethodsOfTwoNames {

		@Claim("a")
		String a() {
			return "yes";
		}

		@Claim("b")
		String b() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = "third")
	static class NarrowedToNothing {

		@Claim("x")
		@ClaimRule(client = { "app", "other" })
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = { "third", "app", "other" })
	static class Narrowed {

		@Claim("x")
		@ClaimRule(client = { "app", "other" })
		String x() {
			return "yes";
		}

	}

	interface Plain {

		String rule();

	}

	@ClaimRule(audience = "any")
	interface Annotated {

		@Claim("rule")
		String rule();

	}

	@ClaimRule(audience = "any")
	static class Implementation implements Plain {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenByInterface {

		@Bean
		Plain rules() {
			return new Implementation();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesOfTheInterface {

		@Bean
		Annotated rules() {
			return () -> "yes";
		}

	}

	static final class OwnSource implements ClaimPolicySource {

		@Override
		public List<ClaimPolicy> policies() {
			return List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsObject {

		@Bean
		Object source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsItself {

		@Bean
		ClaimPolicySource source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceAsItsClass {

		@Bean
		OwnSource source() {
			return new OwnSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ SourceAsItself.class, WrongBeans.Rules.class })
	static class SourceAndRules {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		io.github.claimsdsl.policy.ClaimPolicySet policySet() {
			return new WrongBeans.OwnPolicySet().policySet();
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:a:", order = 1, mode = Mode.ENFORCE)
	static class OneStatement {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class SameName extends WrongBeans.Rules {

		@Override
		@Claim("rule")
		String rule() {
			return "overridden";
		}

	}

	@ClaimRule(audience = "any")
	static class OtherMethod extends WrongBeans.Rules {

		@Claim("other")
		String other() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:a:")
	static class OnTheClass {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WholeName {

		@Claim("urn:a:x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(value = "named", audience = "any")
	static class NamedOnTheClass {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedByBean {

		@Bean("named")
		WrongBeans.Rules rules() {
			return new WrongBeans.Rules();
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:a:", order = 1, when = "client.id != 'x'")
	static class RightAttributes {

		@Claim(value = "x", when = "client.id != 'y'", required = true, error = "access_denied",
				errorDescription = "No x", order = 1)
		String x() {
			return "yes";
		}

		@Deny(error = "access_denied", description = "Denied")
		boolean isDenied() {
			return false;
		}

	}

	@ClaimRule(audience = "any")
	static class OrderOfTheClaim {

		@Claim(value = "x", order = 2)
		String second() {
			return "second";
		}

		@Claim(value = "x", order = 1)
		String first() {
			return "first";
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class ReportedAsAWhole {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "${partner.api:any}", namespace = "${partner.namespace:}")
	static class WithDefaults {

		@Claim("${partner.claim:x}")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class Callable {

		@Claim("a")
		String something() {
			return "yes";
		}

		@Claim("b")
		String seen() {
			return "yes";
		}

		@Claim("c")
		String known(TokenRequest request) {
			return request.scopes().isEmpty() ? "no" : "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LeftOut {

		@Claim("a")
		@Nullable String nothing() {
			return null;
		}

		@Claim("b")
		String something() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class OfALevel {

		@Claim("level")
		int level(Integer level) {
			return level;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OfALevel.class)
	static class WithResolver {

		@Bean
		ClaimArgumentResolver resolver() {
			return (parameter) -> (parameter.getParameterType() == Integer.class) ? Optional.of((request) -> 5)
					: Optional.empty();
		}

	}

	interface Contract {

		String y();

	}

	@ClaimRule(audience = "any")
	static class OfTheInterface implements Contract {

		@Override
		@Claim("y")
		public String y() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnTheInterface {

		@Bean
		OfTheInterface proxied() {
			return new OfTheInterface();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			return WrongBeans.ProxiedByInterface.proxies();
		}

		@Bean
		static DebugInterceptor interceptor() {
			return WrongBeans.ProxiedByInterface.interceptor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedByClass {

		@Bean
		WrongBeans.BesideInterface proxied() {
			return new WrongBeans.BesideInterface();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = WrongBeans.ProxiedByInterface.proxies();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		static DebugInterceptor interceptor() {
			return WrongBeans.ProxiedByInterface.interceptor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WrongBeans.OneUserSource.class, WrongBeans.Rules.class })
	static class UsersAndRules {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class OnePrimary {

		@Bean
		@Primary
		UserSource<String> one() {
			return (name) -> name;
		}

		@Bean
		UserSource<String> two() {
			return (name) -> name;
		}

	}

	/** Functions of the team's own. */
	public static final class OwnFunctions {

		private OwnFunctions() {
		}

		/**
		 * Repeats a text.
		 * @param text the text
		 * @return the text, twice
		 */
		@ClaimFunction
		public static String twice(String text) {
			return text + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FixedFunctions {

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(OwnFunctions.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WrongBeans.Rules.class)
	static class NoFunctions {

		@Bean
		ClaimFunctionSource functions() {
			return () -> List.of(Unannotated.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
			return (context) -> context.getClaims().claim("by-customizer", "yes");
		}

	}

}
