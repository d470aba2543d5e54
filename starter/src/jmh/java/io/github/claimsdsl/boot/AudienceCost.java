package io.github.claimsdsl.boot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.benchmark.CpuTime;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Inputs;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.audience.AudienceRequests;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * Measures what clients that are chosen by a condition cost: deciding an audience, reading
 * a client, an expression over it, and the start with a hundred audiences.
 */
public final class AudienceCost {

	private static final String API = "https://api.example.com/0";

	private static final int AUDIENCES = 100;

	private AudienceCost() {
	}

	/**
	 * Measures all, one after the other, in one JVM.
	 * @param arguments not used
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		RegisteredClient plain = client(Map.of());
		RegisteredClient marked = client(Map.of("mcp", true, "plan", "gold", "region", "eu"));
		grant("named", "app", plain);
		grant("any", "any", plain);
		grant("condition", null, marked);
		CpuTime.measure("client without settings", () -> ClientReader.read(plain));
		CpuTime.measure("client with three settings", () -> ClientReader.read(marked));
		expression("client.id == 'app'", marked);
		expression("client.settings.mcp == true", marked);
		decision("map claim", "other", "['sub': 'gateway']");
		decision("may_act", "may_act", "['sub': 'gateway']");
		decision("actor", "acting", "actor.subject");
		decision("actors before", "acting", "(subject in actor.previous)");
		start("named", "app");
		start("conditions", null);
	}

	/** The least of ten: what is bound and compiled when a server starts, in a warm JVM. */
	private static void start(String name, String clients) {
		ThreadMXBean thread = ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 10; i++) {
			long time = thread.getCurrentThreadCpuTime();
			read(clients);
			least = Math.min(least, thread.getCurrentThreadCpuTime() - time);
		}
		System.out.printf(Locale.ROOT, "| start, %s | %.1f ms |%n", name, least / 1e6);
	}

	private static void grant(String name, String clients, RegisteredClient client) throws Exception {
		AudienceRequests requests = new AudienceRequests(read(clients).audiences());
		Map<String, Object> parameters = Map.of("audience", API);
		CpuTime.measure("audience, " + name, () -> requests.ofParameters(parameters, client, Set.of("read")));
	}

	/** A whole decision with one claim, for a token whose actor had two before it. */
	private static void decision(String name, String claim, String value) throws Exception {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.property("claims-dsl.owned-claims", "may_act")
			.property("claims-dsl.policies.one.audience", "any")
			.property("claims-dsl.policies.one.claims." + claim, value)
			.build();
		Actor actor = new Actor("c", null, List.of(new Actor("b", null), new Actor("a", null)));
		TokenRequest request = TokenRequest.of(ClientReader.read(client(Map.of())), "client_credentials")
			.actor(actor)
			.build();
		CpuTime.measure("decision, " + name, () -> tester.evaluate(request));
	}

	private static void expression(String text, RegisteredClient client) throws Exception {
		ClaimExpression expression = ExpressionLanguage
			.of(Schema.withoutUser().withClient(Map.of("mcp", Type.BOOLEAN), Map.of()))
			.compileCondition(text, Origin.of("cost"))
			.expression();
		Inputs inputs = Inputs.of(TokenRequest.of(ClientReader.read(client), "client_credentials").build());
		CpuTime.measure(text, () -> expression.evaluate(inputs));
	}

	private static DeclaredSettings read(String clients) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("claims-dsl.client.settings.mcp", "boolean");
		for (int i = 0; i < AUDIENCES; i++) {
			String audience = "claims-dsl.audiences[" + i + "].";
			properties.put(audience + "id", "https://api.example.com/" + i);
			properties.put(audience + "scopes", "read");
			properties.put(audience + ((clients != null) ? "clients" : "clients.when"),
					(clients != null) ? clients : "client.settings.mcp == true");
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("cost", properties));
		ConfigurationPropertySources.attach(environment);
		DeclaredSettings settings = DeclaredSettings.read(environment);
		if (!settings.issues().isEmpty()) {
			throw new IllegalStateException(settings.issues().inOrder().toString());
		}
		return settings;
	}

	private static RegisteredClient client(Map<String, Object> settings) {
		return RegisteredClient.withId("id-of-app")
			.clientId("app")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientSettings(ClientSettings.builder().settings((all) -> all.putAll(settings)).build())
			.build();
	}

}
