package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every message about beans that stops the start, as the failure analyzer prints it.
 */
class BeanMessageTests {

	private static final Path GOLDEN = Path.of("src/test/resources/beans/expected.txt");

	/** Where messages about beans come from. */
	private static final List<Path> SOURCES = List.of(Path.of("src/main/java/io/github/claimsdsl/spring"),
			Path.of("src/main/java/io/github/claimsdsl/boot/IgnoredPolicyCheck.java"));

	private static final Pattern CALL = Pattern.compile("\\b(?:new Issue|issue|misplaced|unheard)\\(([^;]*);");

	private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private static final Map<String, WebApplicationContextRunner> WRONG = new LinkedHashMap<>();

	static {
		wrong("rules are declared as an object", WrongBeans.EarlyPolicies.class, WrongBeans.RulesAsObject.class);
		wrong("extensions are declared as objects", WrongBeans.EarlyPolicies.class,
				WrongExtensions.ExtensionsAsObjects.class);
		wrong("the type of a bean is not known", WrongBeans.OfUnknownType.class);
		wrong("claims have no policy", WrongBeans.WithoutPolicy.class);
		wrong("a policy has no claims", WrongBeans.Empty.class);
		wrong("a method narrows no claim", WrongBeans.WithoutClaim.class);
		wrong("two statements disagree", WrongBeans.TwoStatements.class);
		wrong("two statements have nothing in common", WrongBeans.NothingInCommon.class);
		wrong("a method and one that it overrides disagree", WrongBeans.Overriding.class);
		wrong("a method states what has no meaning there", WrongBeans.Misplaced.class);
		wrong("a bean method names the bean in a rule", WrongBeans.NameOnBeanMethod.class);
		wrong("attributes are blank or have several values", WrongBeans.WrongAttributes.class);
		wrong("methods cannot be called", WrongBeans.NotCallable.class);
		wrong("a proxy lacks the method", WrongBeans.ProxiedByInterface.class);
		wrong("placeholders are not set", WrongBeans.Unresolved.class);
		wrong("selectors and conditions are wrong", WrongBeans.WrongSelectors.class);
		wrong("there is no audience", WrongBeans.WithoutAudience.class);
		wrong("an audience is called by its name", WrongBeans.NameOfAudience.class,
				"claims-dsl.audiences.orders: { id: \"https://orders.example.com\", clients: [app] }");
		wrong("claims are wrong", WrongBeans.WrongClaims.class);
		wrong("a class is registered as two beans", WrongBeans.TwoBeans.class);
		wrong("a class is found and declared", WrongBeans.ScannedAndDeclared.class);
		wrong("two beans of a class write the same claim", WrongBeans.Overlapping.class);
		wrong("a method takes a user of another type", WrongBeans.OfMembers.class);
		wrong("a method takes a user of another type than the service has", WrongBeans.OfOtherUsers.class);
		wrong("a bean has the name of another policy", RightRules.TwoClients.class,
				"claims-dsl.policies.one: { audience: any, client: other, claims: { other: \"'x'\" } }");
		wrong("a function is not public", WrongExtensions.Functions.class);
		wrong("there are two user sources", WrongExtensions.TwoUserSources.class);
		wrong("there are two user details services", WrongExtensions.TwoServicesOfUsers.class);
		wrong("denials are wrong", WrongBeans.WrongDenials.class);
		wrong("request parameters cannot be named", WrongBeans.WrongParameters.class);
		wrong("the type of users is not known", WrongExtensions.UserSourceOfAny.class);
		wrong("there are attributes beside a user source", WrongExtensions.OneUserSource.class,
				"claims-dsl.user.attributes: { '[given name]': text }");
		wrong("the team's policy set replaces the rest", WrongExtensions.OwnPolicySet.class,
				"claims-dsl.policies.p: { audience: any, claims: { x: \"'x'\" } }");
		wrong("customizers would silence the policies or never be called", WrongServers.Customizers.class);
		wrong("there are two token generators", WrongServers.TwoGenerators.class);
		wrong("there are two authorization services", WrongServers.TwoServices.class);
		wrong("a token generator is passed to the server", WrongServers.GeneratorOfTheDsl.class,
				"claims-dsl.policies.p: { audience: any, claims: { x: \"'x'\" } }");
		wrong("the server is added too early", WrongServers.EarlyServer.class,
				"claims-dsl.policies.p: { audience: any, claims: { x: \"'x'\" } }");
		wrong("a chain is built by hand", WrongServers.ChainByHand.class,
				"claims-dsl.policies.p: { audience: any, claims: { x: \"'x'\" } }");
		wrong("userinfo is off", WrongServers.WithoutOpenIdConnect.class,
				"claims-dsl.policies.p: { token-type: userinfo, claims: { x: \"'x'\" } }");
		wrong("the user has no standard claim", WrongExtensions.UsersWithoutStandardClaims.class,
				"claims-dsl.standard-claims: userinfo");
		wrong("standard claims are for access tokens", WrongExtensions.OneUserSource.class,
				"claims-dsl.standard-claims: [userinfo, access_token]");
		wrong("an audience does not suit the server", WrongBeans.Rules.class, """
				spring.security.oauth2.authorizationserver.issuer: https://issuer.example.com
				claims-dsl.audiences:
				  - { id: "https://issuer.example.com/userinfo", clients: [app] }
				  - { id: "https://api.example.com", clients: [app], signing-algorithm: ES256 }
				""");
	}

