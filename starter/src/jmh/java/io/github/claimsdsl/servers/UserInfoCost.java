package io.github.claimsdsl.servers;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The processor time of userinfo and of introspection over HTTP, client included: of the
 * stock server, and with ten rules. The least of several rounds, in microseconds.
 */
public final class UserInfoCost {

	private static final int ROUNDS = 12;

	private static final int REQUESTS = 1_000;

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private UserInfoCost() {
	}

	/**
	 * Measures both servers in turn.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		try (AnswerServer stock = AnswerServer.start(AnswerServer.InMemory.class, Map.of("claims-dsl.enabled", "false"));
				AnswerServer rules = AnswerServer.start(AnswerServer.InMemory.class, properties())) {
			Answer stockTokens = stock.flow().tokens("app", "openid read").granted();
			Answer tokens = rules.flow().tokens("app", "openid read").granted();
			report("userinfo", () -> stock.userInfo(stockTokens).granted(), () -> rules.userInfo(tokens).granted());
			report("introspection", () -> stock.introspected("app", stockTokens),
					() -> rules.introspected("app", tokens));
		}
	}

	private static Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("claims-dsl.policies.p.token-type", "userinfo,introspection");
		properties.put("claims-dsl.policies.p.audience", "any");
		for (int i = 0; i < 10; i++) {
			properties.put("claims-dsl.policies.p.claims.c" + i, (i % 2 == 0) ? "user.email" : "user.groups");
		}
		return properties;
	}

	private static void report(String endpoint, Runnable stock, Runnable rules) {
		double leastStock = Double.MAX_VALUE;
		double leastRules = Double.MAX_VALUE;
		for (int i = 0; i < ROUNDS; i++) {
			leastStock = Math.min(leastStock, time(stock));
			leastRules = Math.min(leastRules, time(rules));
		}
		System.out.printf("%s: stock %.0f us, ten rules %.0f us, ratio %.2f%n", endpoint, leastStock, leastRules,
				leastRules / leastStock);
	}

	/** The processor time of a request. */
	private static double time(Runnable request) {
		long before = SYSTEM.getProcessCpuTime();
		for (int i = 0; i < REQUESTS; i++) {
			request.run();
		}
		return (SYSTEM.getProcessCpuTime() - before) / 1_000.0 / REQUESTS;
	}

}
