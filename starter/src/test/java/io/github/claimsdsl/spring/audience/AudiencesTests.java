package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.Declaration;

/**
 * Tests for {@link Audiences}.
 */
class AudiencesTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example.com", "https://api.example.com/v1?tenant=a", "urn:example:api",
			"http://localhost:8080/" })
	void checkWhenIdIsAbsoluteUriThenNoProblem(String id) {
		assertThat(check(List.of(audience(id)))).isEmpty();
	}

	/** RFC 8707 section 2: an absolute URI that must not include a fragment. */
	@ParameterizedTest
	@ValueSource(strings = { "", " ", "api", "/api", "//api.example.com", "api.example.com", "https://api.example.com#",
			"https://api.example.com#a", "https://api example.com", "https://äpi.example.com" })
	void checkWhenIdIsNoAbsoluteUriWithoutFragmentThenProblem(String id) {
		assertThat(check(List.of(audience(TestAudiences.API), audience(id)))).singleElement().satisfies((issue) -> {
			assertThat(issue.origin().subject()).isEqualTo("audiences[1].id");
			assertThat(issue.message()).contains("'" + id + "'");
		});
	}

	@Test
	void checkWhenSeveralProblemsThenAllInOrder() {
		Audience first = new Audience(TestAudiences.API, Set.of("a", "", TestAudiences.API), Set.of("read messages"),
				Set.of(" "), TokenProfile.SPRING, "none", Set.of("a", "b"));
		Audience second = new Audience(TestAudiences.API, Set.of("a"), Set.of(), Set.of(), TokenProfile.SPRING, "HS256",
				Set.of("a"));
		assertThat(check(List.of(first, second))).extracting((issue) -> issue.origin() + ": " + issue.message())
			.containsExactlyInAnyOrder(
					"audiences[0].clients: a client cannot have the same identifier as the audience "
							+ "'https://api.example.com', because the API could not tell their tokens apart",
					"audiences[0].clients: a client identifier is blank",
					"audiences[0].api-clients: a client identifier is blank",
					"audiences[0].scopes: 'read messages' is not a scope: it must be one or more printable "
							+ "ASCII characters without space, quotation mark and backslash",
					"audiences[0].signing-algorithm: 'none' is not a JWS signature algorithm, such as RS256 or ES256",
					"audiences[0].default-for: client 'b' may not ask for the audience: add it to clients",
					"audiences[1].id: 'https://api.example.com' is declared twice",
					"audiences[1].signing-algorithm: 'HS256' is not a JWS signature algorithm, such as RS256 or ES256",
					"audiences[1].default-for: client 'a' has a default already, 'https://api.example.com': "
							+ "a client can have only one default audience");
	}

	@Test
	void ofWhenProblemsThenThrowsWithAll() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Audiences.of(List.of(audience("a"), audience("b")), false))
			.withMessageContaining("audiences[0].id: 'a' is not an absolute URI")
			.withMessageContaining("audiences[1].id: 'b' is not an absolute URI");
	}

	@Test
	void findWhenIdDiffersInCaseOrTrailingSlashThenNull() {
		assertThat(TestAudiences.ALL.find(TestAudiences.API)).isEqualTo(TestAudiences.API_AUDIENCE);
		assertThat(TestAudiences.ALL.find("https://API.example.com")).isNull();
		assertThat(TestAudiences.ALL.find("https://api.example.com/")).isNull();
		assertThat(TestAudiences.ALL.all()).extracting(Audience::id)
			.containsExactly(TestAudiences.API, TestAudiences.REPORTS, TestAudiences.DEFAULT);
	}

	@Test
	void grantWhenNothingAskedThenDefaultOrNone() {
		assertThat(TestAudiences.ALL.grant(null, requester("defaulted"), Set.of()))
			.isEqualTo(TestAudiences.DEFAULT_AUDIENCE);
		assertThat(TestAudiences.ALL.grant(null, requester("app"), Set.of("read:messages"))).isNull();
	}

	/** RFC 8707 section 2: missing is among the reasons for invalid_target. */
	@Test
	void grantWhenRequiredAndNothingAskedThenInvalidTarget() {
		Audiences required = Audiences.of(List.of(TestAudiences.API_AUDIENCE), true);
		assertThat(required.grant(TestAudiences.API, requester("app"), Set.of())).isEqualTo(TestAudiences.API_AUDIENCE);
		assertThatExceptionOfType(OAuth2AuthenticationException.class)
			.isThrownBy(() -> required.grant(null, requester("app"), Set.of()))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_target"));
	}

	@Test
	void grantWhenUnknownOrForbiddenThenSameInvalidTarget() {
		OAuth2AuthenticationException unknown = catchGrant(TestAudiences.UNKNOWN);
		OAuth2AuthenticationException forbidden = catchGrant(TestAudiences.DEFAULT);
		assertThat(unknown.getError().getErrorCode()).isEqualTo("invalid_target");
		assertThat(unknown.getError()).usingRecursiveComparison().isEqualTo(forbidden.getError());
	}

	@Test
	void grantWhenScopeNotDefinedThenInvalidScopeExceptForOpenIdConnect() {
		Set<String> oidc = Set.of("openid", "profile", "email", "address", "phone", "offline_access");
		assertThat(TestAudiences.ALL.grant(TestAudiences.API, requester("app"), oidc)).isNotNull();
		assertThatExceptionOfType(OAuth2AuthenticationException.class).isThrownBy(
				() -> TestAudiences.ALL.grant(TestAudiences.API, requester("app"), Set.of("openid", "read:reports")))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_scope"));
	}

	private static Requester requester(String client) {
		return Requester.of(TestClients.client(client, Map.of()));
	}

	private static OAuth2AuthenticationException catchGrant(String id) {
		return catchThrowableOfType(OAuth2AuthenticationException.class,
				() -> TestAudiences.ALL.grant(id, requester("app"), Set.of()));
	}

	private static Audience audience(String id) {
		return new Audience(id, Set.of("app"), Set.of(), Set.of(), TokenProfile.RFC9068, null, Set.of());
	}

	private static List<Issue> check(List<Audience> audiences) {
		Issues issues = new Issues();
		Audiences.check(audiences, issues, (index) -> Declaration.inJava("audiences[" + index + "]"));
		return issues.inOrder();
	}

}
