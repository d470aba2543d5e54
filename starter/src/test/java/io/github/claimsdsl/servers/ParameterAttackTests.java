package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that make a rule read another parameter than the one that counts, or none: a
 * policy denies tenant {@code barred}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParameterAttackTests {

	private List<Server> servers;

	@BeforeAll
	void start() {
		this.servers = ParameterServers.start();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server::close);
	}

	/**
	 * A request that must be refused.
	 *
	 * @param text what it does
	 * @param request sends it
	 */
	record Attack(String text, Function<ParameterFlows, Answer> request) {

		@Override
		public String toString() {
			return this.text;
		}

	}

	static List<Attack> attacks() {
		return Stream
			.of(atTheTokenEndpoint(), atTheAuthorizationEndpoint(), withPushedRequests(), withDevices(), later())
			.flatMap(List::stream)
			.toList();
	}

	private static Attack attack(String text, Function<ParameterFlows, Answer> request) {
		return new Attack(text, request);
	}

	private static List<Attack> atTheTokenEndpoint() {
		return List.of(
				attack("twice in the body", (flows) -> flows.machine("", "tenant", "barred", "tenant", "barred")),
				attack("two values", (flows) -> flows.machine("", "tenant", "t1", "tenant", "barred")),
				attack("empty, then a value", (flows) -> flows.machine("", "tenant", "", "tenant", "barred")),
				attack("twice, once encoded", (flows) -> flows.machine("", "tenant", "t1", "t%65nant", "barred")),
				attack("in the query string alone", (flows) -> flows.machine("?tenant=barred")),
				attack("in the query string alone, encoded", (flows) -> flows.machine("?t%65nant=barred")),
				attack("in the query string alone, all encoded",
						(flows) -> flows.machine("?%74%65%6e%61%6E%74=barred")),
				attack("in both", (flows) -> flows.machine("?tenant=t1", "tenant", "barred")),
				attack("in both, encoded", (flows) -> flows.machine("?%74enant=t1", "tenant", "barred")),
				attack("without a value in the query string", (flows) -> flows.machine("?tenant", "tenant", "barred")),
				attack("in another value of the query string",
						(flows) -> flows.machine("?x=tenant", "tenant", "barred")),
				attack("in another name of the query string",
						(flows) -> flows.machine("?subtenant=1", "tenant", "barred")),
				attack("twice, opaque token", (flows) -> flows.opaque("tenant", "t1", "tenant", "barred")),
				attack("twice, converter drops it", (flows) -> flows.password("", "tenant", "t1", "tenant", "barred")),
				attack("hidden, converter drops it", (flows) -> flows.password("?x=tenant", "tenant", "barred")),
				attack("in the query string, converter drops it", (flows) -> flows.password("?t%65nant=barred")),
				attack("exchange, twice",
						(flows) -> flows.exchange(flows.password(""), "", "tenant", "t1", "tenant", "barred")),
				attack("exchange, hidden",
						(flows) -> flows.exchange(flows.password(""), "?x=tenant", "tenant", "barred")));
	}

	private static List<Attack> atTheAuthorizationEndpoint() {
		return List.of(
				attack("authorization request, twice",
						(flows) -> flows.login().authorize("tenant", "t1", "tenant", "barred")),
				attack("authorization request, twice, once encoded",
						(flows) -> flows.login().authorize("tenant", "t1", "t%65nant", "barred")),
				attack("authorization request, encoded", (flows) -> flows.login().authorize("t%65nant", "barred")),
				attack("authorization request, posted and in the query string",
						(flows) -> flows.login().submit("?tenant=t1", "tenant", "barred")),
				attack("authorization request, posted and hidden",
						(flows) -> flows.login().submit("?x=tenant", "tenant", "barred")));
	}

	private static List<Attack> withPushedRequests() {
		return List.of(attack("pushed twice", (flows) -> flows.push("", "tenant", "t1", "tenant", "barred")),
				attack("pushed in the query string", (flows) -> flows.push("?tenant=barred")),
				attack("pushed and hidden", (flows) -> flows.push("?x=tenant", "tenant", "barred")),
				attack("pushed in the query string, encoded", (flows) -> flows.push("?t%65nant=barred")),
				attack("another value beside the pushed one",
						(flows) -> flows.login().pushed(flows.push("", "tenant", "t1"), "tenant", "barred")),
				attack("a value beside a request pushed without one",
						(flows) -> flows.login().pushed(flows.push(""), "tenant", "barred")),
				attack("a value, encoded, beside a request pushed without one",
						(flows) -> flows.login().pushed(flows.push(""), "t%65nant", "barred")));
	}

	private static List<Attack> withDevices() {
		return List.of(attack("device request, twice", (flows) -> flows.device("", "tenant", "t1", "tenant", "barred")),
				attack("device request, in the query string", (flows) -> flows.device("?tenant=barred")),
				attack("device request, hidden", (flows) -> flows.device("?x=tenant", "tenant", "barred")),
				attack("device request, encoded in the query string", (flows) -> flows.device("?t%65nant=barred")));
	}

	/** Changes of what the first request said. */
	private static List<Attack> later() {
		return List.of(attack("code, another value", (flows) -> code(flows, "t1", "", "tenant", "t2")),
				attack("code, a value where there was none", (flows) -> code(flows, "", "", "tenant", "t2")),
				attack("code, twice", (flows) -> code(flows, "t1", "", "tenant", "t1", "tenant", "t1")),
				attack("code, hidden", (flows) -> code(flows, "t1", "?x=tenant", "tenant", "t1")),
				attack("code, in the query string", (flows) -> code(flows, "t1", "?tenant=t1")),
				attack("refreshed code, another value",
						(flows) -> flows.refresh(code(flows, "t1", ""), "", "tenant", "t2")),
				attack("refreshed code, a value where there was none",
						(flows) -> flows.refresh(code(flows, "", ""), "", "tenant", "t2")),
				attack("refreshed code, twice",
						(flows) -> flows.refresh(code(flows, "t1", ""), "", "tenant", "t1", "tenant", "t1")),
				attack("device, another value", (flows) -> device(flows, "t1", "tenant", "t2")),
				attack("device, a value where there was none", (flows) -> device(flows, "", "tenant", "t2")),
				attack("refreshed device, another value",
						(flows) -> flows.refresh(device(flows, "t1"), "", "tenant", "t2")),
				attack("refreshed password, another value",
						(flows) -> flows.refresh(flows.password("", "tenant", "t1"), "", "tenant", "t2")),
				attack("refreshed password, a value where there was none",
						(flows) -> flows.refresh(flows.password(""), "", "tenant", "t2")),
				attack("refreshed password, in the query string",
						(flows) -> flows.refresh(flows.password("", "tenant", "t1"), "?t%65nant=t2")));
	}

	private static Answer code(ParameterFlows flows, String first, String query, String... parameters) {
		ParameterFlows alice = flows.login();
		return alice.code(alice.authorize("tenant", first), query, parameters);
	}

	private static Answer device(ParameterFlows flows, String first, String... parameters) {
		ParameterFlows alice = flows.login();
		return alice.poll(alice.approved("tenant", first), "", parameters);
	}

	Stream<Arguments> attacksOnServers() {
		return this.servers.stream()
			.flatMap((server) -> attacks().stream().map((attack) -> Arguments.of(attack, server)));
	}

	@ParameterizedTest(name = "{0}", autoCloseArguments = false)
	@MethodSource("attacksOnServers")
	void requestThenInvalidWithOneLineInTheLog(Attack attack, Server server) {
		List<String> log = Logs.of(Level.WARN, () -> assertInvalid(attack.request().apply(ParameterFlows.of(server))));
		assertThat(log).filteredOn((line) -> line.startsWith("Refused"))
			.singleElement()
			.asString()
			.contains("with invalid_request: parameter 'tenant'")
			.doesNotContain("barred", "t1", "t2");
	}

	/** By redirect, once the redirect URI is known. */
	private static void assertInvalid(Answer answer) {
		assertThat(answer.location() + answer.body()).doesNotContain("barred", "t1");
		if (answer.status() == 302) {
			assertThat(answer.location()).startsWith(Company.REDIRECT_URI + "?");
			assertThat(answer.redirected("error")).isEqualTo("invalid_request");
			assertThat(answer.location()).doesNotContain("code=");
		}
		else {
			answer.refused("invalid_request");
		}
	}

	/** Only the value of the authorization request is saved in the store. */
	@Test
	void codeWhenRefusedThenCanStillBeUsedAsGranted() {
		for (Server server : this.servers) {
			ParameterFlows flows = ParameterFlows.of(server).login();
			Answer authorized = flows.authorize("tenant", "t1");
			flows.code(authorized, "", "tenant", "t2").refused("invalid_request");
			assertThat(flows.code(authorized, "").granted().claims("access_token")).containsEntry("tenant", "t1");
		}
	}

	@Test
	void otherParametersThenAsTheServerHasThem() {
		for (Server server : this.servers) {
			ParameterFlows flows = ParameterFlows.of(server).login();
			flows.machine("?other=1", "other", "2", "other", "3").granted();
			assertThat(flows.authorize("other", "1").location()).contains("code=");
		}
	}

	@Test
	void requestWhenSeveralParametersAreWrongThenNamesTheFirstDeclared() {
		List<String> names = List.of("zone", "tenant", "area", "market", "branch", "desk");
		Map<String, String> properties = ParameterServer.properties();
		properties.put("claims-dsl.request-parameters", String.join(",", names));
		names.forEach(
				(name) -> properties.put("claims-dsl.policies.p.claims." + name, "request.parameters['" + name + "']"));
		String[] twice = names.stream()
			.sorted()
			.flatMap((name) -> Stream.of(name, "1", name, "2"))
			.toArray(String[]::new);
		try (Server server = Server.start(ParameterServer.class, properties)) {
			ParameterFlows flows = ParameterFlows.of(server).login();
			for (Answer answer : List.of(flows.machine("", twice), flows.push("", twice), flows.device("", twice))) {
				assertThat(answer.text("error_description")).contains("'zone'");
			}
			assertThat(flows.authorize(twice).redirected("error_description")).contains("zone");
		}
	}

	@Test
	void requestWhenOnlyReportedOnThenGrantedAndLogged() {
		Map<String, String> properties = ParameterServer.properties();
		properties.put("claims-dsl.mode", "report");
		try (Server server = Server.start(ParameterServer.class, properties)) {
			for (String text : List.of("two values", "in both", "hidden, converter drops it", "pushed twice",
					"device request, hidden", "authorization request, twice", "refreshed code, another value")) {
				Attack attack = attacks().stream().filter((one) -> one.text().equals(text)).findFirst().orElseThrow();
				assertReported(() -> attack.request().apply(ParameterFlows.of(server)));
			}
		}
	}

	@Test
	void parameterWhenReadByPoliciesInReportModeAloneThenGrantedAndLogged() {
		Map<String, String> properties = Map.of("claims-dsl.policies.p.audience", "any",
				"claims-dsl.policies.p.claims.decided", "'yes'");
		try (Server server = Server.start(WithReportedRule.class, properties)) {
			ParameterFlows flows = ParameterFlows.of(server).login();
			assertReported(() -> flows.machine("?x=tenant", "tenant", "t1", "tenant", "barred"));
			assertReported(() -> flows.password("", "tenant", "t1", "tenant", "barred"));
			assertReported(() -> flows.device("", "tenant", "t1", "tenant", "barred"));
			assertReported(() -> flows.push("?x=tenant", "tenant", "t1"));
			assertReported(() -> flows.code(flows.authorize("tenant", "t1"), "", "tenant", "barred"));
		}
	}

	private static void assertReported(Supplier<Answer> request) {
		List<String> log = Logs.of(Level.WARN,
				() -> assertThat(request.get()).satisfies((answer) -> assertThat(answer.status()).as(answer.body())
					.isIn(200, 201, 302)
					.satisfies((status) -> assertThat(answer.location()).doesNotContain("error="))));
		assertThat(log).noneMatch((line) -> line.startsWith("Refused"))
			.filteredOn((line) -> line.startsWith("Would refuse"))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line).contains("parameter 'tenant'").doesNotContain("barred", "t1", "t2"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ParameterServer.class)
	static class WithReportedRule {

		@Bean
		TenantRules tenantRules() {
			return new TenantRules();
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class TenantRules {

		@Claim("tenant")
		String tenant(@TokenParameter("tenant") String tenant) {
			return tenant;
		}

	}

}
