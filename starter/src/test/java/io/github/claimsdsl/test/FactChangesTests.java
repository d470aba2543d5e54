package io.github.claimsdsl.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ByteArrayResource;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FactChanges}: what a change of policies is called.
 */
class FactChangesTests {

	private static final String API = "https://api.example.com";

	private static final String BILLING = "https://billing.example.com";

	private static final String YAML = """
			claims-dsl:
			  audience-required: false
			  audiences:
			    - id: https://api.example.com
			      clients: [web-app, cli]
			      scopes: [read]
			      api-clients: [api]
			      token-profile: rfc9068
			    - id: https://billing.example.com
			      clients: [web-app]
			      scopes: [read]
			  policies:
			    machines:
			      audience: https://api.example.com
			      grant-type: [password, client_credentials]
			      claims:
			        tier: { value: "'gold'" }
			        plan: { value: client.id, when: "client.id != 'cli'", required: true, error: access_denied }
			    guarded:
			      audience: any
			      when: request.grantType == 'password'
			      claims:
			        place: "'here'"
			    restricted:
			      audience: https://billing.example.com
			      client: [web-app]
			      deny:
			        - { when: request.grantType == 'password', error: access_denied, description: No passwords }
			""";

	private static final String TIER = "`tier` (machines.tier) ";

	private static final String PLAN = "`plan` (machines.plan) ";

	private static final String PLACE = "`place` (guarded.place) ";

	private static final String DENIAL = "denial `restricted.deny[0]` ";

