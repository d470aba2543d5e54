package io.github.claimsdsl.docs.cookbook.slowservice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

class SlowServiceTests {

	private final AtomicInteger calls = new AtomicInteger();

	private HttpServer service;

	private String url;

	@BeforeEach
	void start() throws IOException {
		this.service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.service.createContext("/plans/app", (exchange) -> {
			this.calls.incrementAndGet();
			exchange.sendResponseHeaders(200, 4);
			exchange.getResponseBody().write("gold".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		this.service.createContext("/plans/slow", (exchange) -> this.calls.incrementAndGet());
		this.service.start();
		this.url = "http://127.0.0.1:" + this.service.getAddress().getPort();
	}

	@AfterEach
	void stop() {
		this.service.stop(0);
	}

	@Test
	void plansWhenServiceAnswersThenInToken() {
		policies(Duration.ofSeconds(30)).assertThat(token("app", "billing"))
			.hasExactlyClaims(Map.of("plan", "gold", "billing_plan", "gold"));
	}

	@Test
	void planWhenServiceIsSlowThenTokenWithoutIt() {
		policies(Duration.ofMillis(100)).assertThat(token("slow", "orders"))
			.hasExactlyClaims(Map.of())
			.hasOutcome("planClaims.plan", Status.OMITTED);
	}

	@Test
	void tokenWhenServiceIsSlowAndClaimIsRequiredThenRefused() {
		policies(Duration.ofMillis(100)).assertThat(token("slow", "billing")).isRefusedWith("server_error");
	}

	@Test
	void planWhenAskedTwiceThenServiceIsCalledOnce() {
		new ApplicationContextRunner().withUserConfiguration(SubscriptionsConfiguration.class, Subscriptions.class)
			.withPropertyValues("subscriptions.url=" + this.url)
			.run((context) -> {
				Subscriptions subscriptions = context.getBean(Subscriptions.class);
				assertThat(subscriptions.plan("app")).isEqualTo("gold").isEqualTo(subscriptions.plan("app"));
				assertThat(this.calls).hasValue(1);
			});
	}

	private ClaimPolicyTester policies(Duration timeout) {
		Subscriptions subscriptions = new Subscriptions(SubscriptionsConfiguration.client(this.url, timeout));
		return ClaimPolicyTester.withoutUser().rules(new PlanClaims(subscriptions)).build();
	}

	private static TokenRequest token(String client, String scope) {
		return TokenRequest.of(Client.of(client), "client_credentials").scopes(Set.of(scope)).build();
	}

}
