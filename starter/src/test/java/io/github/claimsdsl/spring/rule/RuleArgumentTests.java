package io.github.claimsdsl.spring.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.TokenParameter;

import static io.github.claimsdsl.spring.rule.RuleContext.request;

/**
 * The arguments that the methods of {@code @ClaimRule} beans take.
 */
class RuleArgumentTests {

	private final RuleContext context = new RuleContext();

	@Test
	void argumentsWhenKnownThenEachIsPassed() {
		this.context.register(Arguments.class);
		Authentication principal = new TestingAuthenticationToken("alice", "x");
		RegisteredClient client = client();
		OAuth2Authorization authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName("alice")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.build();
		Map<String, Object> claims = this.context.policies()
			.evaluate(request().parameters(Map.of("tenant", "t1"))
				.attribute(Authentication.class, principal)
				.attribute(RegisteredClient.class, client)
				.attribute(OAuth2Authorization.class, authorization)
				.build())
			.claims();
		assertThat(claims).isEqualTo(Map.of("request", "password", "principal", "alice", "client", "id",
				"authorization", "alice", "user", "alice", "supertype", "alice", "tenant", "t1"));
	}

	@Test
	void argumentsWhenAbsentThenNullIsPassedAndUserRulesAreSkipped() {
		this.context.register(Arguments.class);
		ClaimDecision decision = this.context.policies()
			.evaluate(TokenRequest.of(Client.of("app"), "client_credentials").build());
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(Map.of("request", "client_credentials", "principal", "none", "client",
				"none", "authorization", "none", "tenant", "none"));
	}

	@Test
	void argumentWhenResolverKnowsItThenItIsPassed() {
		this.context.resolvers = List.of((parameter) -> (parameter.getParameterType() == Integer.class)
				? Optional.of((request) -> request.scopes().size()) : Optional.empty());
		this.context.register(Extended.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("scopes", 0));
	}

	@Test
	void argumentWhenItsTypeIsAVariableThenItIsResolvedAsTheTypeOfTheBean() {
		this.context.resolvers = List.of((parameter) -> (parameter.getParameterType() == Integer.class)
				? Optional.of((request) -> String.valueOf(parameter.getParameterName()).length()) : Optional.empty());
		this.context.register(OfVariables.class);
		assertThat(this.context.claims()).isEqualTo(Map.of("name", "AppUser[name=alice]", "length", 6));
	}

	private static RegisteredClient client() {
		return RegisteredClient.withId("id")
			.clientId("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
	}

	abstract static class WithVariables<U, N> {

		@Claim("name")
		String name(U user) {
			return user.toString();
		}

		@Claim("length")
		Object length(N number) {
			return number;
		}

	}

	@ClaimRule(audience = "any")
	static class OfVariables extends WithVariables<RuleContext.AppUser, Integer> {

	}

	@ClaimRule(audience = "any")
	static class Arguments {

		@Claim("request")
		String request(TokenRequest request) {
			return request.grantType();
		}

		@Claim("principal")
		String principal(@Nullable Authentication principal) {
			return (principal != null) ? principal.getName() : "none";
		}

		@Claim("client")
		String client(@Nullable RegisteredClient client) {
			return (client != null) ? client.getId() : "none";
		}

		@Claim("authorization")
		String authorization(@Nullable OAuth2Authorization authorization) {
			return (authorization != null) ? authorization.getPrincipalName() : "none";
		}

		@Claim("user")
		String user(RuleContext.AppUser user) {
			return user.name();
		}

		@Claim("supertype")
		String supertype(RuleContext.Named user) {
			return user.name();
		}

		@Claim("tenant")
		String tenant(@TokenParameter("tenant") @Nullable String tenant) {
			return (tenant != null) ? tenant : "none";
		}

	}

	@ClaimRule(audience = "any")
	static class Extended {

		@Claim("scopes")
		int scopes(Integer count) {
			return count;
		}

	}

}
