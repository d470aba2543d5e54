package io.github.claimsdsl.boot.console;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.sun.management.ThreadMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.TokenRefusal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is remembered of decisions, and what is not.
 */
class RecentDecisionsTests {

	private static final List<RuleOutcome> APPLIED = List
		.of(new RuleOutcome("p.name", "name", Origin.of("p"), Status.APPLIED, null));

	private final RecentDecisions decisions = new RecentDecisions();

	@Test
	void decidedWhenMoreThanThereArePlacesThenKeepsTheLastOfEach() {
		refuse();
		for (int i = 0; i < 250; i++) {
			issue();
		}
		assertThat(this.decisions.all()).hasSize(101);
		assertThat(this.decisions.all()).extracting(SeenDecision::number).startsWith(251L, 250L).endsWith(152L, 1L);
	}

	@Test
	void decidedWhenByManyThreadsThenStaysBoundedAndWhole() throws Exception {
		int threads = 8;
		int each = 20_000;
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(threads + 1);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				done.add(executor.submit(() -> {
					start.await();
					for (int n = 0; n < each; n++) {
						issue();
					}
					return null;
				}));
			}
			Future<?> reader = executor.submit(() -> {
				start.countDown();
				while (!done.stream().allMatch(Future::isDone)) {
					assertThat(this.decisions.all()).hasSizeLessThanOrEqualTo(RecentDecisions.MOST)
						.doesNotContainNull()
						.doesNotHaveDuplicates();
				}
			});
			for (Future<?> future : done) {
				future.get();
			}
			reader.get();
		}
		finally {
			executor.shutdownNow();
		}
		for (int i = 0; i < RecentDecisions.MOST; i++) {
			issue();
		}
		assertThat(this.decisions.all()).hasSize(RecentDecisions.MOST)
			.extracting(SeenDecision::number)
			.startsWith(threads * each + 100L)
			.endsWith(threads * each + 1L);
	}

	@Test
	void ringWhenAThreadWasOvertakenByARoundThenKeepsTheLaterOne() {
		DecisionRing ring = new DecisionRing(1);
		ring.add(SeenDecision.of(2, request("app"), decision()));
		ring.add(SeenDecision.of(1, request("app"), decision()));
		assertThat(ring.all()).extracting(SeenDecision::number).containsExactly(2L);
	}

	@Test
	void decidedWhenUserAndValuesAreHostileThenNothingShowsThem() {
		Random random = new Random(42);
		for (int i = 0; i < 300; i++) {
			String user = "mallory" + hostile(random);
			String value = "hunter2" + hostile(random);
			TokenRequest request = TokenRequest.of(Client.of(hostile(random)), "password")
				.user(new Object[] { user })
				.principalName(user)
				.parameters(Map.of("secret", value))
				.audience(hostile(random))
				.build();
			OAuthError error = new OAuthError("access_denied", value);
			ClaimDecision decision = new ClaimDecision(Map.of("name", value), APPLIED,
					random.nextBoolean() ? error : null);
			this.decisions.decided(request,
					decision.withReported(new ClaimDecision(Map.of("name", value), APPLIED, error)));
			this.decisions.refusedOutsideRules(
					new TokenRefusal("access_token", "app", "password", user, error, "a reason", true));
			assertThat(this.decisions.all().toString()).doesNotContain(user, value);
			String page = page();
			assertThat(page).doesNotContain("mallory", "hunter2", "<b>x", "<script>", "<!--x");
		}
	}

	/** Made of what could break out of text or an attribute. */
	private static String hostile(Random random) {
		List<String> parts = List.of("<", ">", "\"", "'", "&", "<b>x", "<script>", "\0", "\u202e", "--><!--x", "]]>");
		StringBuilder text = new StringBuilder("<");
		for (int i = 0; i < 4; i++) {
			text.append(parts.get(random.nextInt(parts.size())));
		}
		return text.toString();
	}

	@Test
	void decidedWhenTheTokenIsGoneThenNeitherUserNorClaimsAreHeld() {
		WeakReference<Object> user = new WeakReference<>(new Object());
		WeakReference<Object> claims = new WeakReference<>(Map.of("name", new Object()));
		decide(user, claims);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			System.gc();
			return user.get() == null && claims.get() == null;
		});
		assertThat(this.decisions.all()).hasSize(1);
	}

	@SuppressWarnings("unchecked")
	private void decide(WeakReference<Object> user, WeakReference<Object> claims) {
		ClaimDecision decision = new ClaimDecision((Map<String, Object>) claims.get(), APPLIED, null);
		this.decisions.decided(TokenRequest.of(Client.of("app"), "password").user(user.get()).build(),
				decision.withReported(decision));
	}

	@Test
	void refusedWhenTheRequestIsHugeThenIsShortened() {
		String huge = "x".repeat(1_000_000);
		this.decisions.refusedOutsideRules(
				new TokenRefusal("token request", huge, huge, null, new OAuthError("e", null), huge, true));
		this.decisions.decided(TokenRequest.of(Client.of(huge), huge).audience(huge).build(), decision());
		assertThat(page()).hasSizeLessThan(10_000);
	}

	@Test
	void refusedWhenOnlyReportedThenSaysSo() {
		this.decisions.refusedOutsideRules(
				new TokenRefusal("userinfo", null, null, null, new OAuthError("e", null), "its size", false));
		assertThat(page()).contains("<strong>Would be refused</strong>", "<code>e</code>", "unknown client", "Userinfo",
				"Its size");
	}

	@Test
	void decidedWhenItIsAnAnswerThenSaysSo() {
		this.decisions.decided(
				TokenRequest.of(Client.of("app"), "client_credentials").tokenType(TokenType.INTROSPECTION).build(),
				decision());
		assertThat(page()).contains("<strong>Answered</strong>", "<span>Introspection</span>").doesNotContain("Issued");
	}

	@Test
	void decidedWhenWarmThenAllocatesOneSmallObject() {
		ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		TokenRequest request = request("app");
		ClaimDecision decision = decision();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 50; round++) {
			long before = thread.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < 1000; i++) {
				this.decisions.decided(request, decision);
			}
			least = Math.min(least, (thread.getCurrentThreadAllocatedBytes() - before) / 1000);
		}
		assertThat(least).isBetween(1L, 160L);
	}

	private void issue() {
		this.decisions.decided(request("app"), decision());
	}

	private void refuse() {
		this.decisions.decided(request("app"),
				new ClaimDecision(Map.of(), APPLIED, new OAuthError("access_denied", null)));
	}

	private static TokenRequest request(String client) {
		return TokenRequest.of(Client.of(client), "client_credentials").build();
	}

	private static ClaimDecision decision() {
		return new ClaimDecision(Map.of("name", "x"), APPLIED, null);
	}

	private String page() {
		ConsoleRequest request = new ConsoleRequest(new MockHttpServletRequest("GET", "/claims-dsl/decisions"),
				"/claims-dsl", true);
		return new DecisionsPage(this.decisions).show(request).toString();
	}

}
