package io.github.claimsdsl.boot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * Where request parameters are named, and what can be named.
 */
class RequestParameterTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("spring.security.oauth2.authorizationserver.issuer=https://issuer.example.com",
				"claims-dsl.request-parameters=tenant", "claims-dsl.policies.p.audience=any",
				"claims-dsl.policies.p.claims.name=user.name");

	private static List<String> issues(ClaimPolicyTester.Builder tester) {
		ClaimPolicyException ex = catchThrowableOfType(ClaimPolicyException.class, tester::build);
		return (ex != null) ? ex.issues().stream().map(Issue::toString).toList() : List.of();
	}

	private static ClaimPolicyTester.Builder yaml(String text) {
		return ClaimPolicyTester.withoutUser().yaml(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "application.yml";
			}

		});
	}

	@Test
	void expressionWhenNameIsDeclaredThenReadsIt() {
		ClaimPolicyTester tester = yaml("""
				claims-dsl:
				  request-parameters: [tenant, x-region.1]
				  policies:
				    p:
				      audience: any
				      claims:
				        tenant: request.parameters['tenant']
				        region: request.parameters['x-region.1']
				""").build();
		TokenRequest request = TokenRequest.of(Client.of("app"), "password")
			.parameters(Map.of("tenant", "t1", "x-region.1", "r1"))
			.build();
		assertThat(tester.evaluate(request).claims()).containsEntry("tenant", "t1").containsEntry("region", "r1");
		assertThat(tester.policies().requestParameters()).containsExactly("tenant", "x-region.1");
	}

	@Test
	void expressionWhenNameIsNotDeclaredThenIssueSaysWhatToWrite() {
		assertThat(issues(yaml("""
				claims-dsl:
				  request-parameters: [tenant]
				  policies:
				    p:
				      audience: any
				      claims:
				        a: request.parameters['tennant']
				        b: request.parameters
				      deny:
				        d: { when: "request.parameters['region'] == 'x'" }
				"""))).satisfiesExactlyInAnyOrder(
				(issue) -> assertThat(issue).contains("claims-dsl.policies.p.claims.a [application.yml:7:12]",
						"the request parameter 'tennant' is not declared. Did you mean 'tenant'?",
						"under claims-dsl.request-parameters.", "(unknown-parameter)"),
				(issue) -> assertThat(issue).contains("[application.yml:8:12]", "(all-parameters)"),
				(issue) -> assertThat(issue).contains("claims-dsl.policies.p.deny.d",
						"Declare each parameter that rules read under claims-dsl.request-parameters.",
						"(unknown-parameter)"));
	}

	@Test
	void nameWhenItCannotBeOneThenIssueWithItsPlace() {
		assertThat(issues(yaml("""
				claims-dsl:
				  request-parameters:
				    - tenant
				    - ""
				    - client_secret
				    - Subject_Token
				    - my parameter
				    - grant_type
				    - audience
				    - resource
				    - scope
				    - client_id
				    - redirect_uri
				    - tenant
				  policies:
				    p: { audience: any, claims: { a: "'1'" } }
				"""))).satisfiesExactlyInAnyOrder(
				(issue) -> assertThat(issue).contains("request-parameters[1] [application.yml:4:7]", "is blank"),
				(issue) -> assertThat(issue).contains("[application.yml:5:7]", "'client_secret' is a secret"),
				(issue) -> assertThat(issue).contains("'Subject_Token' is a secret"),
				(issue) -> assertThat(issue).contains("'my parameter' cannot be the name"),
				(issue) -> assertThat(issue).contains("'grant_type' belongs to the protocol", "request.grantType"),
				(issue) -> assertThat(issue).contains("'audience'", "request.audience"),
				(issue) -> assertThat(issue).contains("'resource'", "request.audience"),
				(issue) -> assertThat(issue).contains("'scope'", "request.scopes"),
				(issue) -> assertThat(issue).contains("'client_id'", "client.id"),
				(issue) -> assertThat(issue).contains("'redirect_uri'", "the server itself reads it"),
				(issue) -> assertThat(issue).contains("request-parameters[11] [application.yml:14:7]",
						"'tenant' is named twice", "(request-parameter)"));
	}

	@Test
	void testerWhenToldOfParametersThenExpressionsReadThem() {
		ClaimPolicy policy = ClaimPolicy.named("p").audience("any").claim("t", "request.parameters['tenant']").build();
		assertThat(issues(ClaimPolicyTester.withoutUser().policies(policy))).hasSize(1);
		assertThat(issues(ClaimPolicyTester.withoutUser().policies(policy).requestParameters("tenant"))).isEmpty();
		assertThat(issues(ClaimPolicyTester.withoutUser().policies(policy).requestParameters("tenant", "password")))
			.singleElement()
			.asString()
			.contains("'password' is a secret");
	}

	@Test
	void annotationWhenNamedThenDeclares() {
		assertThat(ClaimPolicyTester.withoutUser()
			.rules(new TenantClaims.TenantRules())
			.build()
			.policies()
			.requestParameters()).containsExactly("region");
	}

	@Test
	void annotationWhenNameCannotBeOneThenIssue() {
		assertThat(issues(ClaimPolicyTester.withoutUser().rules(new WrongRules()))).satisfiesExactlyInAnyOrder(
				(issue) -> assertThat(issue).contains("WrongRules.audience(String)", "request.audience",
						"(request-parameter)"),
				(issue) -> assertThat(issue).contains("WrongRules.blank(String)", "is blank"),
				(issue) -> assertThat(issue).contains("WrongRules.number(Integer)", "(unresolvable-parameter)"),
				(issue) -> assertThat(issue).contains("WrongRules.secret(String)", "'otp' is a secret"));
	}

	@Test
	void ruleInJavaWhenItNamesASecretThenIssue() {
		this.runner.withUserConfiguration(SecretResolver.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("the request parameter 'client_secret' is a secret"));
	}

	@Test
	void argumentWhenItNamesAParameterThenReadsIt() {
		this.runner.withUserConfiguration(Resolver.class)
			.run((context) -> assertThat(TestServer.of(context)
				.token(TestServer.CLIENT, Map.of("grant_type", "client_credentials", "region", "r1"))
				.accessToken()).contains(Map.entry("upper", "R1")));
	}

	@Test
	void requestWhenReadByARuleThenHoldsNamedParametersOnly() {
		this.runner.withUserConfiguration(TenantClaims.Rules.class).run((context) -> {
			assertThat(context.getBean(ClaimPolicySet.class).requestParameters()).containsExactly("region", "tenant");
			assertThat(TestServer.of(context)
				.token(TestServer.CLIENT,
						Map.of("grant_type", "client_credentials", "scope", "read", "tenant", "t1", "region", "r1",
								"other", "o1"))
				.accessToken()).contains(Map.entry("all", "{region=r1, tenant=t1}"));
		});
	}

	@ClaimRule(audience = "any")
	static class WrongRules {

		@Claim("a")
		String audience(@TokenParameter("audience") String audience) {
			return audience;
		}

		@Claim("b")
		String blank(@TokenParameter(" ") String blank) {
			return blank;
		}

		@Claim("n")
		String number(@TokenParameter("number") Integer number) {
			return number.toString();
		}

		@Claim("s")
		String secret(@TokenParameter("otp") String secret) {
			return secret;
		}

	}

	/** What a resolver makes of a parameter. */
	record Upper(String text) {
	}

	@ClaimRule(audience = "any")
	static class UpperRules {

		@Claim("upper")
		String upper(Upper upper) {
			return upper.text();
		}

	}

	/**
	 * An argument made from a parameter.
	 *
	 * @param name the parameter
	 */
	record UpperArgument(String name) implements ClaimArgumentResolver.Argument {

		@Override
		public Object get(TokenRequest request) {
			String value = request.parameters().getOrDefault(this.name, "");
			return new Upper(value.toUpperCase(Locale.ROOT));
		}

		@Override
		public Set<String> parameters() {
			return Set.of(this.name);
		}

	}

	private static ClaimArgumentResolver resolver(String name) {
		return (parameter) -> (parameter.getParameterType() == Upper.class) ? Optional.of(new UpperArgument(name))
				: Optional.empty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Resolver {

		@Bean
		UpperRules upperRules() {
			return new UpperRules();
		}

		@Bean
		ClaimArgumentResolver upper() {
			return resolver("region");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecretResolver {

		@Bean
		UpperRules upperRules() {
			return new UpperRules();
		}

		@Bean
		ClaimArgumentResolver upper() {
			return resolver("client_secret");
		}

	}

}
