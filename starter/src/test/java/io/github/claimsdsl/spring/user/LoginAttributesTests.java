package io.github.claimsdsl.spring.user;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.boot.ClaimsDslAutoConfiguration;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserIdentity;

import static org.assertj.core.api.Assertions.assertThat;

class LoginAttributesTests {

	private static final String[] PROPERTIES = { "claims-dsl.user.attributes.email=text",
			"claims-dsl.user.attributes.groups=texts", "claims-dsl.policies.p.audience=any",
			"claims-dsl.policies.p.claims.email=user.email",
			"claims-dsl.policies.p.claims.staff=user.groups contains 'staff'" };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class));

	private static UserIdentity federated(Map<String, Object> attributes) {
		return new UserIdentity("alice", true, "idp", attributes, "app", null);
	}

	@Test
	void attributesWhenDeclaredThenExpressionsReadThem() {
		this.runner.withPropertyValues(PROPERTIES).run((context) -> {
			UserAttributes user = new LoginAttributes(Map.of("email", Type.TEXT, "groups", Type.setOf(Type.TEXT)))
				.of(federated(Map.of("email", "alice@idp.example", "groups", List.of("staff"), "secret", "x")));
			assertThat(user).containsOnlyKeys("email", "groups");
			TokenRequest request = TokenRequest.of(Client.of("app"), "authorization_code").user(user).build();
			assertThat(context.getBean(ClaimPolicySet.class).evaluate(request).claims())
				.isEqualTo(Map.of("email", "alice@idp.example", "staff", true));
		});
	}

	@Test
	void attributesWhenProviderLeavesOneOutThenNull() {
		assertThat(new LoginAttributes(Map.of("email", Type.TEXT)).of(federated(Map.of("other", 1))))
			.containsEntry("email", null);
	}

	@Test
	void attributesWhenUserIsLocalThenNone() {
		assertThat(new LoginAttributes(Map.of("email", Type.TEXT))
			.of(new UserIdentity("alice", false, null, Map.of(), "app", null))).isNull();
	}

	@Test
	void attributesWhenUndeclaredThenIssue() {
		this.runner.withPropertyValues(PROPERTIES)
			.withPropertyValues("claims-dsl.policies.p.claims.tier=user.tier")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("unknown property 'tier' of user"));
	}

	@Test
	void attributesWhenNameIsReadAsSomethingElseThenIssue() {
		this.runner
			.withPropertyValues("claims-dsl.user.attributes.size=number", "claims-dsl.expressions.depth=1000",
					"claims-dsl.expressions.lenght=5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("attribute 'size' cannot be read by its name")
				.hasMessageContaining("depth must be at most 100")
				.hasMessageContaining("Did you mean 'length'?"));
	}

}
