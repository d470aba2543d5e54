package io.github.claimsdsl.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.policy.Tokens.API;
import static io.github.claimsdsl.policy.Tokens.LANGUAGE;
import static io.github.claimsdsl.policy.Tokens.compiler;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.issues;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Notation;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * What the compiler accepts and what it reports.
 */
class ClaimPolicyCompilerTests {

	private static final DeclaredAudience LIMITED = new DeclaredAudience("https://limited.example.com",
			Set.of("app", "web-app"), Set.of("read", "openid"), Set.of("https://acme.example.com"), false);

	private static final DeclaredAudience OTHER = new DeclaredAudience("https://other.example.com", Set.of("job"),
			Set.of("run"), null, true);

	private static final RuleFunction READS_TENANT = new RuleFunction() {

		@Override
		public Object apply(TokenRequest request) {
			return request.parameters().get("tenant");
		}

		@Override
		public Set<String> parameters() {
			return Set.of("tenant");
		}

	};

	/** Every issue of the package, in a golden file. */
	@Test
	void compileWhenAnythingIsWrongThenEveryIssueIsReportedAsInTheGoldenFile() throws IOException {
		ClaimPolicyCompiler compiler = compiler()
			.withAudiences(List.of(DeclaredAudience.of(API), DeclaredAudience.of("https://billing.example.com"),
					LIMITED, OTHER))
			.withIssuers(Set.of("https://acme.example.com", "https://globex.example.com"))
			.withOwnedClaims(Set.of("acr", "sub", "may_act"), Origin.of("owned claims"));
		List<ClaimPolicy.Builder> policies = wrongPolicies();
		if (Boolean.getBoolean("golden.update")) {
			Files.writeString(Path.of("src/test/resources/io/github/claimsdsl/policy/issues.txt"),
					print(issues(compiler, policies.toArray(ClaimPolicy.Builder[]::new))));
		}
		String expected = golden();
		for (int i = 0; i < 20; i++) {
			List<Issue> issues = issues(compiler, policies.toArray(ClaimPolicy.Builder[]::new));
			assertThat(print(issues)).isEqualTo(expected);
			Collections.shuffle(policies, RandomPolicies.random(i));
		}
	}

	@Test
	void compileWhenNoIssuerIsDeclaredThenAPolicyCannotNameOne() {
		assertThat(issues(compiler().withIssuers(Set.of()),
				policy("p").issuer("https://acme.example.com").claim("a", "'1'")))
			.singleElement()
			.hasToString("p.issuer: issuer 'https://acme.example.com' is not declared. Declare it, because "
					+ "clients could otherwise choose the issuer by the path that they use. (unknown-issuer)");
	}

	private static String print(List<Issue> issues) {
		StringBuilder text = new StringBuilder();
		issues.forEach((issue) -> text.append('#').append(issue.code()).append('\n').append(issue).append("\n\n"));
		return text.toString();
	}