	private static SortedSet<PolicyFact> facts(String yaml) {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.yaml(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.build();
		SortedSet<PolicyFact> facts = new TreeSet<>(tester.policies().facts());
		facts.addAll(AudienceFacts.of(tester.audiences()));
		return facts;
	}

	private static Arguments change(String text, String replacement, String... sentences) {
		return Arguments.of(text, replacement, List.of(sentences));
	}

	static Stream<Arguments> changes() {
		return Stream.of(change("'gold'", "'silver'", TIER + "is now `'silver'`, it was `'gold'`"),
				change("value: client.id,", "value: lower(client.id),",
						PLAN + "is now `lower(client.id)`, it was `client.id`"),
				change("client.id != 'cli'", "client.id != 'web'",
						PLAN + "now has the condition `client.id != 'web'` instead of `client.id != 'cli'`"),
				change("\"'gold'\"", "\"'gold'\", when: client.id == 'cli'",
						TIER + "now has the condition `client.id == 'cli'`"),
				change("when: \"client.id != 'cli'\", ", "", PLAN + "no longer has the condition `client.id != 'cli'`"),
				change("when: request.grantType == 'password'\n", "when: request.grantType != 'password'\n", PLACE
						+ "now has the condition `request.grantType != 'password'` instead of `request.grantType == 'password'`"),
				change("when: request.grantType == 'password'\n", "order: 0\n",
						PLACE + "no longer has the condition `request.grantType == 'password'`"),
				change("required: true, error: access_denied", "order: 0", PLAN + "is no longer required",
						PLAN + "now has the default error, it had `access_denied`"),
				change("\"'gold'\"", "\"'gold'\", required: true", TIER + "is now required"),
				change("error: access_denied }", "error: invalid_scope }",
						PLAN + "now has the error `invalid_scope`, it had `access_denied`"),
				change("error: access_denied }", "error: access_denied, error-description: No plan }",
						PLAN + "now has the error description `No plan`, it had the default"),
				change("\"'gold'\"", "\"'gold'\", on-error: omit-claim",
						TIER + "is now left out when its rule fails, the token was refused"),
				change("\"'gold'\"", "\"'gold'\", order: 7", TIER + "now has order `7`, it had `0`"),
				change("audience: any", "audience: any\n      mode: report",
						"`place` no longer reaches access tokens without an audience for any grant type",
						"`place` no longer reaches audience https://api.example.com for any grant type",
						"`place` no longer reaches audience https://billing.example.com for any grant type",
						PLACE + "is now only reported"),
				change("tier:", "level:", "`level` now reaches audience https://api.example.com for client_credentials",
						"`level` now reaches audience https://api.example.com for password",
						"`level` (machines.level) is new: its value is `'gold'` (token type `access_token`, audience `https://api.example.com`, grant type `client_credentials`, `password`)",
						"`tier` no longer reaches audience https://api.example.com for client_credentials",
						"`tier` no longer reaches audience https://api.example.com for password",
						TIER + "is gone: its value was `'gold'` (token type `access_token`, audience `https://api.example.com`, grant type `client_credentials`, `password`)"),
				change("audience: any", "audience: any\n      namespace: https://n/",
						"`https://n/place` now reaches access tokens without an audience for any grant type",
						"`https://n/place` now reaches audience https://api.example.com for any grant type",
						"`https://n/place` now reaches audience https://billing.example.com for any grant type",
						"`https://n/place` (guarded.place) is the new name of `place`",
						"`place` no longer reaches access tokens without an audience for any grant type",
						"`place` no longer reaches audience https://api.example.com for any grant type",
						"`place` no longer reaches audience https://billing.example.com for any grant type"));
	}

	static Stream<Arguments> selectors() {
		return Stream.of(
				change("[password, client_credentials]", "[password]",
						"`plan` no longer reaches audience https://api.example.com for client_credentials",
						"`tier` no longer reaches audience https://api.example.com for client_credentials",
						PLAN + "is no longer for grant type `client_credentials`",
						TIER + "is no longer for grant type `client_credentials`"),
				change("audience: any", "audience: https://api.example.com",
						"`place` no longer reaches audience https://billing.example.com for any grant type",
						"`place` no longer reaches access tokens without an audience for any grant type",
						PLACE + "is now only for audience `https://api.example.com`"),
				change("audience: any", "audience: any\n      client: [web-app, cli]",
						"`place` now reaches audience https://api.example.com for any grant type by client cli"),
				change("audience: any", "audience: any\n      token-type: [access_token, id_token]",
						"`place` now reaches ID tokens for any grant type",
						PLACE + "is now also for token type `id_token`"),
				change("audience: any", "token-type: id_token", "`place` now reaches ID tokens for any grant type",
						PLACE + "is now for token type `id_token` instead of `access_token`"),
				change("audience: any", "audience: any\n      issuance: refresh",
						PLACE + "is now only for issuance `refresh`"),
				change("audience: any", "audience: any\n      subject: user", PLACE + "is now only for subject `user`"),
				change("audience: any", "audience: any\n      scope: read", PLACE + "is now only for scope `read`"),
				change("client: [web-app]\n", "order: 0\n", DENIAL + "is no longer limited to client `web-app`"),
				change("client: [web-app]\n", "client: [web-app]\n      scope: read\n",
						DENIAL + "is now only for scope `read`"));
	}

	static Stream<Arguments> denials() {
		return Stream.of(
				change("{ when: request.grantType == 'password', error", "{ when: client.id == 'x', error", DENIAL
						+ "now refuses when `client.id == 'x'`, it refused when `request.grantType == 'password'`"),
				change("error: access_denied, description", "error: invalid_scope, description",
						DENIAL + "now has the error `invalid_scope`, it had `access_denied`"),
				change("No passwords", "None", DENIAL + "now has the error description `None`, it had `No passwords`"),
				change(", description: No passwords", "",
						DENIAL + "now has the default error description, it had `No passwords`"),
				change("client: [web-app]\n", "client: [web-app]\n      mode: report\n",
						DENIAL + "is now only reported"),
				change("client: [web-app]\n", "client: [web-app]\n      order: 3\n",
						DENIAL + "now has order `3`, it had `0`"),
				change("      deny:\n        - {", "      claims: { a: \"'b'\" }\n      deny:\n        - {",
						"`a` now reaches audience https://billing.example.com for any grant type by client web-app",
						"`a` (restricted.a) is new: its value is `'b'` (token type `access_token`, audience `https://billing.example.com`, client `web-app`)"),
				change("No passwords }\n", "No passwords }\n        - { when: client.id == 'x' }\n",
						"denial `restricted.deny[1]` is new: it refuses with the default error when `client.id == 'x'` (token type `access_token`, audience `https://billing.example.com`, client `web-app`)"));
	}

	static Stream<Arguments> audiences() {
		return Stream.of(
				change("[web-app, cli]", "[web-app, cli, tv]", "client `tv` may now ask for audience `" + API + "`"),
				change("[web-app, cli]", "[web-app, tv]", "client `tv` may now ask for audience `" + API + "`",
						"client `cli` may no longer ask for audience `" + API + "`"),
				change("[web-app]\n      scopes: [read]", "[web-app]\n      scopes: [read, write]",
						"scope `write` is now defined at audience `" + BILLING + "`"),
				change("[web-app]\n      scopes: [read]", "[web-app]",
						"scope `read` is no longer defined at audience `" + BILLING + "`"),
				change("[api]", "[api, proxy]",
						"client `proxy` may now introspect and exchange the tokens of audience `" + API + "`"),
				change("      api-clients: [api]\n", "",
						"client `api` may no longer introspect and exchange the tokens of audience `" + API + "`"),
				change("[api]", "[api]\n      default-for: [cli]",
						"client `cli` now gets audience `" + API + "` when it asks for none"),
				change("rfc9068", "spring",
						"audience `" + API + "` now has the token profile `spring`, it had `rfc9068`"),
				change("rfc9068", "rfc9068\n      signing-algorithm: ES256",
						"audience `" + API + "` now has the signing algorithm `ES256`, it had the default"),
				change("required: false", "required: true", "property `claims-dsl.audience-required` is now `true`"),
				change("  policies:", "    - { id: 'https://new', clients: [cli], scopes: [a, b] }\n  policies:",
						"audience `https://new` is new: client `cli`, scope `a`, `b`, token profile `rfc9068`",
						"`place` now reaches audience https://new for any grant type"));
	}

	private static String changed(String text, String replacement) {
		String changed = YAML.replace(text, replacement);
		assertThat(changed).as(text).isNotEqualTo(YAML);
		return changed;
	}

	@ParameterizedTest
	@MethodSource({ "changes", "denials", "audiences" })
	void betweenWhenChangedThenOneSentenceForEachDifference(String text, String replacement, List<String> sentences) {
		assertThat(FactChanges.between(facts(YAML), facts(changed(text, replacement))))
			.containsExactlyElementsOf(sentences);
	}

	@ParameterizedTest
	@MethodSource("selectors")
	void betweenWhenASelectorChangedThenSaysSo(String text, String replacement, List<String> sentences) {
		assertThat(FactChanges.between(facts(YAML), facts(changed(text, replacement)))).containsAll(sentences);
	}

	@Test
	void betweenWhenChangedBackThenTheReverse() {
		assertThat(back("\"'gold'\"", "\"'gold'\", on-error: omit-claim"))
			.containsExactly(TIER + "now refuses the token when its rule fails, it was left out");
		assertThat(back("\"'gold'\"", "\"'gold'\", order: 7")).containsExactly(TIER + "now has order `0`, it had `7`");
		assertThat(back("audience: any", "audience: any\n      mode: report"))
			.contains(PLACE + "is now enforced, it was only reported");
		assertThat(back("audience: any", "audience: https://api.example.com"))
			.contains(PLACE + "is no longer limited to audience `https://api.example.com`");
		assertThat(back("required: false", "required: true"))
			.containsExactly("property `claims-dsl.audience-required` is no longer `true`");
		assertThat(back("[api]", "[api]\n      default-for: [cli]"))
			.containsExactly("client `cli` no longer gets audience `" + API + "` when it asks for none");
		assertThat(back("No passwords }\n", "No passwords }\n        - { when: client.id == 'x' }\n")).singleElement()
			.asString()
			.startsWith(
					"denial `restricted.deny[1]` is gone: it refused with the default error when `client.id == 'x'`");
	}

	private static List<String> back(String text, String replacement) {
		return FactChanges.between(facts(changed(text, replacement)), facts(YAML));
	}

	@Test
	void betweenWhenSomethingOpensThenItComesFirst() {
		String yaml = YAML.replace("'gold'", "'silver'")
			.replace("[web-app, cli]", "[web-app]")
			.replace("[api]", "[api, proxy]")
			.replace("{ when: request.grantType", "{ when: client.id")
			.replace(", required: true, error: access_denied", "");
		assertThat(FactChanges.between(facts(YAML), facts(yaml))).containsExactly(
				"client `proxy` may now introspect and exchange the tokens of audience `" + API + "`",
				PLAN + "is no longer required", PLAN + "now has the default error, it had `access_denied`",
				TIER + "is now `'silver'`, it was `'gold'`",
				DENIAL + "now refuses when `client.id == 'password'`, it refused when `request.grantType == 'password'`",
				"client `cli` may no longer ask for audience `" + API + "`");
		assertThat(back("client: [web-app]\n", "order: 0\n"))
			.containsExactly(DENIAL + "is now only for client `web-app`");
	}

	@Test
	void betweenWhenADenialIsOnlyReportedThenThatOpens() {
		String yaml = YAML.replace("client: [web-app]\n", "client: [web-app]\n      mode: report\n")
			.replace("'gold'", "'silver'")
			.replace("audience: any", "audience: any\n      mode: report");
		assertThat(FactChanges.between(facts(YAML), facts(yaml)))
			.startsWith(DENIAL + "is now only reported", TIER + "is now `'silver'`, it was `'gold'`")
			.endsWith(PLACE + "is now only reported");
		assertThat(FactChanges.between(facts(yaml), facts(YAML)))
			.endsWith(DENIAL + "is now enforced, it was only reported");
	}

	@Test
	void betweenWhenADenialRefusesLessThenThatOpens() {
		String value = TIER + "is now `'silver'`, it was `'gold'`";
		String wider = changed("client: [web-app]\n", "order: 0\n").replace("'gold'", "'silver'");
		assertThat(FactChanges.between(facts(YAML), facts(wider))).containsExactly(value,
				DENIAL + "is no longer limited to client `web-app`");
		assertThat(FactChanges.between(facts(wider), facts(YAML))).first()
			.isEqualTo(DENIAL + "is now only for client `web-app`");
		String more = changed("No passwords }\n", "No passwords }\n        - { when: client.id == 'x' }\n")
			.replace("'gold'", "'silver'");
		assertThat(FactChanges.between(facts(YAML), facts(more))).first().isEqualTo(value);
		assertThat(FactChanges.between(facts(more), facts(YAML))).last().asString().startsWith(TIER);
	}

	@Test
	void betweenWhenOnlySpellingOrOrderChangesThenNone() {
		String yaml = YAML.replace("client.id != 'cli'", "(client.id   !=\\\"cli\\\")")
			.replace("{ when: request.grantType == 'password',", "{ when: (request.grantType)  == ('password'),")
			.replace("[web-app, cli]", "[cli, web-app]")
			.replace("[password, client_credentials]", "[client_credentials, password]");
		assertThat(facts(yaml)).isEqualTo(facts(YAML));
	}

	@Test
	void betweenWhenAnyOneFactDiffersThenThereIsASentence() {
		SortedSet<PolicyFact> facts = facts(YAML);
		for (PolicyFact fact : facts) {
			SortedSet<PolicyFact> others = new TreeSet<>(facts);
			others.remove(fact);
			assertThat(FactChanges.between(facts, others)).as("without %s", fact)
				.hasSize(1)
				.noneMatch(FactChangesTests::isOpen);
			assertThat(FactChanges.between(others, facts)).as("with %s", fact)
				.hasSize(1)
				.noneMatch(FactChangesTests::isOpen);
			others.add(new PolicyFact(fact.kind(), fact.name(), fact.aspect(), "other"));
			assertThat(FactChanges.between(facts, others)).as("other %s", fact).isNotEmpty();
		}
	}

	private static boolean isOpen(String sentence) {
		return sentence.endsWith(" ");
	}

	@Test
	void betweenWhenTheRuleIsWrittenInJavaThenSaysWhere() {
		SortedSet<PolicyFact> before = ClaimPolicyTester.withoutUser().rules(new First()).build().policies().facts();
		assertThat(before).extracting(PolicyFact::value).contains("Java FactChangesTests.First.tier()");
		SortedSet<PolicyFact> after = new TreeSet<>();
		before.forEach((fact) -> after.add(fact.value().startsWith("Java")
				? new PolicyFact(fact.kind(), fact.name(), fact.aspect(), "'gold'") : fact));
		assertThat(FactChanges.between(before, after)).containsExactly(
				"`tier` (factChangesTests.First.tier) is now `'gold'`, it was `Java FactChangesTests.First.tier()`");
	}

	@Test
	void betweenWhenTextsAreHostileThenShowsThem() {
		assertThat(FactChanges.between(facts(YAML),
				facts(YAML.replace("[web-app, cli]", "[web-app, cli, \"a`b\\n- c\\u202e%1$s\"]"))))
			.containsExactly("client `a\\u0060b\\u000a- c\\u202e%1$s` may now ask for audience `" + API + "`");
	}

	@Test
	void betweenWhenAnIdIsHostileThenShowsIt() {
		PolicyFact claim = new PolicyFact(Kind.RULE, "p.a\nb", Aspect.CLAIM, "a\nb");
		SortedSet<PolicyFact> before = new TreeSet<>(
				List.of(claim, new PolicyFact(Kind.RULE, "p.a\nb", Aspect.VALUE, "1")));
		SortedSet<PolicyFact> after = new TreeSet<>(
				List.of(claim, new PolicyFact(Kind.RULE, "p.a\nb", Aspect.VALUE, "2")));
		assertThat(FactChanges.between(before, after))
			.containsExactly("`a\\u000ab` (p.a\\u000ab) is now `2`, it was `1`");
	}

	@ClaimRule(audience = "any")
	static class First {

		@Claim("tier")
		String tier() {
			return "gold";
		}

	}

}
