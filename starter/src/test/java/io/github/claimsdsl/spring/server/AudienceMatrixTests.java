package io.github.claimsdsl.spring.server;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.DEFAULT;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static io.github.claimsdsl.spring.audience.TestAudiences.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Every grant, asked for an audience in every way, on every store, by clients that are
 * named and by clients that are chosen by a setting, as those are that register
 * themselves, over HTTP: RFC 8707 section 2 (the errors; section 2.1: authorization
 * requests, section 2.2: token requests cannot add a target), RFC 9126 section 2.1, RFC
 * 8628 section 3.1, RFC 8693 section 2.2.2.
 */
@ParameterizedClass
@MethodSource("kinds")
class AudienceMatrixTests {

	/**
	 * The {@code aud} of the token, or the error: {@code target} is
	 * {@code invalid_target}, {@code >target} the same by redirect to the client. Of the
	 * two grants marked {@code none}, no request comes later: they have no refresh token.
	 */
	private static final String TABLE = """
			grant              | none   | default     | known   | unknown | forbidden | several | changed later | withdrawn
			PASSWORD           | client | default+oidc | api+oidc | target  | target    | target  | target        | target
			CLIENT_CREDENTIALS | client | default     | api     | target  | target    | target  | none          | target
			AUTHORIZATION_CODE | client | default+oidc | api+oidc | >target | >target   | >target | target        | target
			PUSHED             | client | default+oidc | api+oidc | target  | target    | target  | target        | target
			REFRESH_TOKEN      | client | default+oidc | api+oidc | target  | target    | target  | target        | target
			DEVICE_CODE        | client | default     | api     | target  | target    | target  | target        | target
			TOKEN_EXCHANGE     | client | default     | api     | target  | target    | target  | none          | target
			""";

	private static final Map<String, List<String>> ASKED = Map.of("none", List.of(), "default", List.of(), "known",
			List.of("audience", API), "unknown", List.of("audience", UNKNOWN), "forbidden",
			List.of("resource", DEFAULT), "several", List.of("resource", API, "resource", REPORTS), "changed later",
			List.of("audience", API), "withdrawn", List.of("audience", API));

	private final TestServers servers;

	AudienceMatrixTests(TestStore store, TestServers.Choice choice) {
		this.servers = TestServers.of(store, choice);
	}

	static Stream<Arguments> kinds() {
		return Arrays.stream(TestStore.values())
			.flatMap(
					(store) -> Arrays.stream(TestServers.Choice.values()).map((choice) -> Arguments.of(store, choice)));
	}

	static Stream<Arguments> cells() {
		List<String[]> rows = TABLE.lines().map((line) -> line.split(" *\\| *")).toList();
		return rows.stream()
			.skip(1)
			.flatMap((row) -> IntStream.range(1, row.length)
				.mapToObj((i) -> Arguments.of(Grant.valueOf(row[0]), rows.get(0)[i], row[i].strip())));
	}

	@Test
	void tableNamesEveryGrantAndCase() {
		assertThat(cells()).hasSize(Grant.values().length * ASKED.size());
	}

	@ParameterizedTest
	@MethodSource("cells")
	void tokenIsForWhatWasGranted(Grant grant, String name, String expected) {
		String clientId = name.equals("default") ? "defaulted" : grant.clientId;
		TestClient client = this.servers.server().client().login();
		Answer asked = grant.ask(client, clientId, ASKED.get(name).toArray(String[]::new));
		switch (name) {
			case "changed later" -> {
				assertThat(grant.hasLater).isEqualTo(!expected.equals("none"));
				if (grant.hasLater) {
					assertOutcome(grant.later(client, client, clientId, asked, "audience", REPORTS), grant, clientId,
							expected);
				}
			}
			case "withdrawn" -> {
				TestClient withdrawn = this.servers.withdrawn().client();
				assertOutcome(grant.hasLater ? grant.later(withdrawn, client, clientId, asked)
						: grant.ask(withdrawn, clientId, "audience", API), grant, clientId, expected);
			}
			default -> assertOutcome(expected.endsWith("target") ? asked : grant.token(client, clientId, asked), grant,
					clientId, expected);
		}
	}

