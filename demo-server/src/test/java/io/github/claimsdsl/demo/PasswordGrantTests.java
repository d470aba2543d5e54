package io.github.claimsdsl.demo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The password grant, over HTTP.
 */
@DemoServerTest
class PasswordGrantTests {

	@LocalServerPort
	private int port;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@Test
	void issuesAnAccessTokenAnIdTokenForTheClientAndARefreshToken() throws Exception {
		Answer answer = password("trusted-app", "alice", "wonderland", "openid read:messages");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).containsEntry("token_type", "Bearer").containsKey("refresh_token");
		assertThat(answer.claims("access_token").getSubject()).isEqualTo("alice");
		assertThat(answer.claims("access_token").getIssuer()).isEqualTo("http://localhost:9000");
		assertThat(answer.claims("id_token").getSubject()).isEqualTo("alice");
		assertThat(answer.claims("id_token").getAudience()).containsExactly("trusted-app");
	}

	@Test
	void givesAccessTokensFiveMinutes() throws Exception {
		Answer answer = password("trusted-app", "alice", "wonderland", "openid");
		assertThat(answer.json().get("expires_in")).isIn(299L, 300L);
	}

	@Test
	void issuesNoIdTokenWithoutOpenid() {
		Answer answer = password("trusted-app", "alice", "wonderland", "read:messages");
		assertThat(answer.json()).doesNotContainKey("id_token").containsEntry("scope", "read:messages");
	}

	@Test
	void servesUserinfoWithTheSameSubject() {
		Answer answer = password("trusted-app", "alice", "wonderland", "openid");
		Answer userinfo = this.http.get("/userinfo", "Authorization", "Bearer " + answer.string("access_token"));
		assertThat(userinfo.status()).isEqualTo(200);
		assertThat(userinfo.string("sub")).isEqualTo("alice");
	}

	@Test
	void refreshesAndRotates() throws Exception {
		Answer first = password("trusted-app", "alice", "wonderland", "openid read:messages");
		Answer second = refresh(first.string("refresh_token"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.claims("access_token").getSubject()).isEqualTo("alice");
		assertThat(second.claims("id_token").getAudience()).containsExactly("trusted-app");
		assertThat(second.string("refresh_token")).isNotEqualTo(first.string("refresh_token"));
		assertThat(refresh(first.string("refresh_token")).error()).isEqualTo("invalid_grant");
		assertThat(refresh(second.string("refresh_token")).status()).isEqualTo(200);
	}

	@Test
	void takesAClientSecretInTheBody() {
		Answer answer = this.http.post("/oauth2/token", Http.form("grant_type", "password", "username", "carol",
				"password", "chess", "scope", "openid", "client_id", "second-app", "client_secret", "second-secret"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).containsKeys("access_token", "id_token", "refresh_token");
	}

	@Test
	void answersWrongPasswordUnknownUserAndLockedUserAlike() {
		Answer wrongPassword = password("trusted-app", "alice", "wrong", "openid");
		Answer unknownUser = password("trusted-app", "nobody", "wrong", "openid");
		Answer lockedUser = password("trusted-app", "bob", "builder", "openid");
		Answer lockedUserWrongPassword = password("trusted-app", "bob", "wrong", "openid");
		assertThat(wrongPassword.status()).isEqualTo(400);
		assertThat(wrongPassword.error()).isEqualTo("invalid_grant");
		assertThat(unknownUser.body()).isEqualTo(wrongPassword.body());
		assertThat(lockedUser.body()).isEqualTo(wrongPassword.body());
		assertThat(lockedUserWrongPassword.body()).isEqualTo(wrongPassword.body());
	}

	@ParameterizedTest
	@CsvSource({ "web-app, unauthorized_client", "machine, unauthorized_client" })
	void refusesClientsThatMayNotUseIt(String client, String error) {
		assertThat(password(client, "alice", "wonderland", "").error()).isEqualTo(error);
	}

	@Test
	void refusesAnUnknownScope() {
		assertThat(password("trusted-app", "alice", "wonderland", "openid read:everything").error())
			.isEqualTo("invalid_scope");
	}

	@Test
	void refusesAMissingUsernameOrPassword() {
		assertThat(this.http.token("trusted-app", "grant_type", "password", "username", "alice").error())
			.isEqualTo("invalid_request");
		assertThat(this.http.token("trusted-app", "grant_type", "password", "password", "wonderland").error())
			.isEqualTo("invalid_request");
	}

	private Answer password(String client, String username, String password, String scope) {
		return this.http.token(client, "grant_type", "password", "username", username, "password", password, "scope",
				scope);
	}

	private Answer refresh(String refreshToken) {
		return this.http.token("trusted-app", "grant_type", "refresh_token", "refresh_token", refreshToken);
	}

}