	private static void wrong(String name, Class<?>... beans) {
		WRONG.put(name, TestServer.runner().withUserConfiguration(beans));
	}

	private static void wrong(String name, Class<?> bean, String yaml) {
		WRONG.put(name,
				TestServer.runner()
					.withUserConfiguration(bean)
					.withInitializer((context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(YamlFile.load("application.yml", yaml))));
	}

	@Test
	void startWhenBeansAreWrongThenMessagesAreThoseOfTheGoldenFile() throws IOException {
		StringBuilder actual = new StringBuilder();
		WRONG.forEach((name, runner) -> actual.append("# ").append(name).append('\n').append(message(name, runner)));
		if (Boolean.getBoolean("golden.update")) {
			Files.writeString(GOLDEN, actual);
		}
		assertThat(actual.toString()).isEqualTo(Files.readString(GOLDEN));
	}

	private static String message(String name, WebApplicationContextRunner runner) {
		AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
		runner.run((context) -> {
			assertThat(context).as(name).hasFailed();
			analysis.set(new ClaimPolicyFailureAnalyzer().analyze(context.getStartupFailure()));
		});
		FailureAnalysis printed = Objects.requireNonNull(analysis.get(), name);
		return "Description:\n\n" + printed.getDescription() + "\n\nAction:\n\n" + Printed.action(printed) + "\n\n";
	}

	/** A message that nobody has seen printed is one that nobody has read. */
	@Test
	void goldenFileWhenReadThenHasTheCodeAndTheWordsOfEachCall() throws IOException {
		String golden = Files.readString(GOLDEN);
		Set<String> missing = new TreeSet<>();
		int calls = 0;
		for (String source : sources()) {
			for (MatchResult call : CALL.matcher(source).results().toList()) {
				List<String> texts = texts(call.group(1));
				texts.stream().filter((text) -> !golden.contains(text)).forEach(missing::add);
				calls += texts.isEmpty() ? 0 : 1;
			}
		}
		assertThat(calls).isGreaterThan(30);
		assertThat(missing).isEmpty();
	}

	/** The code, in parentheses, and the words of a call. */
	private static List<String> texts(String call) {
		return TEXT.matcher(call)
			.results()
			.map((text) -> text.group(1).translateEscapes())
			.filter((text) -> text.contains(" ") || text.matches("[a-z]+(-[a-z]+)+"))
			.map((text) -> text.contains(" ") ? text : "(" + text + ")")
			.toList();
	}

	/** A warning stops no start. */
	private static boolean isAboutStarts(Path path) {
		return path.toString().endsWith(".java") && !path.endsWith("FederatedLoginWarning.java");
	}

	private static List<String> sources() throws IOException {
		List<String> sources = new ArrayList<>();
		for (Path source : SOURCES) {
			try (Stream<Path> files = Files.walk(source)) {
				for (Path file : files.filter(BeanMessageTests::isAboutStarts).toList()) {
					sources.add(Files.readString(file));
				}
			}
		}
		return sources;
	}

}
