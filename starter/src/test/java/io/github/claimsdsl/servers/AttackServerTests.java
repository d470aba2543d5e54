package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What careless code of a server does to tokens: each row is one attempt, named as in
 * {@link CarelessServer}. What is not decided is refused with a line in the log, and what
 * is harmless is granted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackServerTests {

	private Server server;

	@BeforeAll
	void start() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.policies.password.audience", "any");
		properties.put("claims-dsl.policies.password.grant-type", "password");
		properties.put("claims-dsl.policies.password.deny[0].when", "client.id == 'legacy'");
		properties.put("claims-dsl.policies.ids.token-type", "id_token");
		properties.put("claims-dsl.policies.ids.deny[0].when", "client.id == 'partner'");
		this.server = Server.start(CarelessServer.class, properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	private Answer password(String client, String trick, String... parameters) {
		return this.server.client()
			.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "password", "trick", trick));
	}

	private Answer credentials(String client, String trick, String... parameters) {
		return this.server.client()
			.post("/oauth2/token", client,
					TwoChecks.with(parameters, "grant_type", "client_credentials", "trick", trick));
	}

	private static void right(Answer answer) {
		assertThat(answer.granted().claims("access_token")).containsEntry("decided", "yes");
	}

	/** Asserts that there is no undecided token, and a line in the log. */
	private static void refused(Supplier<Answer> request) {
		List<String> lines = Logs.of(Level.WARN, () -> {
			Answer answer = request.get();
			assertThat(answer.body() + answer.headers().map()).doesNotContain("eyJ", "eyA", "opaque-");
			assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
		});
		assertThat(lines).anyMatch((line) -> line.startsWith("Refused"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "p-undecided", "p-undecided-after", "p-thread", "p-opaque", "p-access-param",
			"p-access-param-opaque", "p-id-undecided", "p-id-object", "p-id-map", "p-beside", "p-beside-nested",
			"p-beside-text", "p-beside-url", "p-beside-dots", "p-beside-noiss", "p-beside-iss", "p-beside-spaced",
			"p-beside-bearer", "p-beside-key", "p-id-token" })
	void grantWhenATokenIsUndecidedThenRefused(String trick) {
		refused(() -> password("app", trick, "scope", "read"));
	}

	@Test
	void grantWhenItFallsBackAfterADenialThenRefused() {
		refused(() -> password("barred", "p-fallback", "scope", "read"));
	}

	@Test
	void grantWhenItReturnsTheTokenOfAnEarlierCallThenRefused() {
		password("app", "p-cache", "scope", "read");
		refused(() -> password("app", "p-cache", "scope", "read"));
	}

	/** The policies see a client that is not the one that gets the token. */
	@Test
	void grantWhenItNamesAnotherClientThenRefused() {
		refused(() -> password("barred", "p-client", "scope", "read"));
	}

	/** The policies see a grant that is not the one that was asked for. */
	@Test
	void grantWhenItNamesAnotherGrantThenRefused() {
		password("legacy", "", "scope", "read").refused("invalid_grant");
		refused(() -> password("legacy", "p-grant", "scope", "read"));
	}

	/** The policies see no access token, so no audience. */
	@Test
	void grantWhenItNamesAnotherTypeOfTokenThenKeepsTheAudience() {
		Answer answer = password("app", "p-type", "scope", "read", "audience", Policies.API);
		if (answer.status() == 200) {
			assertThat(FourChecks.audience(answer.claims("access_token"))).contains(Policies.API);
		}
	}

	@Test
	void grantWhenTheAccessTokenIsTheIdTokenTooThenIdTokenIsDecided() {
		refused(() -> password("partner", "p-id-is-access", "scope", "openid read"));
	}

	@Test
	void grantWhenTheTokenIsSavedWithoutClaimsThenOthersCannotExchangeIt() {
		Answer subject = password("app", "p-unsaved-claims", "scope", "read", "audience", Policies.API);
		refused(() -> exchange("partner", subject, ""));
	}

	@Test
	void storeWhenItLosesTheClaimsThenOthersCannotExchangeTheToken() {
		Answer subject = password("app", "s-noclaims", "scope", "read", "audience", Policies.API);
		refused(() -> exchange("partner", subject, ""));
	}

	private Answer exchange(String client, Answer subject, String trick) {
		return this.server.client()
			.post("/oauth2/token", client, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
					"subject_token", subject.granted().text("access_token"), "subject_token_type",
					"urn:ietf:params:oauth:token-type:access_token", "trick", trick);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "p-twice", "p-partner-jwt", "p-fallback" })
	void grantWhenHarmlessThenGranted(String trick) {
		right(password("app", trick, "scope", "read"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "c-scp", "c-scope-list", "c-scope-array", "c-scope-tab", "c-aud", "c-aud-mutated",
			"c-aud-absent", "c-iss", "c-client", "c-typ", "c-clear" })
	void customizerWhenItChangesWhatIsGrantedThenRefused(String trick) {
		refused(() -> credentials("app", trick, "audience", Policies.API));
	}

	@ParameterizedTest
	@ValueSource(strings = { "c-aud-declared", "c-iss", "c-clear" })
	void customizerWhenItWritesWhatWasNotGrantedThenRefused(String trick) {
		refused(() -> credentials("app", trick));
	}

	/** Open: the answer is the page of errors, here the login, and no OAuth error. */
	@Test
	void customizerWhenItFailsThenNoToken() {
		Answer answer = credentials("app", "c-throws");
		assertThat(answer.status()).isNotEqualTo(200);
		assertThat(answer.body() + answer.headers().map()).doesNotContain("eyJ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "c-exp", "c-float", "c-double", "c-decimal", "c-big", "c-long", "c-date", "c-nested-time",
			"c-uuid", "c-enum", "c-array", "c-ints", "c-set", "c-uri", "c-locale", "c-char", "c-emoji", "c-null-inside",
			"c-empty", "c-number-key", "c-decided-null" })
	void customizerWhenHarmlessThenGranted(String trick) {
		right(credentials("app", trick, "scope", "read", "audience", Policies.API));
	}

	/** A claim that a customizer set stays. */
	@Test
	void customizerWhenItSetsTheClaimOfAPolicyThenItStays() {
		assertThat(credentials("app", "c-decided").granted().claims("access_token")).containsEntry("decided", "no");
	}

	@ParameterizedTest
	@ValueSource(strings = { "e-aud", "e-sub", "e-exp", "e-extra", "e-less", "e-nbf", "e-jti", "e-payload", "e-none",
			"e-typ" })
	void encoderWhenItChangesTheTokenThenRefused(String trick) {
		refused(() -> credentials("app", trick, "scope", "read", "audience", Policies.API));
	}

	@Test
	void encoderWhenItAddsAHeaderThenGranted() {
		right(credentials("app", "e-kid", "scope", "read", "audience", Policies.API));
	}

	@ParameterizedTest
	@ValueSource(strings = { "h-jwt", "h-opaque", "h-escaped", "h-header", "h-error-header", "h-cookie", "h-flush",
			"h-close", "h-length", "h-stream", "h-throws", "h-html", "h-redirect", "h-utf16", "h-async" })
	void handlerWhenItAnswersWithAnUndecidedTokenThenRefused(String trick) {
		refused(() -> credentials("app", trick, "scope", "read"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "h-redirect-decided", "h-nothing", "h-no-content", "h-wrapped" })
	void handlerWhenHarmlessThenAnswersAsItWill(String trick) {
		assertThat(credentials("app", trick, "scope", "read").status()).isLessThan(400);
	}

	@Test
	void handlerWhenItAnswersAsynchronouslyThenAnswerIsNotEmpty() {
		right(credentials("app", "h-async-decided", "scope", "read"));
	}

	@Test
	void handlerWhenItSendsAnErrorThenItsBodyIsNotSent() {
		assertThat(credentials("app", "h-error-body", "scope", "read").body()).doesNotContain("eyJ");
	}

	/** A filter within the guard maps an older name of the parameter. */
	@Test
	void filterWhenItRenamesAParameterThenTheAudienceIsNotLost() {
		Answer granted = credentials("app", "f-rename", "scope", "read", "api", Policies.API);
		assertThat(FourChecks.audience(granted.granted().claims("access_token"))).contains(Policies.API);
		credentials("partner", "f-rename", "scope", "read", "api", Policies.API).refused("invalid_target");
	}

}