	private static void assertOutcome(Answer answer, Grant grant, String clientId, String expected) {
		switch (expected) {
			case "target" -> answer.refused("invalid_target");
			case ">target" -> answer.redirectedWith("invalid_target");
			default -> {
				assertThat(answer.granted().audience()).containsExactlyElementsOf(audience(expected, clientId));
				if (grant.scope.contains("openid")) {
					assertThat(answer.claims("id_token")).containsEntry("aud", clientId);
				}
			}
		}
	}

	private static List<String> audience(String expected, String clientId) {
		Map<String, String> words = Map.of("client", clientId, "default", DEFAULT, "api", API, "oidc",
				ServerNode.ISSUER + "/userinfo");
		return Arrays.stream(expected.split("\\+")).map(words::get).toList();
	}

	/**
	 * A grant: where an audience is asked for, and the request that comes later.
	 */
	enum Grant {

		PASSWORD("app", "openid read:messages", true) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				return client.password(clientId, TestClient.concat(parameters, "scope", this.scope));
			}

			@Override
			Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
				return node.refresh(clientId, asked, parameters);
			}

		},

		CLIENT_CREDENTIALS("machine", "read:messages", false) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				return client.token(clientId, "client_credentials", TestClient.concat(parameters, "scope", this.scope));
			}

		},

		AUTHORIZATION_CODE("web", "openid read:messages", true) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				return client.authorize(clientId, TestClient.concat(parameters, "scope", this.scope));
			}

			@Override
			Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
				return node.code(clientId, asked, parameters);
			}

			@Override
			Answer token(TestClient client, String clientId, Answer asked) {
				return later(client, client, clientId, asked);
			}

		},

		PUSHED("web", "openid read:messages", true) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				return client.push(clientId, TestClient.concat(parameters, "scope", this.scope));
			}

			@Override
			Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
				Answer authorized = browser.get("/oauth2/authorize", TestClient.concat(parameters, "client_id",
						clientId, "request_uri", asked.string("request_uri")));
				return node.code(clientId, authorized, parameters);
			}

			@Override
			Answer token(TestClient client, String clientId, Answer asked) {
				return later(client, client, clientId, asked);
			}

		},

		REFRESH_TOKEN("app", "openid read:messages", true) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				String[] first = (parameters.length > 0) ? new String[] { "audience", API } : parameters;
				return client.refresh(clientId, PASSWORD.ask(client, clientId, first), parameters);
			}

			@Override
			Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
				return node.refresh(clientId, asked, parameters);
			}

		},

		DEVICE_CODE("tv", "read:messages", true) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				return client.post("/oauth2/device_authorization", clientId,
						TestClient.concat(parameters, "scope", this.scope));
			}

			@Override
			Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
				browser.approve(clientId, asked, this.scope);
				return node.device(clientId, asked, parameters);
			}

			@Override
			Answer token(TestClient client, String clientId, Answer asked) {
				return later(client, client, clientId, asked);
			}

		},

		TOKEN_EXCHANGE("app", "read:messages", false) {

			@Override
			Answer ask(TestClient client, String clientId, String... parameters) {
				Answer subject = client.password(clientId, "scope", this.scope);
				return client.exchange(clientId, subject, TestClient.concat(parameters, "scope", this.scope));
			}

		};

		final String clientId;

		final String scope;

		final boolean hasLater;

		Grant(String clientId, String scope, boolean hasLater) {
			this.clientId = clientId;
			this.scope = scope;
			this.hasLater = hasLater;
		}

		/** Asks for an audience where the grant asks for it. */
		abstract Answer ask(TestClient client, String clientId, String... parameters);

		/** Sends the request that follows, to a node; the browser belongs to alice. */
		Answer later(TestClient node, TestClient browser, String clientId, Answer asked, String... parameters) {
			throw new IllegalStateException("No request follows");
		}

		/** Returns the tokens for what was asked. */
		Answer token(TestClient client, String clientId, Answer asked) {
			return asked;
		}

	}

}
