package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * What a team's customizer cannot do.
 */
@ExtendWith(OutputCaptureExtension.class)
class AudienceVerificationTests {

	private static final String USERINFO = ServerNode.ISSUER + "/userinfo";

	private final ServerNode server = TestServers.of(TestStore.MEMORY).server();

	@AfterEach
	void reset() {
		this.server.customizer().reset();
	}

	static List<Consumer<JwtClaimsSet.Builder>> otherAudiences() {
		return List.of((claims) -> claims.audience(List.of(REPORTS)),
				(claims) -> claims.audience(List.of(API, USERINFO, REPORTS)), (claims) -> claims.audience(List.of(API)),
				(claims) -> claims.audience(List.of(API, API)), (claims) -> claims.claim("aud", REPORTS),
				(claims) -> claims.claims((map) -> map.remove("aud")),
				(claims) -> claims.issuer("http://other.example.com"),
				(claims) -> claims.claims((map) -> map.remove("iss")));
	}

	/** RFC 9068 sections 2.2 (iss, aud) and 3. */
	@ParameterizedTest
	@MethodSource("otherAudiences")
	void accessTokenThatACustomizerAddressesToOthersIsRefused(Consumer<JwtClaimsSet.Builder> change,
			CapturedOutput output) {
		this.server.customizer().jwt((context) -> {
			if (context.getTokenType().getValue().equals("access_token")) {
				change.accept(context.getClaims());
			}
		});
		this.server.client().password("app", "audience", API, "scope", "openid").refused("server_error");
		assertThat(output).contains(
				"Refused the access_token of client 'app', grant type 'password', with server_error: a customizer changed")
			.doesNotContain("other.example.com");
	}

	@Test
	void accessTokenWithoutAudienceThatACustomizerAddressesToAnApiIsRefused() {
		this.server.customizer().jwt((context) -> {
			if (context.getTokenType().getValue().equals("access_token")) {
				context.getClaims().audience(List.of(API));
			}
		});
		this.server.client().password("app").refused("server_error");
	}

	/** OpenID Connect Core 1.0 sections 2 and 3.1.3.7. */
	@Test
	void idTokenThatACustomizerAddressesToOthersIsRefused(CapturedOutput output) {
		this.server.customizer().jwt((context) -> {
			if (context.getTokenType().getValue().equals("id_token")) {
				context.getClaims().audience(List.of("app", API));
			}
		});
		this.server.client().password("app", "scope", "openid").refused("server_error");
		assertThat(output).contains(
				"Refused the id_token of client 'app', grant type 'password', with server_error: a customizer changed 'aud'");
	}

	@Test
	void opaqueTokenThatACustomizerAddressesToOthersIsRefused() {
		this.server.customizer().opaque((context) -> context.getClaims().audience(List.of(API, REPORTS)));
		this.server.client().password("opaque", "audience", API).refused("server_error");
	}

	@Test
	void otherClaimsAndAudiencesInAnotherFormOrOrderStay() {
		this.server.customizer().jwt((context) -> {
			if (context.getTokenType().getValue().equals("access_token")) {
				context.getClaims().audience(List.of(USERINFO, API)).claim("acr", "silver").subject("a");
			}
			else {
				context.getClaims().claim("aud", "app").subject("a");
			}
		});
		Answer answer = this.server.client().password("app", "audience", API, "scope", "openid").granted();
		assertThat(answer.audience()).containsExactly(USERINFO, API);
		assertThat(answer.claims("access_token")).containsEntry("acr", "silver").containsEntry("sub", "a");
	}

	static List<Consumer<JwtEncodingContext>> otherContents() {
		return List.of((context) -> context.getClaims().claim("scope", "read:messages write:messages"),
				(context) -> context.getClaims().claim("scope", List.of("read:messages", "admin")),
				(context) -> context.getAuthorizedScopes().add("write:messages"),
				(context) -> context.getClaims().claim("client_id", "web"),
				(context) -> context.getClaims().claims((claims) -> claims.remove("client_id")),
				(context) -> context.getJwsHeader().type("JWT"),
				(context) -> context.getJwsHeader().headers((header) -> header.remove("typ")));
	}

	/** RFC 9068 sections 2.1 (typ), 2.2 (client_id) and 2.2.3 (scope). */
	@ParameterizedTest
	@MethodSource("otherContents")
	void accessTokenOfWhichACustomizerChangesWhatWasGrantedIsRefused(Consumer<JwtEncodingContext> change) {
		this.server.customizer().jwt(change::accept);
		this.server.client().password("app", "audience", API, "scope", "read:messages").refused("server_error");
	}

	@Test
	void accessTokenOfWhichACustomizerChangesTheAlgorithmOfItsAudienceIsRefused() {
		this.server.customizer().jwt((context) -> context.getJwsHeader().algorithm(SignatureAlgorithm.RS256));
		this.server.client().password("app", "audience", REPORTS, "scope", "read:reports").refused("server_error");
	}

	@Test
	void accessTokenOfWhichACustomizerLeavesAScopeOutStays() {
		this.server.customizer().jwt((context) -> context.getClaims().claim("scope", "read:messages"));
		assertThat(this.server.client()
			.password("app", "audience", API, "scope", "read:messages write:messages")
			.granted()
			.claims("access_token")).containsEntry("scope", "read:messages");
	}

	/** OpenID Connect Core 1.0 section 5.3.2. */
	@Test
	void subjectThatACustomizerChangesInOneTokenOnlyIsRefused() {
		for (String changed : List.of("access_token", "id_token")) {
			this.server.customizer().jwt((context) -> {
				if (context.getTokenType().getValue().equals(changed)) {
					context.getClaims().subject("somebody");
				}
			});
			this.server.client().password("app", "scope", "openid").refused("server_error");
			this.server.client().password("app", "audience", API, "scope", "openid").refused("server_error");
		}
	}

	/** A token that is for no API stays as the team has it, also when it is refreshed. */
	@Test
	void audienceThatACustomizerWritesForAClientWithoutOneStays() {
		this.server.customizer().jwt((context) -> {
			if (context.getTokenType().getValue().equals("access_token")) {
				context.getClaims().audience(List.of("legacy", "other"));
			}
		});
		Answer answer = this.server.client().password("app").granted();
		assertThat(answer.audience()).containsExactly("legacy", "other");
		assertThat(this.server.client().refresh("app", answer).granted().audience()).containsExactly("legacy", "other");
		this.server.customizer().reset();
		this.server.client().refresh("app", this.server.client().password("app").granted()).granted();
	}

}
