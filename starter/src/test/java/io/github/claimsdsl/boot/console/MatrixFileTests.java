package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicyCompiler;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The picture of the matrix, and the file that it is saved in.
 */
class MatrixFileTests {

	private static final String API = "https://api.example.com";

	private static final String REPORTS = "https://reports.example.com/a/long/path/that/needs/more/than/two/lines";

	private static ClaimPolicySet compile(List<String> audiences, ClaimPolicy.Builder... policies) {
		return new ClaimPolicyCompiler(ExpressionLanguage.of(Schema.withoutUser()))
			.withAudiences(audiences.stream().map(DeclaredAudience::of).toList())
			.compile(Arrays.stream(policies).map(ClaimPolicy.Builder::build).toList());
	}

	/** Something of everything. */
	private static ClaimPolicySet policies() {
		return compile(List.of(API, REPORTS),
				ClaimPolicy.named("profile")
					.tokenType(TokenType.ID_TOKEN, TokenType.USERINFO)
					.scope("profile", "email")
					.claim(RuleDefinition.builder("name", new RuleValue.Expression("'x'")).required(true).build()),
				ClaimPolicy.named("api")
					.audience(API)
					.grantType("password", "urn:ietf:params:oauth:grant-type:token-exchange")
					.namespace("https://example.com/claims/")
					.claim("email", "'<&>'")
					.claim(RuleDefinition.builder("admin", new RuleValue.Expression("true"))
						.when("client.id == 'a'")
						.build())
					.deny(DenialDefinition.of("deny[0]", "client.id == 'b'",
							new OAuthError("access_denied", "Not you"))),
				ClaimPolicy.named("everywhere")
					.audience("any")
					.tokenType(TokenType.ACCESS_TOKEN, TokenType.INTROSPECTION)
					.claim("a_claim_with_a_name_that_is_longer_than_the_room", "'x'"),
				ClaimPolicy.named("trial").audience(REPORTS).client("app").mode(Mode.REPORT).claim("trial", "'x'"));
	}

	private static String file(ClaimPolicySet policies, String... fields) {
		return new MatrixPage(policies).file(request(fields));
	}

