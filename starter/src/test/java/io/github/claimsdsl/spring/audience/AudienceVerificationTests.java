package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.function.Consumer;

import io.github.claimsdsl.spring.audience.TestClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a team's customizer cannot do.
 */
@ExtendWith(OutputCaptureExtension.class)
class AudienceVerificationTests {

	private static final String USERINFO = TestServer.ISSUER + "/userinfo";

	private final TestServer server = TestServers.of(TestStore.MEMORY).server();

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
		assertThat(output).contains("Refused an access_token of client 'app': a customizer changed")
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
		assertThat(output).contains("Refused an id_token of client 'app': a customizer changed 'aud'");
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

}