	private static String golden() throws IOException {
		try (InputStream in = ClaimPolicyCompilerTests.class.getResourceAsStream("issues.txt")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static List<ClaimPolicy.Builder> wrongPolicies() {
		List<ClaimPolicy.Builder> policies = new ArrayList<>();
		policies.add(ClaimPolicy.named("audience-missing").claim("a1", "'1'"));
		policies.add(policy("misplaced-audience").tokenType(TokenType.ID_TOKEN).claim("a2", "'1'"));
		policies.add(policy("misplaced-audience-too").tokenType(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)
			.claim("a0", "'1'"));
		policies.add(ClaimPolicy.named("misplaced-audience-rule")
			.audience("any")
			.tokenType(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)
			.claim(rule("a3", "'1'").select(Dimension.TOKEN_TYPE, "id_token").select(Dimension.AUDIENCE, API).build()));
		policies.add(ClaimPolicy.named("audience-missing-too")
			.tokenType(TokenType.INTROSPECTION, TokenType.USERINFO)
			.claim("f1", "'1'"));
		policies.add(ClaimPolicy.named("issuance-of-answer")
			.tokenType(TokenType.USERINFO)
			.issuance(Issuance.REFRESH)
			.claim("f2", "request.issuance")
			.claim(rule("f3", "'1'").when("client.id == 'a' && request.issuance == 'initial'").build()));
		policies.add(ClaimPolicy.named("parameter-of-answer")
			.audience("any")
			.tokenType(TokenType.INTROSPECTION, TokenType.USERINFO)
			.claim(rule("f4", false, READS_TENANT).build()));
		policies.add(ClaimPolicy.named("error-of-answer")
			.tokenType(TokenType.USERINFO)
			.deny(DenialDefinition.of("deny[0]", "client.id == 'a'", new OAuthError("access_denied", "No"))));
		policies.add(ClaimPolicy.named("dead-token-type")
			.tokenType(TokenType.ID_TOKEN, TokenType.USERINFO)
			.grantType("client_credentials", "device_code")
			.claim("f5", "'1'"));
		policies.add(ClaimPolicy.named("protected-in-answers")
			.audience("any")
			.tokenType(TokenType.USERINFO, TokenType.INTROSPECTION)
			.claim("sub", "'1'")
			.claim("active", "true"));
		policies.add(ClaimPolicy.named("dead-introspection")
			.audience(LIMITED.id())
			.tokenType(TokenType.INTROSPECTION, TokenType.ACCESS_TOKEN)
			.claim("f6", "'1'")
			.claim(rule("f7", "'1'").select(Dimension.TOKEN_TYPE, "access_token").build())
			.deny(DenialDefinition.of("deny[0]", "client.id == 'a'", null)));
		policies.add(ClaimPolicy.named("any-audience").audience("any", API).claim("a4", "'1'"));
		policies.add(ClaimPolicy.named("unknown-audience").audience("https://api.exmaple.com").claim("a5", "'1'"));
		policies.add(policy("blank-selector").client("").scope().grantType(" ").claim("a6", "'1'"));
		policies.add(policy("selector-space").client(" app").scope("read write").claim("a7", "'1'"));
		policies.add(policy("unknown-grant-type").grantType("pasword").claim("a8", "'1'"));
		policies.add(policy("unknown-grant-urn").grantType("urn:ietf:params:oauth:grant-type:devicecode")
			.claim("a10", "'1'"));
		policies.add(limited("dead-client").client("app", "web-ap").claim("e1", "'1'"));
		policies.add(limited("dead-issuer").issuer("https://globex.example.com").claim("e7", "'1'"));
		policies.add(policy("unknown-issuer").issuer("https://acne.example.com").claim("e8", "'1'"));
		policies.add(limited("dead-scope").scope("reed").claim("e2", "'1'"));
		policies.add(limited("dead-client-rule").claim(rule("e3", "'1'").select(Dimension.CLIENT, "job").build()));
		policies.add(ClaimPolicy.named("dead-audience-rule")
			.audience(LIMITED.id(), OTHER.id())
			.client("job")
			.claim(rule("e4", "'1'").select(Dimension.AUDIENCE, LIMITED.id()).build()));
		policies.add(ClaimPolicy.named("dead-policy")
			.audience(LIMITED.id(), OTHER.id())
			.client("app")
			.scope("run")
			.claim("e5", "'1'"));
		policies.add(policy("stated-twice").client("app").client("web").claim("e6", "'1'"));
		policies.add(policy("alike").claim("ISS", "'1'")
			.claim("scp", "'1'")
			.claim("s\u200Bub", "'1'")
			.claim("\uFF41ud", "'1'")
			.claim("_claim_sources", "'1'")
			.claim("em\u00ADail", "'1'"));
		policies.add(policy("refresh-grant-type").grantType("refresh_token").claim("a9", "'1'"));
		policies.add(policy("unknown-token-type").select(Dimension.TOKEN_TYPE, List.of("id_tokn")).claim("b1", "'1'"));
		policies.add(policy("unknown-issuance").select(Dimension.ISSUANCE, List.of("refreshed")).claim("b2", "'1'"));
		policies.add(policy("unknown-subject").select(Dimension.SUBJECT, List.of("machine")).claim("b9", "'1'"));
		policies.add(policy("dead-subject-client").subject(Subject.CLIENT)
			.grantType("password", "authorization_code")
			.claim("d1", "'1'")
			.claim(rule("d2", "'1'").select(Dimension.GRANT_TYPE, "password").build()));
		policies.add(policy("dead-subject-rule").subject(Subject.USER)
			.grantType("password", "client_credentials")
			.claim(rule("d3", "'1'").select(Dimension.GRANT_TYPE, "client_credentials").build())
			.claim(rule("d4", "'1'").select(Dimension.SUBJECT, "client").build()));
		policies.add(policy("overlap-subject-one").subject(Subject.USER).claim("d5", "'1'"));
		policies.add(policy("overlap-subject-two").claim("d5", "'1'"));
		policies.add(policy("empty-intersection").client("app")
			.claim(rule("b3", "'1'").select(Dimension.CLIENT, "web").build()));
		policies.add(policy("empty-policy"));
		policies.add(policy("duplicate-policy").declaration(Declaration.inJava("FirstClaims")).claim("b4", "'1'"));
		policies.add(policy("duplicate-policy").declaration(Declaration.inJava("SecondClaims")).claim("b5", "'1'"));
		policies.add(policy("duplicate.rule").declaration(Declaration.inJava("One")).claim("b6", "'1'"));
		policies.add(policy("duplicate").declaration(Declaration.inJava("Two")).claim("rule.b6", "'1'"));
		policies.add(
				policy("claim-name").claim(" ", "'1'").claim("b7 ", "'1'").claim("b\n8", "'1'").claim("@class", "'1'"));
		policies.add(policy("blank-claim-name").namespace("https://mydomain.com/").claim("", "'1'"));
		policies.add(ClaimPolicy.named("protected-claim")
			.audience("any")
			.namespace("s")
			.tokenType(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)
			.claim("ub", "'1'")
			.claim("_hash", "'1'"));
		policies.add(policy("protected-claim-to-own").claim("amr", "['pwd']").claim("acr", "'1'"));
		policies.add(policy("required-omitted").claim(rule("c1", "'1'").required().omitOnError().build()));
		policies.add(policy("may-act-text").claim("may_act", "user.email"));
		policies
			.add(policy("may-act-without-sub").order(1).claim("may_act", "user.active ? ['sub': 'a'] : ['id': 'b']"));
		policies.add(policy("may-act-of-number").order(2).claim("may_act", "['sub': 5]"));
		policies.add(policy("may-act-omitted").order(3).claim(rule("may_act", "['sub': 'a']").omitOnError().build()));
		policies.add(policy("error-without-required").claim(rule("c2", "'1'").error("access_denied", null).build()));
		policies.add(policy("unknown-error").claim(rule("c3", "'1'").required().error("acess_denied", null).build())
			.deny(DenialDefinition.of("deny[0]", "user.active", new OAuthError("no", "a \"quote\""))));
		policies.add(policy("overlap-first").client("app", "web").scope("write", "read").claim("c5", "'1'"));
		policies.add(policy("overlap-second").client("web").scope("admin").grantType("password").claim("c5", "'1'"));
		policies.add(policy("overlap-third").order(1).claim("c5", "'1'"));
		policies.add(ClaimPolicy.named("overlap-id-one").tokenType(TokenType.ID_TOKEN).claim("c6", "'1'"));
		policies.add(ClaimPolicy.named("overlap-id-two").tokenType(TokenType.ID_TOKEN).claim("c6", "'1'"));
		return policies;
	}

	private static ClaimPolicy.Builder limited(String name) {
		return ClaimPolicy.named(name).audience(LIMITED.id());
	}

	@Test
	void compileWhenAudienceHasClientAndScopeThenAccepted() {
		ClaimPolicyCompiler compiler = compiler().withAudiences(List.of(LIMITED, OTHER));
		ClaimPolicy.Builder both = ClaimPolicy.named("p").audience(LIMITED.id(), OTHER.id());
		assertThat(issues(compiler, both.client("app", "job").scope("read", "run").claim("a", "'1'"))).isEmpty();
		ClaimPolicy.Builder any = ClaimPolicy.named("p").audience("any").client("nobody").scope("none");
		assertThat(issues(compiler, any.claim("a", "'1'"))).isEmpty();
		assertThat(issues(compiler,
				ClaimPolicy.named("p").tokenType(TokenType.ID_TOKEN).client("nobody").claim("a", "'1'")))
			.isEmpty();
	}

	@Test
	void compileWhenOwnGrantTypeIsDeclaredThenAccepted() {
		String own = "urn:ietf:params:oauth:grant-type:custom_code";
		assertThat(issues(compiler().withGrantTypes(Set.of(own)), policy("p").grantType(own).claim("a", "'1'")))
			.isEmpty();
		assertThat(issues(policy("p").grantType(own).claim("a", "'1'"))).extracting(Issue::code)
			.containsExactly("unknown-grant-type");
	}

	@Test
	void compileWhenNotationIsAnAnnotationThenAdviceIsJava() {
		Declaration annotated = new Declaration.Stated(Origin.of("Rules"), Notation.ANNOTATION,
				(attribute) -> "Rules @" + attribute);
		assertThat(issues(ClaimPolicy.named("p")
			.declaration(annotated)
			.grantType("refresh_token")
			.claim(rule("a", "'1'").error("access_denied", null).build())
			.claim(rule("b", "'1'").required().omitOnError().build()))).extracting(Issue::help)
			.contains("Name the API, or write audience = \"any\" for every access token.",
					"A refreshed token keeps the grant type that authorized it. Select that grant type, and narrow with "
							+ "issuance = Issuance.REFRESH.",
					"Add required = true, or remove the error.");
	}

	@Test
	void compileWhenExpressionsAreWrongThenAllAreReportedAtTheirParts() {
		ClaimPolicy.Builder policy = policy("p").when("user.emial")
			.claim(rule("a", "user.").when("'x'").build())
			.deny(deny("1"));
		assertThat(issues(policy)).extracting((issue) -> issue.origin().subject())
			.containsExactly("p.claims.a", "p.claims.a.when", "p.deny[0].when", "p.when");
	}

	@Test
	void compileWhenOneTextHasManyIssuesThenInTheOrderOfTheText() {
		assertThat(issues(policy("p").claim("a", "['b' : user.b, 'a' : user.a, 'c' : user.c]")))
			.extracting((issue) -> Objects.requireNonNull(issue.snippet()).column())
			.hasSize(3)
			.isSorted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "authorization_code", "client_credentials", "password", "device_code", "token_exchange",
			"jwt_bearer", "urn:ietf:params:oauth:grant-type:token-exchange", "https://example.com/grants/sms" })
	void compileWhenGrantTypeIsKnownOrAUriThenAccepted(String grantType) {
		assertThat(issues(policy("p").grantType(grantType).claim("a", "'1'"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "client_credentials", "token_exchange", "urn:ietf:params:oauth:grant-type:token-exchange" })
	void compileWhenAGrantTypeCanHaveTheSubjectThenAccepted(String grantType) {
		assertThat(issues(policy("p").subject(Subject.CLIENT).grantType("password", grantType).claim("a", "'1'")))
			.isEmpty();
		assertThat(issues(policy("p").subject(Subject.USER).grantType("password", grantType).claim("a", "'1'")))
			.isEmpty();
		assertThat(issues(policy("p").subject(Subject.CLIENT).grantType(grantType).claim("a", "'1'"))).isEmpty();
		assertThat(issues(policy("p").subject(Subject.USER).grantType(grantType).claim("a", "'1'")))
			.hasSize(grantType.equals("client_credentials") ? 1 : 0);
	}

	@Test
	void compileWhenSubjectsAreDisjointThenNoOverlap() {
		assertThat(issues(policy("p").subject(Subject.USER).claim("a", "'1'"),
				policy("q").subject(Subject.CLIENT).claim("a", "'2'")))
			.isEmpty();
	}

	@Test
	void compileWhenClientHoldsAnInnerSpaceThenAccepted() {
		assertThat(issues(policy("p").client("my app").claim("a", "'1'"))).isEmpty();
	}

	@Test
	void compileWhenAudienceIsStatedForIdTokensTooThenReportedUnlessAny() {
		TokenType[] both = TokenType.values();
		assertThat(issues(policy("p").tokenType(both).claim("a", "'1'"))).singleElement()
			.extracting(Issue::message)
			.isEqualTo("an audience limits access tokens and introspection, but this policy is for ID tokens and "
					+ "userinfo too");
		assertThat(issues(ClaimPolicy.named("p")
			.audience("any")
			.tokenType(both)
			.claim("b", "'1'")
			.claim(rule("a", "'1'").select(Dimension.AUDIENCE, API).build())
			.claim(rule("c", "'1'").select(Dimension.AUDIENCE, API)
				.select(Dimension.TOKEN_TYPE, "access_token")
				.build())))
			.singleElement()
			.satisfies((issue) -> {
				assertThat(issue.code()).isEqualTo("misplaced-audience");
				assertThat(issue.origin().subject()).isEqualTo("p.claims.a.audience");
			});
	}

	@Test
	void compileWhenNoneIsDeclaredThenOnlyAnyIsAccepted() {
		ClaimPolicyCompiler compiler = compiler().withAudiences(Tokens.audiences());
		assertThat(issues(compiler, policy("p").claim("a", "'1'"))).singleElement()
			.hasToString("p.audience: audience 'https://api.example.com' is not declared. (unknown-audience)");
		ClaimPolicy any = ClaimPolicy.named("p").audience("any").claim("a", "'1'").build();
		assertThat(compiler.compile(List.of(any)).matrix().rows().keySet())
			.extracting((reach) -> reach.value(Dimension.AUDIENCE))
			.containsExactly(ClaimReach.ANY);
	}

	@Test
	void compileWhenAnAudienceIsNamedThenIssueGivesItsId() {
		ClaimPolicyCompiler compiler = new ClaimPolicyCompiler(
				LANGUAGE.withHelp(Map.of("unknown-audience", "Declare.")))
			.withAudiences(List.of(LIMITED.named("orders"), OTHER.named("invoices"), DeclaredAudience.of(API)));
		assertThat(Stream.of("orders", "order", "limited.example.com", "example")
			.map((audience) -> issues(compiler, ClaimPolicy.named("p").audience(audience).claim("a", "'1'")).get(0)))
			.extracting(Issue::toString)
			.containsExactly(
					"p.audience: 'orders' is the name of an audience. Write its id: https://limited.example.com. "
							+ "(unknown-audience)",
					"p.audience: audience 'order' is not declared. Did you mean 'https://limited.example.com'? Declare. "
							+ "(unknown-audience)",
					"p.audience: audience 'limited.example.com' is not declared. "
							+ "Did you mean 'https://limited.example.com'? Declare. (unknown-audience)",
					"p.audience: audience 'example' is not declared. Known: https://api.example.com, "
							+ "https://limited.example.com, https://other.example.com. Declare. (unknown-audience)");
	}

	@Test
	void compileWhenAnIssuerIsNamedByItsPathThenIssueGivesItsUrl() {
		ClaimPolicyCompiler compiler = compiler()
			.withIssuers(Set.of("https://auth.example.com/acme", "https://auth.example.com/globex"));
		assertThat(issues(compiler, ClaimPolicy.named("p").audience("any").issuer("acme").claim("a", "'1'")))
			.singleElement()
			.hasToString("p.issuer: issuer 'acme' is not declared. Did you mean 'https://auth.example.com/acme'? "
					+ "(unknown-issuer)");
	}

	@Test
	void compileWhenHostHasHelpThenItFollowsThatOfTheIssueOnce() {
		ClaimPolicyCompiler compiler = new ClaimPolicyCompiler(
				LANGUAGE.withHelp(Map.of("unknown-audience", "See audiences.yml.", "unknown-property", "See User.",
						"claim-type", "See types.", "overlap", "Not of these issues.")))
			.withAudiences(Tokens.audiences(API));
		assertThat(issues(compiler,
				ClaimPolicy.named("p")
					.audience("https://api.exmaple.com")
					.claim("a", "user.emial")
					.claim("b", "usr.email")))
			.extracting(Issue::help)
			.containsExactlyInAnyOrder("Did you mean 'https://api.example.com'? See audiences.yml.",
					"Did you mean 'email'? See User.", "Did you mean 'user'?");
	}

	@Test
	void compileWhenAudiencesAreNotHeldToThenAnyNameIsAccepted() {
		assertThat(issues(ClaimPolicy.named("p").audience("https://x", "y").claim("a", "'1'"))).isEmpty();
	}

	@Test
	void compileWhenAudienceIsDeclaredOrAnyThenAccepted() {
		ClaimPolicyCompiler compiler = compiler().withAudiences(Tokens.audiences(API));
		assertThat(issues(compiler, policy("p").claim("a", "'1'"))).isEmpty();
		assertThat(issues(compiler, ClaimPolicy.named("p").audience("any").claim("a", "'1'"))).isEmpty();
		assertThat(
				issues(compiler, policy("p").claim(rule("a", "'1'").select(Dimension.AUDIENCE, "https://x").build())))
			.extracting(Issue::code)
			.contains("unknown-audience");
	}

	@Test
	void compileWhenPolicyIsForIdTokensThenNeedsNoAudience() {
		assertThat(issues(ClaimPolicy.named("p").tokenType(TokenType.ID_TOKEN).client("app").claim("a", "'1'")))
			.isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Dimension.class)
	void compileWhenSelectorIsPresentButEmptyThenReported(Dimension dimension) {
		for (List<String> blank : List.of(List.<String>of(), List.of(""), List.of("  "))) {
			assertThat(issues(policy("p").select(dimension, blank).claim("a", "'1'"))).extracting(Issue::code)
				.contains("blank-selector");
			Selector selector = Selector.NONE.with(dimension, blank);
			RuleDefinition rule = RuleDefinition.builder("a", new RuleValue.Expression("'1'"))
				.selector(selector)
				.build();
			assertThat(issues(policy("p").claim(rule))).extracting(Issue::code).contains("blank-selector");
		}
	}

	@ParameterizedTest
	@EnumSource(TokenType.class)
	void compileWhenClaimIsProtectedThenReportedUnlessOwned(TokenType type) {
		for (String claim : ProtectedClaims.of(type).keySet()) {
			String value = claim.equals("may_act") ? "['sub': 'gateway']" : "'1'";
			ClaimPolicy.Builder policy = ClaimPolicy.named("p").tokenType(type).claim(claim, value);
			if (type.isForApi()) {
				policy.audience("any");
			}
			boolean ownable = ProtectedClaims.OWNABLE.contains(claim);
			assertThat(issues(policy)).extracting(Issue::code)
				.containsExactly(ownable ? "ownable-claim" : "protected-claim");
			List<Issue> owned = issues(compiler().withOwnedClaims(Set.of(claim), Origin.of("owned claims")), policy);
			assertThat(owned.isEmpty()).isEqualTo(ownable);
		}
	}

	@ParameterizedTest
	@EnumSource(value = TokenType.class, names = { "USERINFO", "INTROSPECTION" })
	void compileWhenAnswerIsAskedForWhatOnlyTokensHaveThenReported(TokenType type) {
		ExpressionLanguage language = ExpressionLanguage.of(Tokens.LANGUAGE.schema().withParameters(Set.of("tenant")));
		ClaimPolicy.Builder policy = ClaimPolicy.named("p")
			.tokenType(type, TokenType.ACCESS_TOKEN)
			.audience("any")
			.issuance(Issuance.REFRESH)
			.claim("a", "request.issuance")
			.claim(rule("b", "'1'").when("request.parameters['tenant'] == 'acme'").build())
			.claim(rule("c", "request.issuance").select(Dimension.TOKEN_TYPE, "access_token").build())
			.deny(DenialDefinition.of("deny[0]", "request.issuance == 'refresh'", null));
		assertThat(issues(new ClaimPolicyCompiler(language), policy))
			.extracting(Issue::code, (issue) -> issue.origin().subject())
			.containsExactlyInAnyOrder(tuple("issuance-of-answer", "p.issuance"),
					tuple("issuance-of-answer", "p.claims.a"), tuple("parameter-of-answer", "p.claims.b.when"),
					tuple("issuance-of-answer", "p.deny[0]"));
	}

	@Test
	void compileWhenAnswerAloneStatesAnErrorThenReported() {
		OAuthError error = new OAuthError("access_denied", "No");
		ClaimPolicy.Builder userInfo = ClaimPolicy.named("p").tokenType(TokenType.USERINFO);
		assertThat(issues(userInfo.deny(DenialDefinition.of("deny[0]", "client.id == 'a'", error)))).singleElement()
			.satisfies((issue) -> {
				assertThat(issue.code()).isEqualTo("error-of-answer");
				assertThat(issue.message()).isEqualTo(
						"userinfo always refuses in the same way, so nobody would see the error 'access_denied'");
			});
		assertThat(issues(ClaimPolicy.named("p")
			.tokenType(TokenType.USERINFO, TokenType.ID_TOKEN)
			.deny(DenialDefinition.of("deny[0]", "client.id == 'a'", error))
			.deny(DenialDefinition.of("deny[1]", "client.id == 'b'", new OAuthError("", "No"))))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "id_token, client_credentials, true", "id_token, token_exchange, true", "id_token, password, false",
			"userinfo, client_credentials, true", "userinfo, device_code, true", "userinfo, token_exchange, false",
			"introspection, client_credentials, false" })
	void compileWhenGrantHasNoSuchTokenThenReported(String type, String grantType, boolean dead) {
		ClaimPolicy.Builder policy = ClaimPolicy.named("p")
			.select(Dimension.TOKEN_TYPE, List.of(type))
			.grantType(grantType)
			.claim("a", "'1'");
		if (type.equals("introspection")) {
			policy.audience("any");
		}
		assertThat(issues(policy)).extracting(Issue::code)
			.containsExactlyElementsOf(dead ? List.of("dead-token-type") : List.of());
	}

	@Test
	void ofWhenTokenTypeThenNamesOfTheDesignAreProtected() {
		List<String> both = List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope", "azp",
				"nonce", "sid", "auth_time", "acr", "amr", "cnf", "act", "may_act");
		assertThat(ProtectedClaims.of(TokenType.ACCESS_TOKEN)).containsKeys(both.toArray(String[]::new))
			.containsKeys("active", "token_type", "username")
			.doesNotContainKey("at_hash");
		assertThat(ProtectedClaims.of(TokenType.ID_TOKEN)).containsKeys(both.toArray(String[]::new))
			.containsKeys("at_hash", "c_hash");
		for (TokenType type : TokenType.values()) {
			assertThat(List.copyOf(ProtectedClaims.of(type).keySet())).isSorted();
			assertThat(ProtectedClaims.of(type).values()).allMatch((standard) -> standard.contains(" section "));
		}
	}

	@Test
	void compileWhenSameClaimHasTwoRulesThenTheirNamesTellThemApart() {
		ClaimPolicy.Builder policy = policy("p")
			.claim(rule("a", "'1'").name("first").select(Dimension.CLIENT, "app").build())
			.claim(rule("a", "'2'").name("second").select(Dimension.CLIENT, "web").build());
		assertThat(issues(policy)).isEmpty();
	}

	@Test
	void compileWhenIssuesThenOriginsOfTheirPartsAreNamed() {
		ClaimPolicy.Builder policy = policy("p")
			.declaration(new Declaration.Stated(new Origin("p", new Origin.Location("application.yml", 7, 3)),
					Notation.YAML, (attribute) -> "p/" + attribute))

			.when("user.emial");
		assertThat(issues(policy.claim("a", "'1'"))).singleElement()
			.satisfies((issue) -> assertThat(issue.origin()).hasToString("p/when [application.yml:7:3]"));
	}

	@Test
	void compileWhenCalledAgainThenTheSame() {
		ClaimPolicyCompiler compiler = compiler();
		List<ClaimPolicy> policies = List.of(policy("p").claim("a", "'1'").build());
		assertThatCode(() -> {
			compiler.compile(policies);
			compiler.compile(policies);
			assertThat(ClaimPolicySet.of(policies, Tokens.LANGUAGE).policies()).isEqualTo(policies);
		}).doesNotThrowAnyException();
	}

	@Test
	void toStringWhenSelectorStatesDimensionsThenNamesThem() {
		assertThat(Selector.NONE.with(Dimension.GRANT_TYPE, List.of("password")).with(Dimension.AUDIENCE, List.of("a")))
			.hasToString("audience=[a] grant-type=[password]");
		assertThat(Selector.NONE).hasToString("");
		assertThat(Map.of(Dimension.TOKEN_TYPE, Dimension.TOKEN_TYPE.property())).containsValue("token-type");
	}

}
