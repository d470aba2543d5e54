package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is checked when a server with declared issuers starts.
 */
class IssuerDeclarationTests {

	@Test
	void pathsWhenTheServerHasOneIssuerThenStartFails() {
		assertThat(Server.failure(StockServer.class, IssuerTests.properties("http://127.0.0.1")))
			.hasMessageContaining("claims-dsl.issuers: the issuers have different paths, but the server does not allow "
					+ "several issuers");
	}

	@Test
	void issuersWhenTheServerHasAFixedOneThenStartFails() {
		Map<String, String> properties = IssuerTests.properties("http://127.0.0.1");
		properties.put("spring.security.oauth2.authorizationserver.issuer", "https://auth.example.com");
		assertThat(Server.failure(StockServer.class, properties))
			.hasMessageContaining("claims-dsl.issuers: the server always has the issuer 'https://auth.example.com'");
	}

	/** The API of globex is the default of client partner at globex already. */
	@ParameterizedTest
	@ValueSource(strings = { "/globex", "/acme,/globex", "" })
	void defaultWhenItSharesAnIssuerWithAnotherThenStartFails(String issuers) {
		assertThat(Server.failure(IssuerTests.SeveralIssuers.class, withSecondDefault("http://127.0.0.1", issuers)))
			.hasMessageContaining("claims-dsl.audiences[2].default-for")
			.hasMessageContaining("client 'partner' has a default already, '" + IssuerTests.GLOBEX_API
					+ "': a client can have only one default audience");
	}

	@Test
	void defaultWhenItSharesNoIssuerThenEachIssuerHasItsOwn() {
		String port = IssuerTests.freePort();
		Map<String, String> properties = withSecondDefault("http://127.0.0.1:" + port, "/acme");
		properties.put("server.port", port);
		try (Server server = Server.start(IssuerTests.SeveralIssuers.class, properties)) {
			assertThat(defaultOfPartner(server, "/acme")).containsExactly("https://acme.example.com");
			assertThat(defaultOfPartner(server, "/globex")).containsExactly(IssuerTests.GLOBEX_API);
		}
	}

	private static List<Object> defaultOfPartner(Server server, String issuer) {
		return FourChecks.audience(server.client()
			.post(issuer + "/oauth2/token", "partner", "grant_type", "client_credentials", "scope", "read")
			.granted()
			.claims("access_token"));
	}

	private static Map<String, String> withSecondDefault(String base, String issuers) {
		Map<String, String> properties = IssuerTests.properties(base);
		properties.put("claims-dsl.audiences[2].id", "https://acme.example.com");
		properties.put("claims-dsl.audiences[2].clients", "partner");
		properties.put("claims-dsl.audiences[2].default-for", "partner");
		properties.put("claims-dsl.audiences[2].scopes", "read");
		if (!issuers.isEmpty()) {
			properties.put("claims-dsl.audiences[2].issuers", issuers.replace("/", base + "/"));
		}
		return properties;
	}

}
