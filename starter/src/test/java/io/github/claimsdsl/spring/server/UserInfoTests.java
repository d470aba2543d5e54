package io.github.claimsdsl.spring.server;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Which access tokens userinfo answers: OpenID Connect Core 1.0 section 5.3.1, RFC 6750
 * section 3.1.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class UserInfoTests {

	private final ServerNode server;

	private final TestClient client;

	UserInfoTests(TestStore store) {
		this.server = TestServers.of(store).server();
		this.client = this.server.client();
	}

	@Test
	void opaqueTokenWithOpenidIsAnswered() {
		assertAnswered(this.client.password("opaque", "scope", "openid").granted());
		assertAnswered(this.client.password("opaque", "scope", "openid", "audience", API).granted());
	}

	@Test
	void opaqueTokenThatIsForAnApiAloneRevokedOrNoneIsNotAnswered() {
		Answer api = this.client.password("opaque", "scope", "read:messages", "audience", API).granted();
		assertThat(status(api)).isEqualTo(401);
		Answer withoutOpenid = this.client.password("opaque", "scope", "read:messages").granted();
		assertThat(status(withoutOpenid)).isEqualTo(403);
		Answer revoked = this.client.password("opaque", "scope", "openid").granted();
		this.client.post("/oauth2/revoke", "opaque", "token", revoked.string("access_token")).granted();
		assertThat(status(revoked)).isEqualTo(401);
		assertThat(this.client.userInfo("none").status()).isEqualTo(401);
	}

	/** RFC 8705 section 3 and RFC 9449 section 7: it needs its key. */
	@Test
	void opaqueTokenThatIsBoundToAKeyIsNotAnswered() {
		this.server.customizer()
			.opaque((context) -> context.getClaims().claim("cnf", new HashMap<>(Map.of("x5t#S256", "thumbprint"))));
		try {
			assertThat(status(this.client.password("opaque", "scope", "openid").granted())).isEqualTo(401);
		}
		finally {
			this.server.customizer().reset();
		}
	}

	@Test
	void refreshTokenIsNotAnswered() {
		Answer answer = this.client.password("opaque", "scope", "openid").granted();
		assertThat(this.client.userInfo(answer.string("refresh_token")).status()).isEqualTo(401);
	}

	@Test
	void exchangedTokenWithOpenidIsAnswered() {
		Answer subject = this.client.password("app", "scope", "openid").granted();
		assertAnswered(this.client.exchange("app", subject, "scope", "openid").granted());
	}

	@Test
	void exchangedTokenForAnApiOrWithoutOpenidIsNotAnswered() {
		Answer subject = this.client.password("app", "scope", "openid read:reports").granted();
		assertThat(status(this.client.exchange("app", subject, "audience", API, "scope", "openid").granted()))
			.isEqualTo(401);
		assertThat(status(this.client.exchange("app", subject, "audience", REPORTS, "scope", "openid").granted()))
			.isEqualTo(401);
		assertThat(status(this.client.exchange("app", subject, "scope", "read:reports").granted())).isEqualTo(403);
	}

	private void assertAnswered(Answer answer) {
		Answer userInfo = this.client.userInfo(answer.string("access_token"));
		assertThat(userInfo.status()).as(userInfo.body()).isEqualTo(200);
		assertThat(userInfo.json()).containsEntry("sub", "alice");
	}

	private int status(Answer answer) {
		return this.client.userInfo(answer.string("access_token")).status();
	}

}
