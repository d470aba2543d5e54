package io.github.claimsdsl.servers;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which request's parameter a rule reads, for each grant: the request's own, or that of
 * the first request of the authorization.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParameterTests {

	private List<Server> servers;

	@BeforeAll
	void start() {
		this.servers = ParameterServers.start();
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server::close);
	}

	List<Server> servers() {
		return this.servers;
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void clientCredentialsThenTheValueOfTheTokenRequest(Server server) {
		ParameterFlows flows = ParameterFlows.of(server);
		assertTenant(flows.machine("", "tenant", "t1"), "t1");
		assertTenant(flows.machine("", "tenant", ""), null);
		assertTenant(flows.machine("?x=y", "tenant", "t1"), "t1");
		assertTenant(flows.machine(""), null);
		flows.machine("", "tenant", "barred").refused("access_denied");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void codeThenTheValueOfTheAuthorizationRequest(Server server) {
		ParameterFlows flows = ParameterFlows.of(server).login();
		Answer tokens = flows.code(flows.authorize("tenant", "t1"), "");
		assertTenant(tokens, "t1");
		assertThat(tokens.claims("id_token")).containsEntry("tenant", "t1");
		assertTenant(flows.code(flows.authorize("tenant", "t1"), "", "tenant", "t1"), "t1");
		assertTenant(flows.code(flows.authorize("tenant", "t1"), "", "tenant", ""), "t1");
		assertTenant(flows.code(flows.submit("", "tenant", "t1"), ""), "t1");
		assertTenant(flows.code(flows.authorize(), ""), null);
		flows.code(flows.authorize("tenant", "barred"), "").refused("access_denied");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void refreshedCodeThenTheValueOfTheAuthorizationRequest(Server server) {
		ParameterFlows flows = ParameterFlows.of(server).login();
		Answer tokens = flows.code(flows.authorize("tenant", "t1"), "");
		for (int i = 0; i < 2; i++) {
			tokens = flows.refresh(tokens, "");
			assertTenant(tokens, "t1");
			assertThat(tokens.claims("id_token")).containsEntry("tenant", "t1");
		}
		assertTenant(flows.refresh(tokens, "", "tenant", "t1"), "t1");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void pushedRequestThenTheValueThatWasPushed(Server server) {
		ParameterFlows flows = ParameterFlows.of(server).login();
		assertTenant(flows.code(flows.pushed(flows.push("", "tenant", "t1")), ""), "t1");
		assertTenant(flows.code(flows.pushed(flows.push("", "tenant", "t1"), "tenant", "t1"), ""), "t1");
		assertTenant(flows.code(flows.pushed(flows.push("?x=y", "tenant", "t1")), "", "tenant", "t1"), "t1");
		assertTenant(flows.code(flows.pushed(flows.push("")), ""), null);
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void deviceThenTheValueOfTheDeviceAuthorizationRequest(Server server) {
		ParameterFlows flows = ParameterFlows.of(server).login();
		Answer tokens = flows.poll(flows.approved("tenant", "t1"), "");
		assertTenant(tokens, "t1");
		assertTenant(flows.poll(flows.approved("tenant", "t1"), "", "tenant", "t1"), "t1");
		assertTenant(flows.poll(flows.approved(), ""), null);
		flows.poll(flows.approved("tenant", "barred"), "").refused("access_denied");
		for (int i = 0; i < 2; i++) {
			tokens = flows.refresh(tokens, "");
			assertTenant(tokens, "t1");
		}
		assertTenant(flows.refresh(tokens, "", "tenant", "t1"), "t1");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void grantWhoseConverterKeepsNoParameterThenTheValueOfTheRequest(Server server) {
		ParameterFlows flows = ParameterFlows.of(server);
		Answer tokens = flows.password("", "tenant", "t1");
		assertTenant(tokens, "t1");
		assertThat(tokens.claims("id_token")).containsEntry("tenant", "t1");
		flows.password("", "tenant", "barred").refused("access_denied");
		for (int i = 0; i < 2; i++) {
			tokens = flows.refresh(tokens, "");
			assertTenant(tokens, "t1");
		}
		assertTenant(flows.refresh(tokens, "", "tenant", "t1"), "t1");
		assertTenant(flows.refresh(flows.password(""), ""), null);
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void exchangeThenTheValueOfItsOwnRequestAndNoOther(Server server) {
		ParameterFlows flows = ParameterFlows.of(server).login();
		Answer subject = flows.code(flows.authorize("tenant", "t1"), "");
		assertTenant(flows.exchange(subject, ""), null);
		assertTenant(flows.exchange(subject, "", "tenant", "t2"), "t2");
		assertTenant(flows.exchange(flows.exchange(subject, "", "tenant", "t2"), ""), null);
		flows.exchange(subject, "", "tenant", "barred").refused("access_denied");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void opaqueTokenThenHasTheValueToo(Server server) {
		ParameterFlows flows = ParameterFlows.of(server);
		String token = flows.opaque("tenant", "t1").granted().text("access_token");
		assertThat(flows.client().post("/oauth2/introspect", "opaque", "token", token).json()).containsEntry("tenant",
				"t1");
	}

	/** RFC 8707 allows several; nobody looks at them where no audience is declared. */
	@Test
	void severalResourcesWhenNoAudiencesAreDeclaredThenAsTheServerHasThem() {
		ParameterFlows flows = ParameterFlows.of(this.servers.get(0)).login();
		String[] resources = { "tenant", "t1", "resource", "https://a.example", "resource", "https://b.example" };
		assertTenant(flows.machine("", resources), "t1");
		assertTenant(flows.machine("?resource=https://a.example", "tenant", "t1"), "t1");
		assertTenant(flows.code(flows.authorize(resources), ""), "t1");
		assertTenant(flows.code(flows.pushed(flows.push("", resources)), "", resources), "t1");
		Answer tokens = flows.poll(flows.approved(resources), "", resources);
		assertTenant(tokens, "t1");
		assertTenant(flows.refresh(tokens, "", resources), "t1");
	}

	private static void assertTenant(Answer tokens, String tenant) {
		if (tenant != null) {
			assertThat(tokens.granted().claims("access_token")).containsEntry("tenant", tenant);
		}
		else {
			assertThat(tokens.granted().claims("access_token")).doesNotContainKey("tenant");
		}
	}

}
