package io.github.claimsdsl.boot;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * What a preview knows of request parameters.
 */
class RequestParameterPreviewTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com",
				"claims-dsl.request-parameters=tenant", "claims-dsl.policies.p.audience=any",
				"claims-dsl.policies.p.claims.name=user.name");

	private static PreviewedToken preview(TokenPreview preview) {
		return preview.preview(new PreviewRequest(TestServer.CLIENT, "authorization_code", Issuance.INITIAL, "alice",
				null, Set.of("read"), TokenType.ACCESS_TOKEN));
	}

	@Test
	void previewWhenARuleReadsAParameterThenDoesNotGuess() {
		this.runner.withUserConfiguration(TenantClaims.Rules.class)
			.withPropertyValues("claims-dsl.policies.p.claims.tenant=request.parameters['tenant']",
					"claims-dsl.policies.p.claims.tier.value='gold'",
					"claims-dsl.policies.p.claims.tier.when=request.parameters['tenant'] == null",
					"claims-dsl.policies.q.audience=any",
					"claims-dsl.policies.q.when=request.parameters['tenant'] != null",
					"claims-dsl.policies.q.claims.guarded='yes'")
			.run((context) -> {
				PreviewedToken preview = preview(context.getBean(TokenPreview.class));
				assertThat(preview.outcome()).isEqualTo(Outcome.ISSUED);
				assertThat(preview.claims()).containsEntry("name", "alice")
					.doesNotContainKeys("tenant", "tier", "guarded", "region");
				assertThat(preview.notPreviewable()).containsKeys("tenant", "tier", "guarded", "region")
					.containsEntry("tenant", "rule p.tenant reads what exists only when a token is issued");
			});
	}

	@Test
	void previewWhenARuleIsOverriddenThenShowsTheClaim() {
		this.runner
			.withPropertyValues("claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.order=1",
					"claims-dsl.policies.q.claims.name=request.parameters['tenant']")
			.run((context) -> assertThat(preview(context.getBean(TokenPreview.class)).claims()).containsEntry("name",
					"alice"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims-dsl.policies.p.deny.d.when=request.parameters['tenant'] == 'x'",
			"claims-dsl.policies.p.deny.d.when=request.parameters['tenant'] == null",
			"claims-dsl.policies.p.claims.tenant.value=request.parameters['tenant']",
			"claims-dsl.policies.p.claims.tenant.value=coalesce(request.parameters['tenant'], 'none')" })
	void previewWhenADenialOrRequiredRuleReadsAParameterThenIsNone(String property) {
		boolean denial = property.contains("deny");
		String rule = denial ? "p.deny.d" : "p.tenant";
		String required = denial ? "claims-dsl.mode=enforce" : "claims-dsl.policies.p.claims.tenant.required=true";
		this.runner.withPropertyValues(property, required).run((context) -> {
			PreviewedToken preview = preview(context.getBean(TokenPreview.class));
			assertThat(preview.outcome()).isEqualTo(Outcome.NOT_PREVIEWABLE);
			assertThat(preview.reason()).isEqualTo("rule " + rule + " reads what exists only when a token is issued");
			assertThat(preview.claims()).isEmpty();
		});
	}

	@Test
	void previewWhenARequiredClaimMayComeFromAParameterThenIsNone() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.claims.tenant=request.parameters['tenant']",
					"claims-dsl.policies.q.audience=any", "claims-dsl.policies.q.order=1",
					"claims-dsl.policies.q.claims.tenant.value=request.audience",
					"claims-dsl.policies.q.claims.tenant.required=true")
			.run((context) -> {
				PreviewedToken preview = preview(context.getBean(TokenPreview.class));
				assertThat(preview.outcome()).isEqualTo(Outcome.NOT_PREVIEWABLE);
				assertThat(preview.reason()).contains("rule p.tenant");
			});
	}

	@Test
	void previewWhenAnotherDenialRefusesThenSaysSo() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.deny.a.when=request.parameters['tenant'] == 'x'",
					"claims-dsl.policies.p.deny.b.when=client.id == 'app'")
			.run((context) -> {
				PreviewedToken preview = preview(context.getBean(TokenPreview.class));
				assertThat(preview.outcome()).isEqualTo(Outcome.REFUSED);
				assertThat(preview.reason()).contains("p.deny.b");
			});
	}

}
