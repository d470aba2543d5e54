package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
				RightRules.WithPolicy.class, "{x=yes}");
		action("claim-without-policy", "has @Claim or @Deny methods but no @ClaimRule", WrongBeans.WithoutPolicy.class,
				RightRules.PolicyOnBeanMethod.class, "{x=yes}");
		action("rule-without-claim", "Annotate it with @Claim(\"name\")", WrongBeans.WithoutClaim.class,
				RightRules.WithClaim.class, "{x=yes, y=yes}");
		action("rule-without-claim", "or remove @ClaimRule", WrongBeans.WithoutClaim.class, RightRules.WithPolicy.class,
				"{x=yes}");
		action("empty-policy", "Annotate the methods that return claims with @Claim(\"name\")", WrongBeans.Empty.class,
				RightRules.WithPolicy.class, "{x=yes}");
		action("empty-policy", "let the @Bean method return their class", RightRules.PolicyOnObject.class,
				RightRules.PolicyOnBeanMethod.class, "{x=yes}");
		action("bean-type", "Let its @Bean method return the class that declares the @Claim and @Deny methods",
				WrongBeans.OfUnknownType.class, RightRules.RulesAsThemselves.class, "{rule=yes}");
		action("overlap", "Give one of them a lower order", WrongBeans.Overlapping.class, RightRules.TwoOrders.class,
				"{rule=yes}");
		action("registered-twice", "Remove one of them", WrongBeans.TwoBeans.class, RightRules.RulesAsThemselves.class,
				"{rule=yes}");
		action("registered-twice", "narrow them with different @ClaimRule on their @Bean methods",
				WrongBeans.TwoBeans.class, RightRules.TwoClients.class, "{rule=yes}");
		action("duplicate-policy", "Rename one",
				Start.of(RightRules.RulesAsThemselves.class).file("application.yml", POLICY.replace(".p:", ".rules:")),
				Start.of(RightRules.RulesAsThemselves.class).file("application.yml", POLICY), "{rule=yes, x=yes}");
		action("duplicate-rule", "Rename a policy or a rule", RightRules.TwoMethodsOfOneName.class,
				RightRules.TwoMethodsOfTwoNames.class, "{a=yes, b=yes}");
		action("empty-intersection", "name a value that all have", WrongBeans.NothingInCommon.class,
				RightRules.WithPolicy.class, "{x=yes}");
		action("empty-intersection", "name a value that both have", RightRules.NarrowedToNothing.class,
				RightRules.Narrowed.class, "{x=yes}");
	}

	private static void hidden() {
		action("hidden-rules", "Let its @Bean method return WrongBeans.Rules", WrongBeans.RulesAsObject.class,
				RightRules.RulesAsThemselves.class, "{rule=yes}");
		action("hidden-rules", "or declare the rules on the type that it returns",
				RightExtensions.HiddenByInterface.class, RightExtensions.RulesOfTheInterface.class, "{rule=yes}");
		action("hidden-extension", "Let its @Bean method return ClaimPolicySource",
				RightExtensions.SourceAsObject.class, RightExtensions.SourceAsItself.class, "{by-source=yes}");
		action("hidden-extension", "or the class that implements it", RightExtensions.SourceAsObject.class,
				RightExtensions.SourceAsItsClass.class, "{by-source=yes}");
		action("ignored-policy", "Remove the ClaimPolicySet bean and declare its policies in a ClaimPolicySource bean",
				WrongExtensions.OwnPolicySet.class, RightExtensions.SourceAndRules.class, "{by-source=yes, rule=yes}");
		action("ignored-policy", "or remove this",
				Start.of(RightExtensions.OwnPolicySet.class).file("application.yml", POLICY),
				Start.of(RightExtensions.OwnPolicySet.class), "");
	}

	private static void statements() {
		action("conflicting-statements", "and keep one", WrongBeans.TwoStatements.class,
				RightStatements.OneStatement.class, "{urn:a:x=yes}");
		action("conflicting-statements", "Give both the same name", WrongBeans.Overriding.class,
				RightStatements.SameName.class, "{rule=overridden}");
		action("conflicting-statements", "or rename the method", WrongBeans.Overriding.class,
				RightStatements.OtherMethod.class, "{other=yes, rule=yes}");
		action("misplaced-attribute", "State it on the class, or write the claim's whole name",
				WrongBeans.Misplaced.class, RightStatements.OnTheClass.class, "{urn:a:x=yes}");
		action("misplaced-attribute", "or write the claim's whole name in @Claim", WrongBeans.Misplaced.class,
				RightStatements.WholeName.class, "{urn:a:x=yes}");
		action("misplaced-attribute", "State the order of one claim in @Claim(order = ...)", WrongBeans.Misplaced.class,
				RightStatements.OrderOfTheClaim.class, "{x=first}");
		action("misplaced-attribute", "State it on the class; a policy is enforced or reported as a whole",
				WrongBeans.Misplaced.class, RightStatements.ReportedAsAWhole.class, "");
		action("misplaced-attribute", "State it on the class, where it names the bean", WrongBeans.Misplaced.class,
				RightStatements.NamedOnTheClass.class, "{x=yes}");
		action("misplaced-attribute", "Name the bean in @Bean", WrongBeans.NameOnBeanMethod.class,
				RightStatements.NamedByBean.class, "{rule=yes}");
		action("blank-attribute", "Write a value", WrongBeans.WrongAttributes.class,
				RightStatements.RightAttributes.class, "{urn:a:x=yes}");
		action("blank-attribute", "or leave the attribute out", WrongBeans.WrongAttributes.class,
				RightRules.WithPolicy.class, "{x=yes}");
		action("several-values", "Keep one", WrongBeans.WrongAttributes.class, RightStatements.RightAttributes.class,
				"{urn:a:x=yes}");
		action("placeholder", "Set its property", Start.of(WrongBeans.Unresolved.class),
				Start.of(WrongBeans.Unresolved.class)
					.properties("partner.api=any", "partner.namespace=urn:a:", "partner.claim=x"),
				"{urn:a:x=yes}");
		action("placeholder", "or give it a default after a colon", WrongBeans.Unresolved.class,
				RightStatements.WithDefaults.class, "{x=yes}");
	}

	private static void methods() {
		action("method-not-invocable", "Remove 'private'", WrongBeans.NotCallable.class, RightMethods.Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("method-returns-nothing", "Return the value", WrongBeans.NotCallable.class, RightMethods.Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("method-returns-nothing", "or null to leave the claim out", WrongBeans.NotCallable.class,
				RightMethods.LeftOut.class, "{b=yes}");
		action("unresolvable-parameter", "Take TokenRequest", WrongBeans.NotCallable.class, RightMethods.Callable.class,
				"{a=yes, b=yes, c=yes}");
		action("unresolvable-parameter", "or declare a ClaimArgumentResolver bean", RightMethods.OfALevel.class,
				RightMethods.WithResolver.class, "{level=5}");
		action("method-not-invocable", "Declare the method on an interface of the class",
				WrongBeans.ProxiedByInterface.class, RightMethods.OnTheInterface.class, "{y=yes}");
		action("method-not-invocable", "or proxy the class (proxyTargetClass = true)",
				WrongBeans.ProxiedByInterface.class, RightMethods.ProxiedByClass.class, "{y=yes}");
	}

	private static void others() {
		action("user-attributes", "Give both the same type",
				Start.of(WrongExtensions.OneUserSource.class)
					.file("application.yml", POLICY + "claims-dsl.user.attributes: { blank: number }\n"),
				Start.of(WrongExtensions.OneUserSource.class)
					.file("application.yml", POLICY + "claims-dsl.user.attributes: { blank: boolean }\n"),
				"{x=yes}");
		action("several-user-sources", "Mark one as @Primary", WrongExtensions.TwoServicesOfUsers.class,
				RightExtensions.OnePrimaryService.class, "{rule=yes}");
		action("several-user-sources", "or declare a UserSource bean", WrongExtensions.TwoServicesOfUsers.class,
				RightExtensions.SourceBesideServices.class, "{rule=yes}");
		action("deny-result", "Return a boolean", WrongBeans.WrongDenials.class, RightExtensions.RightDenials.class,
				"{x=yes}");
		action("deny-result", "A method that only throws returns nothing", WrongBeans.WrongDenials.class,
				RightExtensions.RightDenials.class, "{x=yes}");
		action("claim-and-deny", "Keep one", WrongBeans.WrongDenials.class, RightExtensions.RightDenials.class,
				"{x=yes}");
		action("request-parameter", "Leave it out", WrongBeans.WrongParameters.class,
				RightExtensions.NoParameters.class, "{x=yes}");
		action("request-parameter", "Use letters, digits", WrongBeans.WrongParameters.class,
				RightExtensions.RightParameters.class, "{x=yes}");
		action("several-user-sources", "Keep one", WrongExtensions.TwoUserSources.class,
				RightExtensions.UsersAndRules.class, "{rule=yes}");
		action("several-user-sources", "or mark one as @Primary", WrongExtensions.TwoUserSources.class,
				RightExtensions.OnePrimary.class, "{rule=yes}");
		action("user-type", "Declare the bean with its type argument", WrongExtensions.UserSourceOfAny.class,
				RightExtensions.UsersAndRules.class, "{rule=yes}");
		action("function", "Fix the function", Start.of(WrongExtensions.Functions.class),
				Start.of(RightExtensions.FixedFunctions.class)
					.file("application.yml", POLICY.replace("'yes'", "twice('ho')")),
				"{x=hoho}");
		action("function", "or remove its @ClaimFunction", WrongExtensions.Functions.class,
				RightExtensions.NoFunctions.class, "{rule=yes}");
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
			.withUserConfiguration(WrongBeans.EarlyPolicies.class, RightExtensions.Customizer.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.containsEntry("by-customizer", "yes"));
	}

}
