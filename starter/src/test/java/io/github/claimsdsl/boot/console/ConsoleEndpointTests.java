package io.github.claimsdsl.boot.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.HtmlUtils;

import io.github.claimsdsl.TokenType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console and the endpoint {@code claims} of the actuator say the same.
 */
class ConsoleEndpointTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<String> VARYING = List.of("iat", "exp", "nbf", "jti");

	private static ConsoleServer server;

	private static Visitor admin;

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@BeforeAll
	static void start() {
		server = ConsoleServer.start(Plain.class, "management.endpoints.web.exposure.include", "claims",
				"management.endpoint.claims.access", "unrestricted", "claims-dsl.audiences[0].id",
				"https://api.example.com", "claims-dsl.audiences[0].clients", "app", "claims-dsl.policies.api.audience",
				"https://api.example.com", "claims-dsl.policies.api.claims.api", "true",
				"claims-dsl.policies.api.deny[0].when", "user.name == 'alice'", "claims-dsl.policies.seen.token-type",
				"userinfo", "claims-dsl.policies.seen.claims.seen", "[user.name, client.id]");
		admin = server.visitor().signIn("alice", "wonderland");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static JsonNode endpoint(OperationType type, Map<String, Object> arguments) {
		WebOperation operation = server.context()
			.getBean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().toString().equals("claims"))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((it) -> it.getType() == type && !it.getRequestPredicate().getPath().contains("{"))
			.findFirst()
			.orElseThrow();
		return JSON.valueToTree(operation.invoke(new InvocationContext(SecurityContext.NONE, arguments)));
	}

	@ParameterizedTest
	@CsvSource({ "authorization_code, carol, https://api.example.com, openid", "authorization_code, carol, , openid",
			"authorization_code, alice, https://api.example.com, openid",
			"authorization_code, carol, https://nowhere.example.com, openid", "client_credentials, , , ",
			"authorization_code, nobody, , openid", "authorization_code, carol, , email" })
	void previewWhenShownThenIsWhatTheEndpointSays(String grantType, String user, String audience, String scope) {
		String page = admin
			.submitFrom("/claims-dsl", "/claims-dsl", "client", "app", "grantType", grantType, "issuance", "INITIAL",
					"user", text(user), "audience", text(audience), "scopes", text(scope))
			.body();
		for (TokenType type : TokenType.values()) {
			Map<String, Object> arguments = new LinkedHashMap<>(
					Map.of("client", "app", "grantType", grantType, "tokenType", type.value()));
			arguments.put("user", text(user));
			arguments.put("audience", text(audience));
			arguments.put("scope", text(scope));
			JsonNode said = endpoint(OperationType.WRITE, arguments);
			String section = section(page, type);
			assertThat(outcome(section)).isEqualTo(said.get("outcome").asString());
			assertThat(claims(section)).isEqualTo(stable(said.get("claims")));
			String words = Pages.text(section);
			Stream.concat(said.get("setBy").valueStream(), said.get("decision").valueStream())
				.forEach((rule) -> assertThat(words).contains(rule.get("rule").asString()));
		}
	}

	@Test
	void previewWhenTheAccessTokenIsRefusedThenTheClientGetsNothingElse() {
		String refused = "because the access token of the same request is refused";
		String denied = page("alice", "https://api.example.com");
		assertThat(section(denied, TokenType.ID_TOKEN)).contains("Issued", refused);
		assertThat(section(denied, TokenType.ACCESS_TOKEN)).doesNotContain(refused);
		assertThat(page("carol", "https://api.example.com")).doesNotContain(refused);
		assertThat(section(page("carol", "https://nowhere.example.com"), TokenType.ID_TOKEN)).contains("Refused",
				"invalid_target");
	}

	private static String page(String user, String audience) {
		return admin
			.submitFrom("/claims-dsl", "/claims-dsl", "client", "app", "grantType", "authorization_code", "issuance",
					"INITIAL", "user", user, "audience", audience, "scopes", "openid")
			.body();
	}

	@Test
	void policiesWhenShownThenAreWhatTheEndpointSays() {
		String page = Pages.text(admin.open("/claims-dsl/policies").body());
		JsonNode policies = endpoint(OperationType.READ, Map.of()).get("policies");
		assertThat(policies.size()).isEqualTo(3);
		policies.forEach((policy) -> {
			assertThat(page).contains(policy.get("name").asString(), policy.get("origin").asString());
			policy.get("rules")
				.forEach((rule) -> assertThat(page).contains(rule.get("id").asString(), rule.get("claim").asString(),
						rule.get("expression").asString(), rule.get("origin").asString()));
			policy.get("denials")
				.forEach((denial) -> assertThat(page).contains(denial.get("id").asString(),
						denial.get("expression").asString(), denial.get("origin").asString()));
		});
	}

	private static String text(String parameter) {
		return (parameter != null) ? parameter : "";
	}

	private static String section(String page, TokenType type) {
		int start = page.indexOf("<article class=\"token\" id=\"" + type.value() + "\"");
		assertThat(start).isPositive();
		return page.substring(start, page.indexOf("</article>", start));
	}

	private static String outcome(String section) {
		String word = section.replaceFirst("(?s).*?<strong>([^<]*)</strong>.*", "$1");
		return switch (word) {
			case "Issued", "Answered" -> "issued";
			case "Refused" -> "refused";
			case "Not issued", "Not answered" -> "not-issued";
			default -> "not-previewable";
		};
	}

	private static Map<String, JsonNode> claims(String section) {
		Map<String, JsonNode> claims = new LinkedHashMap<>();
		Matcher claim = Pattern.compile(
				"<p class=\"name\"><b>([^<]*)</b>[^<]*(?:<span>[^<]*</span>)?</p><p class=\"value\"><code>([^<]*)</code>")
			.matcher(section);
		while (claim.find()) {
			claims.put(HtmlUtils.htmlUnescape(claim.group(1)), JSON.readTree(HtmlUtils.htmlUnescape(claim.group(2))));
		}
		VARYING.forEach(claims::remove);
		return claims;
	}

	private static Map<String, JsonNode> stable(JsonNode claims) {
		Map<String, JsonNode> stable = new LinkedHashMap<>();
		claims.propertyStream()
			.filter((claim) -> !VARYING.contains(claim.getKey()))
			.forEach((claim) -> stable.put(claim.getKey(), JSON.readTree(claim.getValue().toString())));
		return stable;
	}

}
