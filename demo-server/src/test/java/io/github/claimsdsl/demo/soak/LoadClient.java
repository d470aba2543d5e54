package io.github.claimsdsl.demo.soak;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

/**
 * A client that gets tokens from either node, checks each, and never gives up a refresh
 * token before it knows what became of it.
 */
final class LoadClient implements Runnable {

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	private static final int REFRESHES = 30;

	private final List<Integer> ports;

	private final List<Http> nodes;

	private final Verifier verifier;

	private final JdbcClient database;

	private final Figures figures;

	private final BooleanSupplier goOn;

	private final Random random;

	LoadClient(List<Integer> ports, Verifier verifier, JdbcClient database, Figures figures, BooleanSupplier goOn,
			int seed) {
		this.ports = ports;
		this.nodes = ports.stream().map(Http::new).toList();
		this.verifier = verifier;
		this.database = database;
		this.figures = figures;
		this.goOn = goOn;
		this.random = new Random(seed * 0x9E3779B97F4A7C15L);
	}

	@Override
	public void run() {
		while (this.goOn.getAsBoolean()) {
			try {
				step();
			}
			catch (RuntimeException | AssertionError ex) {
				this.figures.wrong("unexpected: " + ex);
			}
		}
	}

	private void step() {
		String user = this.random.nextBoolean() ? "alice" : "carol";
		String audience = this.random.nextBoolean() ? Verifier.API : Verifier.REPORTS;
		boolean code = this.random.nextInt(4) == 0;
		String client = code ? "web-app" : "trusted-app";
		Answer tokens = code ? signIn(user, audience)
				: ask("password", () -> node().token(client, "grant_type", "password", "username", user, "password",
						password(user), "scope", scope(audience), "audience", audience));
		if (accept("granted", tokens)) {
			check(this.verifier.check(tokens, client, user, audience));
			live(tokens, client, user, audience);
		}
	}

	private void live(Answer granted, String client, String user, String audience) {
		String id = this.database.sql("select id from oauth2_authorization where refresh_token_value = ?")
			.param(granted.string("refresh_token"))
			.query(String.class)
			.single();
		Answer tokens = granted;
		for (int i = 0; i < REFRESHES && tokens != null; i++) {
			use(tokens, audience, client);
			machine();
			tokens = refresh(tokens.string("refresh_token"), client, id);
			if (tokens != null) {
				check(this.verifier.check(tokens, client, user, audience));
			}
		}
	}

	/**
	 * Refreshes until it is known what became of the token; null once that is nothing to
	 * go on with.
	 */
	private Answer refresh(String token, String client, String id) {
		boolean unsure = false;
		while (true) {
			long start = System.nanoTime();
			Answer answer = ask("refresh",
					() -> node().token(client, "grant_type", "refresh_token", "refresh_token", token));
			if (answer != null && answer.status() == 200) {
				this.figures.refreshed(System.nanoTime() - start);
				this.figures.count("refreshed");
				return answer;
			}
			if (answer != null && answer.status() != 503) {
				judge(answer, unsure && wasRotated(token, id));
				return null;
			}
			unsure = true;
			pause();
		}
	}

	private void judge(Answer answer, boolean rotated) {
		if (rotated && answer.error().equals("invalid_grant")) {
			this.figures.count("rotated, but the answer was lost");
		}
		else {
			this.figures.wrong("lost authorization: " + answer.status() + " " + answer.body());
		}
	}

	private boolean wasRotated(String token, String id) {
		return this.database.sql("select refresh_token_value from oauth2_authorization where id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.filter((current) -> !current.equals(token))
			.isPresent();
	}

	private void use(Answer tokens, String audience, String client) {
		String bearer = "Bearer " + tokens.string("access_token");
		accept("used", ask("userinfo", () -> node().get("/userinfo", "Authorization", bearer)));
		if (audience.equals(Verifier.API)) {
			accept("used", ask("api", () -> node().get("/api/messages", "Authorization", bearer)));
		}
		Answer answer = ask("introspect",
				() -> node().post("/oauth2/introspect", Http.form("token", tokens.string("access_token")),
						"Authorization", Http.basic(client, Http.secret(client))));
		if (accept("introspected", answer) && !Boolean.TRUE.equals(answer.json().get("active"))) {
			this.figures.wrong("inactive: " + answer.body());
		}
	}

	private void machine() {
		Answer answer = ask("machine", () -> node().token("machine", "grant_type", "client_credentials", "scope",
				"read:messages", "audience", Verifier.API));
		if (accept("granted", answer)) {
			check(this.verifier.checkMachine(answer));
		}
	}

	/** Signs in at one node and exchanges the code at the other. */
	private Answer signIn(String user, String audience) {
		int first = this.random.nextInt(2);
		Answer redirect = ask("authorize", () -> new Browser(this.ports.get(first)).authorize(user, password(user),
				Browser.request("web-app", CALLBACK, scope(audience), "audience", audience)));
		if (redirect == null || !redirect.header("Location").startsWith(CALLBACK)) {
			return null;
		}
		return ask("exchange",
				() -> this.nodes.get(1 - first)
					.token("web-app", "grant_type", "authorization_code", "code", Browser.parameter(redirect, "code"),
							"redirect_uri", CALLBACK, "code_verifier", Browser.VERIFIER));
	}

	/** The answer, or null if the node could not be reached or hung up. */
	private Answer ask(String what, Supplier<Answer> request) {
		try {
			Answer answer = request.get();
			this.figures.count(what + " " + answer.status());
			return answer;
		}
		catch (UncheckedIOException ex) {
			this.figures.count("connection refused or lost");
			pause();
			return null;
		}
	}

	private boolean accept(String what, Answer answer) {
		if (answer == null || answer.status() == 503) {
			return false;
		}
		if (answer.status() != 200) {
			this.figures.wrong("not " + what + ": " + answer.status() + " " + answer.body());
		}
		return answer.status() == 200;
	}

	private void check(String problem) {
		if (problem.isEmpty()) {
			this.figures.count("tokens verified");
		}
		else {
			this.figures.wrong(problem);
		}
	}

	private Http node() {
		return this.nodes.get(this.random.nextInt(2));
	}

	private static String scope(String audience) {
		return audience.equals(Verifier.API) ? "openid read:messages" : "openid read:reports";
	}

	private static String password(String user) {
		return user.equals("alice") ? "wonderland" : "chess";
	}

	private static void pause() {
		java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
	}

}
