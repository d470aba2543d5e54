package io.github.claimsdsl.demo.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.jwk.JWKSet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.NodeProcess;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load on two nodes with one PostgreSQL, whose connections are cut, and of which one node
 * is killed. {@code soak.sh} runs it; the build does not.
 */
class Soak {

	private static final int CLIENTS = 8;

	private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

	private final Duration round = Duration.ofSeconds(30);

	private final int rounds = 2 * Integer.getInteger("soak.minutes", 10);

	private final Figures figures = new Figures();

	private final List<Long> heap = new ArrayList<>();

	private volatile boolean goOn = true;

	@Test
	void keepsEveryPromise() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Cable cable = new Cable(postgres.getPort());
				NodeProcess survivor = new NodeProcess(properties(cable));
				NodeProcess victim = new NodeProcess(properties(cable))) {
			survivor.awaitReady();
			victim.awaitReady();
			JdbcClient database = JdbcClient.create(postgres.getPostgresDatabase());
			ExecutorService clients = start(List.of(survivor.port(), victim.port()), database);
			for (int i = 0; i < this.rounds; i++) {
				disturb(i, cable, database, victim);
				this.heap.add(live(survivor) / 1024);
				System.out.println("round " + (i + 1) + " live " + this.heap.get(i) + " KiB, " + this.figures);
			}
			this.goOn = false;
			clients.shutdown();
			assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
			report(database);
		}
	}

	/**
	 * Each round ends later than the trouble in it began, and lasts as long as the
	 * others.
	 */
	private void disturb(int number, Cable cable, JdbcClient database, NodeProcess victim) {
		Instant end = Instant.now().plus(this.round);
		sleepUntil(end.minusSeconds(25));
		switch (number % 4) {
			case 0 -> cutFor(cable, 5);
			case 1 -> {
				victim.kill();
				sleepUntil(end.minusSeconds(20));
				victim.start();
			}
			case 2 ->
				database.sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
						+ " and backend_type = 'client backend'")
					.query()
					.listOfRows();
			default -> {
				for (int i = 0; i < 10; i++) {
					cutFor(cable, 0.2);
				}
			}
		}
		sleepUntil(end);
	}

	private static void cutFor(Cable cable, double seconds) {
		cable.cut();
		sleepUntil(Instant.now().plusMillis((long) (seconds * 1000)));
		cable.mend();
		sleepUntil(Instant.now().plusMillis(500));
	}

	private ExecutorService start(List<Integer> ports, JdbcClient database) throws Exception {
		Verifier verifier = new Verifier(JWKSet.parse(new Http(ports.get(0)).get("/oauth2/jwks").body()));
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		for (int i = 0; i < CLIENTS; i++) {
			clients.execute(new LoadClient(ports, verifier, database, this.figures, () -> this.goOn, i));
		}
		return clients;
	}

	private void report(JdbcClient database) {
		System.out.println("SOAK " + this.rounds / 2 + " minutes, " + this.figures);
		System.out.println("SOAK live KiB: " + this.heap);
		System.out.println("SOAK authorizations: "
				+ database.sql("select count(*) from oauth2_authorization").query(Long.class).single());
		assertThat(this.figures.wrong()).isEmpty();
		assertThat(this.figures.of("tokens verified")).isPositive();
		if (this.heap.size() >= 10) {
			assertThat(average(this.heap.subList(this.heap.size() - 4, this.heap.size())))
				.isLessThan(1.15 * average(this.heap.subList(4, 8)));
		}
	}

	private static double average(List<Long> values) {
		return values.stream().mapToLong(Long::longValue).average().orElseThrow();
	}

	/** The bytes of all live objects: the histogram is taken after a collection. */
	private static long live(NodeProcess node) throws Exception {
		Process jcmd = new ProcessBuilder(NodeProcess.java("jcmd"), String.valueOf(node.pid()), "GC.class_histogram")
			.start();
		Matcher total = TOTAL.matcher(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		assertThat(total.find()).isTrue();
		return Long.parseLong(total.group(1));
	}

	private static void sleepUntil(Instant instant) {
		try {
			Thread.sleep(Math.max(0, Duration.between(Instant.now(), instant).toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<String> properties(Cable cable) {
		List<String> properties = new ArrayList<>(
				Nodes.postgres("jdbc:postgresql://localhost:" + cable.port() + "/postgres"));
		properties.add("server.servlet.session.timeout=1m");
		return properties;
	}

}
