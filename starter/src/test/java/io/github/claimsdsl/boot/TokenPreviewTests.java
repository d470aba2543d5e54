package io.github.claimsdsl.boot;

import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.actuate.ClaimsDslActuatorAutoConfiguration;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * What a preview shows of tokens, and that it leaves no trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenPreviewTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslActuatorAutoConfiguration.class))
		.withPropertyValues("spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com",
				"claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.name=user.name",
				"claims-dsl.request-parameters=tenant",
				"claims-dsl.policies.p.claims.tenant=request.parameters['tenant']");

	private static PreviewRequest request(String grantType, @Nullable String user, TokenType tokenType) {
		return new PreviewRequest(TestServer.CLIENT, grantType, Issuance.INITIAL, user, null, Set.of("openid", "read"),
				tokenType);
	}

	private static PreviewRequest byCode() {
		return request("authorization_code", "alice", TokenType.ACCESS_TOKEN);
	}

	@Test
	void previewRunsTheCustomizersOfTheApplication() {
		CustomizerHolder holder = new CustomizerHolder((context) -> context.getClaims()
			.claim("from", context.getAuthorizedScopes().size())
			.claim("grant", context.getAuthorization().getAuthorizationGrantType().getValue()));
		this.runner.withUserConfiguration(Customizer.class)
			.withBean(CustomizerHolder.class, () -> holder)
			.run((context) -> {
				PreviewedToken preview = context.getBean(TokenPreview.class).preview(byCode());
				assertThat(preview.outcome()).isEqualTo(Outcome.ISSUED);
				assertThat(preview.claims()).containsEntry("from", 2)
					.containsEntry("grant", "authorization_code")
					.containsEntry("name", "alice");
			});
	}

	@Test
	void previewWhenACustomizerNeedsARealRequestThenSaysSo() {
		Map<String, OAuth2TokenCustomizer<JwtEncodingContext>> customizers = Map.of("reads the authorization",
				(context) -> context.getClaims().claim("id", String.valueOf(context.getAuthorization().getId())),
				"failed without a real request, with java.lang.IllegalStateException", (context) -> {
					throw new IllegalStateException("hunter2");
				});
		customizers.forEach((reason, customizer) -> this.runner.withUserConfiguration(Customizer.class)
			.withBean(CustomizerHolder.class, () -> new CustomizerHolder(customizer))
			.run((context) -> {
				PreviewedToken preview = context.getBean(TokenPreview.class).preview(byCode());
				assertThat(preview.outcome()).isEqualTo(Outcome.NOT_PREVIEWABLE);
				assertThat(preview.reason()).contains(reason).doesNotContain("hunter2");
				assertThat(preview.claims()).isEmpty();
			}));
	}

	@Test
	void previewWhenARuleReadsTheLoginThenDoesNotGuess() {
		this.runner.withUserConfiguration(LoginRules.class).run((context) -> {
			PreviewedToken preview = context.getBean(TokenPreview.class).preview(byCode());
			assertThat(preview.outcome()).isEqualTo(Outcome.ISSUED);
			assertThat(preview.claims()).doesNotContainKeys("login", "id").containsEntry("name", "alice");
			assertThat(preview.notPreviewable()).containsKeys("login", "id", "auth_time", "amr", "cnf");
		});
	}

	@Test
	void previewOfAnswersThenShowsWhatRulesWriteToThem() {
		this.runner
			.withPropertyValues("claims-dsl.audiences[0].id=https://api.example.com",
					"claims-dsl.audiences[0].clients=" + TestServer.CLIENT, "claims-dsl.audiences[0].api-clients=api",
					"claims-dsl.audiences[0].scopes=read", "claims-dsl.policies.seen.audience=any",
					"claims-dsl.policies.seen.token-type=userinfo,introspection",
					"claims-dsl.policies.seen.claims.upper=upper(user.name)",
					"claims-dsl.policies.seen.deny[0].when=request.scopes contains 'write'",
					"claims-dsl.policies.api.audience=https://api.example.com",
					"claims-dsl.policies.api.token-type=introspection", "claims-dsl.policies.api.claims.api='yes'")
			.run((context) -> {
				TokenPreview preview = context.getBean(TokenPreview.class);
				PreviewedToken userInfo = preview.preview(request("authorization_code", "alice", TokenType.USERINFO));
				assertThat(userInfo.claims()).containsOnly(Map.entry("sub", "alice"), Map.entry("upper", "ALICE"));
				assertThat(userInfo.explanation().decision().provenance().get("upper").rule()).isEqualTo("seen.upper");
				PreviewedToken introspection = preview
					.preview(request("authorization_code", "alice", TokenType.INTROSPECTION));
				assertThat(introspection.claims()).containsEntry("active", true)
					.containsEntry("name", "alice")
					.containsEntry("upper", "ALICE")
					.doesNotContainKey("api");
				PreviewedToken forApi = preview
					.preview(new PreviewRequest(TestServer.CLIENT, "authorization_code", Issuance.INITIAL, "alice",
							"https://api.example.com", Set.of("openid", "read"), TokenType.INTROSPECTION));
				assertThat(forApi.claims()).containsEntry("api", "yes").containsEntry("upper", "ALICE");
				assertThat(preview.preview(request("client_credentials", null, TokenType.USERINFO)).reason())
					.isEqualTo("userinfo needs the scope openid; client_credentials and device_code have no userinfo");
				assertThat(preview
					.preview(new PreviewRequest(TestServer.CLIENT, "authorization_code", Issuance.INITIAL, "mallory",
							null, Set.of("openid"), TokenType.USERINFO))
					.outcome()).isEqualTo(Outcome.REFUSED);
			});
	}

	@Test
	void previewOfAnAnswerThatIsRefusedThenSaysSo() {
		this.runner
			.withPropertyValues("claims-dsl.policies.seen.token-type=userinfo",
					"claims-dsl.policies.seen.deny[0].when=request.scopes contains 'read'")
			.run((context) -> {
				PreviewedToken preview = context.getBean(TokenPreview.class)
					.preview(request("authorization_code", "alice", TokenType.USERINFO));
				assertThat(preview.outcome()).isEqualTo(Outcome.REFUSED);
				assertThat(preview.error().code()).isEqualTo("invalid_token");
				assertThat(preview.reason()).isEqualTo("rule seen.deny[0] refuses the token");
			});
	}

	@Test
	void previewWhenTheGrantHasNoRefreshTokenThenNotIssued() {
		this.runner.run((context) -> {
			assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).body())
				.doesNotContainKey("refresh_token");
			TokenPreview preview = context.getBean(TokenPreview.class);
			assertThat(preview.preview(refresh("client_credentials", null)).outcome()).isEqualTo(Outcome.NOT_ISSUED);
			assertThat(preview.preview(refresh("token_exchange", "alice")).outcome()).isEqualTo(Outcome.NOT_ISSUED);
			assertThat(preview.preview(refresh("authorization_code", "alice")).outcome()).isEqualTo(Outcome.ISSUED);
		});
	}

	private static PreviewRequest refresh(String grantType, @Nullable String user) {
		return new PreviewRequest(TestServer.CLIENT, grantType, Issuance.REFRESH, user, null, Set.of("read"),
				TokenType.ACCESS_TOKEN);
	}

	@Test
	void previewWhenTheApplicationGeneratesTokensThenSaysSo() {
		this.runner.withPropertyValues("claims-dsl.token-generator=wired")
			.run((context) -> assertThat(context.getBean(TokenPreview.class).preview(byCode()).reason())
				.contains("own OAuth2TokenGenerator"));
	}

	@Test
	void previewWhenTheIssuerIsThatOfTheRequestThenSaysSo() {
		TestServer.runner()
			.run((context) -> assertThat(context.getBean(TokenPreview.class).preview(byCode()).reason())
				.contains("spring.security.oauth2.authorizationserver.issuer"));
	}

	@Test
	void previewWhenReportingThenShowsWhatIsIssuedAndWhatWouldBe() {
		this.runner.withPropertyValues("claims-dsl.mode=report").run((context) -> {
			PreviewedToken preview = context.getBean(TokenPreview.class).preview(byCode());
			assertThat(preview.claims()).doesNotContainKey("name");
			assertThat(preview.explanation().decision().claims()).containsEntry("name", "alice");
		});
	}

	@Test
	void previewWhenReportingAndTheUserIsLockedThenShowsTheTokenWithoutADecision() {
		this.runner.withUserConfiguration(ObservedBeans.Audit.class)
			.withPropertyValues("claims-dsl.mode=report")
			.run((context) -> {
				context.getBean(ObservedBeans.Audit.class).locked = true;
				PreviewedToken preview = context.getBean(TokenPreview.class)
					.preview(new PreviewRequest(TestServer.CLIENT, "authorization_code", Issuance.REFRESH, "alice",
							null, Set.of("read"), TokenType.ACCESS_TOKEN));
				assertThat(preview.outcome()).isEqualTo(Outcome.ISSUED);
				assertThat(preview.explanation()).isNull();
			});
	}

	@Test
	void previewChangesNoMetricAndLogsNoDecision(CapturedOutput output) {
		this.runner.withUserConfiguration(ObservedBeans.Metrics.class).run((context) -> {
			context.getBean(TokenPreview.class).preview(byCode());
			assertThat(context.getBean(MeterRegistry.class).find("claims.rule").timers()).isEmpty();
			assertThat(output).doesNotContain("Decision for");
		});
	}

	@ClaimRule(audience = "any")
	static class LoginRules {

		@Claim("login")
		String login(Authentication authentication) {
			return authentication.getName();
		}

		@Claim("id")
		String id(OAuth2Authorization authorization) {
			return (authorization != null) ? authorization.getId() : null;
		}

	}

	record CustomizerHolder(OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> own(CustomizerHolder holder) {
			return holder.customizer();
		}

	}

}