	private static ConsoleRequest request(String... fields) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/claims-dsl/matrix");
		for (int i = 0; i < fields.length; i += 2) {
			request.addParameter(fields[i], fields[i + 1]);
		}
		return new ConsoleRequest(request, "/claims-dsl", true);
	}

	private static Document parse(String svg) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
	}

	private static List<String> titles(String svg) throws Exception {
		NodeList titles = parse(svg).getElementsByTagName("title");
		return IntStream.range(0, titles.getLength()).mapToObj((i) -> titles.item(i).getTextContent()).toList();
	}

	private static String golden() throws IOException {
		try (InputStream golden = MatrixFileTests.class.getResourceAsStream("/console/matrix.svg")) {
			return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void fileWhenPoliciesHaveSomethingOfEverythingThenIsAsReviewed() throws Exception {
		String file = file(policies()).replace("><", ">\n<");
		if (Boolean.getBoolean("golden.update")) {
			Files.writeString(Path.of("src/test/resources/console/matrix.svg"), file);
		}
		assertThat(file).isEqualTo(golden());
		assertThat(file(policies())).isEqualTo(file(policies()));
	}

	@Test
	void fileWhenLookedAtThenEachMarkSaysAllInWords() throws Exception {
		assertThat(titles(file(policies()))).contains("Claim matrix",
				"api.deny[0] can refuse the access token for " + API
						+ ", by password and urn:ietf:params:oauth:grant-type:token-exchange (api.deny[0])",
				"name in the ID token, by any grant, scope email or profile, required (profile.name)",
				"name in userinfo, by any grant, scope email or profile, required (profile.name)",
				"https://example.com/claims/admin in the access token for " + API
						+ ", by password and urn:ietf:params:oauth:grant-type:token-exchange, if a condition holds (api.admin)",
				"a_claim_with_a_name_that_is_longer_than_the_room",
				"a_claim_with_a_name_that_is_longer_than_the_room in introspection without an audience, by any grant "
						+ "(everywhere.a_claim_with_a_name_that_is_longer_than_the_room)",
				"trial in the access token for " + REPORTS + ", by any grant, client app, report only (trial.trial)");
	}

	@Test
	void fileWhenFilteredThenShowsAndSaysWhatIsLeft() throws Exception {
		String svg = file(policies(), "audience", API, "grant-type", "password", "search", "EXAMPLE");
		assertThat(titles(svg)).hasSize(8).noneMatch((title) -> title.startsWith("trial"));
		assertThat(svg).contains(
				"3 of 5 claims, 1 denial (search: example; audience: https://api.example.com; grant type: password).");
		assertThat(titles(file(policies(), "token-type", "id_token"))).hasSize(2);
		assertThat(file(policies(), "search", "nothing")).contains("0 of 5 claims, 0 of 1 denial (search: nothing).");
	}

	private static RuleDefinition ofUser(String claim) {
		return RuleDefinition.builder(claim, new RuleValue.Function((request) -> "x", true)).build();
	}

	/** A rule that needs a user, for tokens that may have none and for others. */
	private static ClaimPolicySet people() {
		return compile(List.of(API),
				ClaimPolicy.named("any")
					.audience(API)
					.tokenType(TokenType.ACCESS_TOKEN, TokenType.INTROSPECTION)
					.claim(ofUser("any")),
				ClaimPolicy.named("profile").tokenType(TokenType.ID_TOKEN, TokenType.USERINFO).claim(ofUser("name")),
				ClaimPolicy.named("machine")
					.audience(API)
					.grantType("password", "client_credentials")
					.claim(ofUser("some"))
					.claim("all", "'x'")
					.deny(DenialDefinition.builder("deny[0]", new RuleValue.Function((request) -> true, true)).build()),
				ClaimPolicy.named("login").audience(API).grantType("password").claim(ofUser("login")),
				ClaimPolicy.named("user").audience(API).subject(Subject.USER).claim(ofUser("user")));
	}

	@Test
	void markWhenItsRuleNeedsAUserThatTokensMayLackThenSaysSo() throws Exception {
		String svg = file(people());
		assertThat(titles(svg)).contains(
				"any in the access token for " + API + ", by any grant, needs a user (any.any)",
				"any in introspection for " + API + ", by any grant, needs a user (any.any)",
				"name in the ID token, by any grant (profile.name)", "name in userinfo, by any grant (profile.name)",
				"some in the access token for " + API
						+ ", by client_credentials and password, needs a user (machine.some)",
				"all in the access token for " + API + ", by client_credentials and password (machine.all)",
				"machine.deny[0] can refuse the access token for " + API
						+ ", by client_credentials and password, all without a user (machine.deny[0])",
				"login in the access token for " + API + ", by password (login.login)",
				"user in the access token for " + API + ", by any grant, subject user (user.user)");
		assertThat(svg).contains("Needs a user</text>", "class=\"mark access needs-user\"", "class=\"mark refusal\"");
		String page = new MatrixPage(people()).show(request()).toString();
		assertThat(page).contains("title=\"machine.some, needs a user\"",
				"aria-label=\"some in the access token for " + API
						+ ", by client_credentials and password, needs a user\"",
				"<span>Needs a user</span>", "<span>machine.some</span><span class=\"muted\">needs a user</span>",
				"<span>login.login</span></td>");
	}

	@Test
	void pageWhenShownThenItsCountsAreThoseOfPictureAndTable() {
		String page = new MatrixPage(policies()).show(request()).toString();
		assertThat(page).contains(">5 claims, 1 denial<", ">14 rows.<");
	}

	@Test
	void pictureWhenMadeThenHasTheRulesOfTheMatrixInGroups() {
		ClaimPolicySet policies = policies();
		MatrixPicture picture = MatrixPicture.of(MatrixLine.of(policies), MatrixRule.of(policies),
				Set.of("https://example.com/claims/", ""));
		assertThat(picture.columns()).extracting(MatrixColumn::title)
			.containsExactly("ID token", "Userinfo", "No audience", API, REPORTS);
		assertThat(picture.groups()).extracting((group) -> group.title().toString())
			.containsExactly("Denials", "Claims without a namespace", "https://example.com/claims/");
		List<String> marks = new ArrayList<>();
		picture.groups().forEach((group) -> group.rows().forEach((row) -> row.cells().forEach((column, cell) -> {
			if (!group.title().denials()) {
				cell.values()
					.stream()
					.filter((mark) -> !mark.rule().reported())
					.forEach((mark) -> marks.add(row.name() + column.title() + mark.letters() + mark.rule().id()));
			}
		})));
		List<String> expected = new ArrayList<>();
		policies.matrix()
			.rows()
			.forEach((reach, rules) -> rules.forEach((rule) -> expected.add(reach.claim()
					+ MatrixColumn.of(reach).title() + Sign.of(MatrixColumn.type(reach)).letters() + rule)));
		assertThat(marks).containsExactlyInAnyOrderElementsOf(Set.copyOf(expected));
	}

	@Test
	void fileWhenTextsAreHostileThenIsXmlThatHidesNothing() throws Exception {
		String hostile = "</text><script>alert(1)</script>&\"' ]]> \0\u001b\u0085\ud800\ufffe\uffff\u202e\u200b\ud83d\ude00"
				+ "a".repeat(500);
		ClaimReach reach = new ClaimReach(hostile, Map.of(Dimension.TOKEN_TYPE, "access_token", Dimension.AUDIENCE,
				hostile, Dimension.GRANT_TYPE, hostile, Dimension.SCOPE, hostile));
		MatrixRule rule = new MatrixRule(hostile, false, List.of(hostile), true, true, true, hostile);
		MatrixRule denial = new MatrixRule("d" + hostile, true, List.of(), true, false, false, hostile);
		MatrixPicture picture = MatrixPicture.of(
				List.of(new MatrixLine(MatrixLine.Kind.CLAIM, reach, Set.of(rule.id())),
						new MatrixLine(MatrixLine.Kind.DENIAL, reach, Set.of(denial.id()))),
				Map.of(rule.id(), rule, denial.id(), denial), List.of("", hostile.substring(0, 30)));
		String svg = MatrixFile.of(picture, hostile);
		assertThat(parse(svg).getElementsByTagName("script").getLength()).isZero();
		assertThat(svg).contains("\ud83d\ude00").doesNotContain("\u202e", "\u200b", "\ufffe", "\u0085", "\0");
		assertThat(new String(svg.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(svg);
		NodeList texts = parse(svg).getElementsByTagName("text");
		for (int i = 0; i < texts.getLength(); i++) {
			assertThat(texts.item(i).getLastChild().getTextContent()).hasSizeLessThan(150);
		}
		assertThat(new MatrixTable(request(), picture).show().toString()).doesNotContain("<script>", "\0");
	}

	@Test
	void pageWhenTheServerIsLargeThenStaysUsable() {
		List<String> audiences = IntStream.range(0, 100).mapToObj((i) -> "https://api-" + i + ".example.com").toList();
		ClaimPolicy.Builder[] policies = IntStream.range(0, 300)
			.mapToObj((i) -> (i < 20) ? ClaimPolicy.named("p" + i).audience("any").claim("c" + i, "'x'")
					: ClaimPolicy.named("p" + i)
						.audience(audiences.get(i % 100), audiences.get(i % 7))
						.claim("c" + i, "'x'"))
			.toArray(ClaimPolicy.Builder[]::new);
		MatrixPage page = new MatrixPage(compile(audiences, policies));
		String html = page.show(request()).toString();
		assertThat(html).contains("300 claims, 0 denials", "id=\"rows\"").contains("class=\"picture\"");
		assertThat(html.length()).isLessThan(4_000_000);
	}

	@Test
	void pageWhenThereAreTooManyMarksThenAsksToNarrowThem() {
		List<String> audiences = IntStream.range(0, 99).mapToObj((i) -> "https://api-" + i + ".example.com").toList();
		ClaimPolicy.Builder any = ClaimPolicy.named("p").audience("any");
		IntStream.range(0, 51).forEach((i) -> any.claim("c" + i, "'x'"));
		MatrixPage page = new MatrixPage(compile(audiences, any));
		assertThat(page.show(request()).toString())
			.contains("51 claims, 0 denials", "The picture would have 5100 marks", "The first 5000 of 5100 rows",
					"matrix.svg")
			.doesNotContain("class=\"picture\"");
		assertThat(page.show(request("audience", audiences.get(0))).toString()).contains("51 claims, 0 denials",
				"51 of 5100 rows.", "class=\"picture\"", "matrix.svg?audience=https%3A%2F%2Fapi-0.example.com");
	}

}
