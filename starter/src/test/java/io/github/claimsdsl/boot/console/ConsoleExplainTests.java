package io.github.claimsdsl.boot.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the console says of tokens that were issued, and of those that were not.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleExplainTests {

	private static final String NONE = "This is not a token of this server: none of the server’s keys and issuers match.";

	private static ConsoleServer server;

	private static Visitor admin;

	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Bean
		OAuth2AuthorizationService authorizations() {
			return new FailingAuthorizations(new InMemoryOAuth2AuthorizationService());
		}

	}

	/**
	 * Cannot read what it saved, such as JDBC's once the client is gone.
	 */
	private record FailingAuthorizations(OAuth2AuthorizationService saved) implements OAuth2AuthorizationService {

		private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

		@Override
		public void save(OAuth2Authorization authorization) {
			this.saved.save(authorization);
		}

		@Override
		public void remove(OAuth2Authorization authorization) {
			this.saved.remove(authorization);
		}

		@Override
		public OAuth2Authorization findById(String id) {
			return this.saved.findById(id);
		}

		@Override
		public OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
			if (FAILURE.get() != null) {
				throw FAILURE.get();
			}
			return this.saved.findByToken(token, tokenType);
		}

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Plain.class, "claims-dsl.policies.machine.audience", "any",
				"claims-dsl.policies.machine.claims.level", "'gold'");
		admin = server.visitor().signIn("alice", "wonderland");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String issue() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/oauth2/token"))
			.header("Authorization", Visitor.basic("app", "secret"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=openid"))
			.build();
		String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
		return answer.replaceFirst("(?s).*\"access_token\":\"([^\"]*)\".*", "$1");
	}

	private static String explain(String token, String... fields) {
		String[] all = new String[fields.length + 2];
		all[0] = "token";
		all[1] = token;
		System.arraycopy(fields, 0, all, 2, fields.length);
		HttpResponse<String> answer = admin.submitFrom("/claims-dsl/explain", "/claims-dsl/explain", all);
		assertThat(answer.statusCode()).isEqualTo(200);
		return Pages.text(answer.body());
	}

	@SuppressWarnings("unchecked")
	private static RSAKey serverKey() throws Exception {
		JWKSource<SecurityContext> keys = server.context().getBean(JWKSource.class);
		return (RSAKey) keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).get(0);
	}

	private static String sign(RSAKey key, JWTClaimsSet claims) throws Exception {
		SignedJWT jwt = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(JOSEObjectType.JWT).build(),
				claims);
		jwt.sign(new RSASSASigner(key));
		return jwt.serialize();
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer("https://issuer.example.com")
			.subject("app")
			.audience("app")
			.claim("scope", "openid")
			.claim("level", "xyzzy")
			.expirationTime(new Date(System.currentTimeMillis() + 60_000));
	}

	@Test
	void tokenWhenIssuedByTodaysPoliciesThenEachClaimHasItsRuleAndNothingDiffers() throws Exception {
		assertThat(explain(issue())).contains("Access token compared with today", "No difference.")
			.containsPattern("level \"gold\" \"gold\" machine.level, .+? same")
			.containsPattern("iat \\d+ \\d+ differs in each token")
			.doesNotContain("guessed");
	}

	@Test
	void tokenWhenFieldsAreShownThenTheySayWhatWasAskedFor() throws Exception {
		String page = admin.submitFrom("/claims-dsl/explain", "/claims-dsl/explain", "token", issue()).body();
		assertThat(page).contains("name=\"client\" type=\"text\" value=\"app\"",
				"<option value=\"client_credentials\" selected=\"\">");
	}

	@Test
	void tokenWhenFieldsAreChangedThenTheyCount() throws Exception {
		assertThat(explain(issue(), "client", "app", "grantType", "authorization_code", "issuance", "INITIAL", "user",
				"carol", "scopes", "openid"))
			.containsPattern("sub \"app\" \"carol\" differs")
			.containsPattern("whose – \"carol\" every.whose, .+? only today");
	}

	@Test
	void tokenWhenAnOlderFileIsPastedThenItIsComparedToo() throws Exception {
		assertThat(explain(issue(), "yaml", """
				claims-dsl:
				  policies:
				    machine:
				      audience: any
				      claims:
				        level: "'silver'"
				""")).contains("No difference.", "Access token compared with the pasted policies")
			.containsPattern("level \"gold\" \"silver\" machine.level, pasted.yml:6:16 differs");
		assertThat(explain(issue(), "yaml", "nothing")).contains("No difference.",
				"The pasted policies cannot be read");
	}

	@Test
	void tokenWhenItsAuthorizationIsGoneThenTheFieldsAreGuessed() throws Exception {
		String token = issue();
		OAuth2AuthorizationService authorizations = server.context().getBean(OAuth2AuthorizationService.class);
		OAuth2Authorization authorization = authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
		authorizations.remove(authorization);
		assertThat(explain(token)).contains("The fields are guessed from the token’s claims: check them.",
				"No difference.");
	}

	@Test
	void tokenWhenItIsRevokedOrExpiredThenSaysSo() throws Exception {
		String token = issue();
		OAuth2AuthorizationService authorizations = server.context().getBean(OAuth2AuthorizationService.class);
		OAuth2Authorization authorization = authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
		authorizations.save(
				OAuth2Authorization.from(authorization).invalidate(authorization.getAccessToken().getToken()).build());
		assertThat(explain(token)).contains("It was revoked.");
		assertThat(explain(sign(serverKey(), claims().expirationTime(new Date(0)).build())))
			.contains("It expired at 1970-01-01T00:00:00Z.", "level \"xyzzy\" \"gold\"");
	}

	@Test
	void tokenWhenOfUnknownClientThenSaysSo() throws Exception {
		assertThat(explain(sign(serverKey(), claims().subject("x").audience("y").build())))
			.contains("This request is not possible: there is no such client.");
	}

	@Test
	void tokenWhenNotSignedByThisServerThenNothingOfItIsShown() throws Exception {
		String token = issue();
		RSAKey foreign = new RSAKeyGenerator(2048).keyID(serverKey().getKeyID()).generate();
		assertThat(explain(sign(foreign, claims().build()))).contains(NONE)
			.doesNotContain("xyzzy", " compared with today");
		assertThat(explain(sign(serverKey(), claims().issuer("https://other.example.com").build()))).contains(NONE)
			.doesNotContain("xyzzy");
		assertThat(explain(sign(serverKey(), claims().issuer(null).build()))).contains(NONE).doesNotContain("xyzzy");
		String[] parts = token.split("\\.");
		String payload = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(
					"{\"iss\":\"https://issuer.example.com\",\"level\":\"xyzzy\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(explain(parts[0] + "." + payload + "." + parts[2])).contains(NONE).doesNotContain("xyzzy");
		String none = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(explain(none + "." + payload + ".")).contains(NONE).doesNotContain("xyzzy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "...", "eyJhbGciOiJub25lIn0.e30.", "<b>x</b>", "a b\nc" })
	void textWhenItIsNoTokenThenSaysSo(String text) {
		assertThat(explain(text)).contains(NONE).doesNotContain("<b>");
	}

	@Test
	void textWhenItIsHugeThenIsRefused() {
		assertThat(explain("a.".repeat(90_000))).contains(NONE);
		assertThat(admin.submitFrom("/claims-dsl/explain", "/claims-dsl/explain", "token", "a".repeat(200_001))
			.statusCode()).isEqualTo(400);
	}

	@Test
	void tokenWhenExplainedThenNeitherItNorItsClaimsAreLogged(CapturedOutput output) throws Exception {
		String token = sign(serverKey(), claims().build());
		explain(token);
		explain(sign(new RSAKeyGenerator(2048).generate(), claims().build()));
		assertThat(output.getAll()).doesNotContain(token, "xyzzy");
	}

	@Test
	void claimsWhenHostileThenAreEscaped() throws Exception {
		String token = sign(serverKey(),
				claims().claim(ConsoleServer.HOSTILE, Map.of("x", ConsoleServer.HOSTILE)).build());
		assertThat(admin.submitFrom("/claims-dsl/explain", "/claims-dsl/explain", "token", token).body())
			.doesNotContain("<script>alert")
			.contains("&lt;script&gt;alert");
	}

	@Test
	void tokenWhenItsAuthorizationCannotBeReadThenTheFieldsAreGuessedAndNothingOfTheFailureIsShown() throws Exception {
		String token = issue();
		for (RuntimeException failure : List.of(new IllegalArgumentException("{bcrypt}x"),
				new IllegalStateException("{bcrypt}x"))) {
			FailingAuthorizations.FAILURE.set(failure);
			try {
				assertThat(explain(token)).contains("The fields are guessed from the token’s claims", "No difference.")
					.doesNotContain("bcrypt");
			}
			finally {
				FailingAuthorizations.FAILURE.set(null);
			}
		}
	}

	@Test
	void tokenWhenInAnAddressThenIsNotRead() throws Exception {
		assertThat(admin.open("/claims-dsl/explain?token=" + issue() + "&yaml=claims-dsl").body())
			.contains("Paste an access token or an ID token")
			.doesNotContain("and today", "eyJ", ">claims-dsl</textarea>");
	}

	@Test
	void pageWhenOpenedThenSaysWhatItIsFor() {
		assertThat(Pages.text(admin.open("/claims-dsl/explain").body()))
			.contains("Paste an access token or an ID token");
	}

}
