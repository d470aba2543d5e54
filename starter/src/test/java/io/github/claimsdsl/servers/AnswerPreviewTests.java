package io.github.claimsdsl.servers;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * What a preview says of userinfo and introspection is what they answer, over random
 * policies, users, clients, audiences and scopes.
 */
class AnswerPreviewTests {

	private static final int POLICIES = 400;

	private static final int TOKENS = 16;

	private static final List<String> SCOPES = List.of("email", "profile", "read");

	private static final List<String> GROUPS = List.of("staff", "board", "red", "blue");

	private static final List<String> ANSWERS = List.of("userinfo", "introspection", "userinfo,introspection");

	private static final List<String> WITH_TOKENS = List.of("id_token,userinfo", "access_token,introspection");

	private static final List<String> VALUES = List.of("user.email", "user.groups", "size(user.groups)",
			"upper(user.name)", "sorted(request.scopes)", "client.id", "token.format", "user.active",
			"request.audience", "coalesce(user.email, 'none')", "['of': user.name]");

	private static final List<String> CONDITIONS = List.of("user.groups contains 'red'",
			"request.scopes contains 'email'", "size(user.groups) > 1", "client.id == 'app'", "user.email != null");

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6 })
	void answerThenIsWhatThePreviewSays(int seed) {
		Random random = new Random(seed * 0x9E3779B97F4A7C15L);
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, properties(random))) {
			Set<Outcome> outcomes = new LinkedHashSet<>();
			for (int i = 0; i < TOKENS; i++) {
				List<String> groups = some(random, GROUPS);
				server.save((random.nextInt(4) == 0) ? null : "alice@company.example", true,
						groups.toArray(String[]::new));
				outcomes.addAll(compare(server, random));
			}
			assertThat(outcomes).contains(Outcome.ISSUED, Outcome.REFUSED);
		}
	}

	private static List<Outcome> compare(AnswerServer server, Random random) {
		String client = one(random, List.of("app", "opaque"));
		String audience = random.nextBoolean() ? Policies.API : null;
		Set<String> scopes = new LinkedHashSet<>(Set.of("openid"));
		scopes.addAll(some(random, (audience != null) ? SCOPES : SCOPES.subList(0, 2)));
		String[] parameters = (audience != null) ? new String[] { "audience", audience } : new String[0];
		Answer tokens = server.flow().tokens(client, String.join(" ", scopes), parameters).granted();
		PreviewRequest request = new PreviewRequest(client, "authorization_code", Issuance.INITIAL, "alice", audience,
				scopes, TokenType.USERINFO);
		PreviewedToken userInfo = preview(server, request, TokenType.USERINFO);
		assertThat(userInfo.outcome()).as(userInfo.reason()).isIn(Outcome.ISSUED, Outcome.REFUSED);
		assertUserInfo(server.userInfo(tokens), userInfo);
		PreviewedToken introspection = preview(server, request, TokenType.INTROSPECTION);
		assertIntrospection(
				server.introspect((audience != null) ? "messages-api" : client, tokens.text("access_token")),
				introspection);
		return List.of(userInfo.outcome(), introspection.outcome());
	}

	private static PreviewedToken preview(AnswerServer server, PreviewRequest request, TokenType type) {
		return server.server()
			.bean(TokenPreview.class)
			.preview(new PreviewRequest(request.client(), request.grantType(), request.issuance(), request.user(),
					request.audience(), request.scopes(), type));
	}

	private static void assertUserInfo(Answer answer, PreviewedToken preview) {
		if (preview.outcome() == Outcome.ISSUED) {
			assertThat(comparable(answer.granted().json(), preview)).isEqualTo(comparable(preview.claims(), preview));
		}
		else {
			assertThat(answer.text("error")).isEqualTo(preview.error().code());
		}
	}

	private static void assertIntrospection(Answer answer, PreviewedToken preview) {
		if (preview.outcome() == Outcome.ISSUED) {
			assertThat(comparable(answer.granted().json(), preview)).isEqualTo(comparable(preview.claims(), preview));
		}
		else if (preview.error().code().equals("invalid_token")) {
			assertThat(answer.granted().json()).containsExactly(Map.entry("active", false));
		}
		else {
			answer.refused(preview.error().code());
		}
	}

	/**
	 * Without what differs in each token or cannot be previewed, and with numbers and
	 * lists alike.
	 */
	private static Map<String, Object> comparable(Map<String, Object> claims, PreviewedToken preview) {
		Map<String, Object> comparable = new TreeMap<>();
		claims.forEach((name, value) -> comparable.put(name,
				(value instanceof Number number) ? number.longValue() : (value instanceof Collection<?> values)
						? List.copyOf(values) : (value instanceof URL) ? value.toString() : value));
		comparable.keySet().removeAll(TokenPreview.varyingClaims());
		comparable.keySet().removeAll(preview.notPreviewable().keySet());
		if (comparable.get("scope") instanceof String scope) {
			comparable.put("scope", Set.of(scope.split(" ")));
		}
		return comparable;
	}

	/** Policies that differ in order, so that all of them compile. */
	private static Map<String, String> properties(Random random) {
		Map<String, String> properties = new LinkedHashMap<>();
		AnswerServer.properties().forEach((name, value) -> {
			if (name.startsWith("claims-dsl.audiences")) {
				properties.put(name, value);
			}
		});
		properties.put("spring.security.oauth2.authorizationserver.issuer", "https://issuer.example.com");
		for (int i = 0; i < POLICIES; i++) {
			policy(properties, "claims-dsl.policies.p" + i + ".", i, random);
		}
		return properties;
	}

	private static void policy(Map<String, String> properties, String policy, int order, Random random) {
		boolean answersAlone = random.nextBoolean();
		String types = one(random, answersAlone ? ANSWERS : WITH_TOKENS);
		properties.put(policy + "token-type", types);
		properties.put(policy + "order", String.valueOf(order));
		if (types.contains("introspection") || types.contains("access_token")) {
			boolean forApi = !types.contains("userinfo") && random.nextBoolean();
			properties.put(policy + "audience", forApi ? Policies.API : "any");
		}
		if (random.nextBoolean()) {
			properties.put(policy + "scope", String.join(",", some(random, SCOPES)));
		}
		if (random.nextInt(3) == 0) {
			properties.put(policy + "client", one(random, List.of("app", "opaque")));
		}
		if (random.nextInt(3) == 0) {
			properties.put(policy + "when",
					one(random, List.of("request.scopes contains 'email'", "client.id == 'app'")));
		}
		for (int i = 0; i <= random.nextInt(2); i++) {
			boolean standard = types.contains("userinfo") && !types.contains("introspection") && random.nextInt(6) == 0;
			claim(properties, policy + "claims." + (standard ? "nickname" : "c" + random.nextInt(40)), answersAlone,
					random);
		}
		if (answersAlone && random.nextInt(40) == 0) {
			properties.put(policy + "deny.some.when", "user.groups != null && user.groups contains '"
					+ one(random, GROUPS) + "' && size(user.groups) > 2");
		}
	}

	private static void claim(Map<String, String> properties, String claim, boolean answersAlone, Random random) {
		properties.put(claim + ".value", one(random, VALUES));
		if (random.nextInt(3) == 0) {
			properties.put(claim + ".when", one(random, CONDITIONS));
		}
		if (answersAlone && random.nextInt(60) == 0) {
			properties.put(claim + ".value", "user.groups[1]");
			if (random.nextBoolean()) {
				properties.put(claim + ".on-error", "omit-claim");
			}
		}
	}

	private static <T> T one(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	private static List<String> some(Random random, List<String> values) {
		List<String> some = new ArrayList<>(values.stream().filter((value) -> random.nextBoolean()).toList());
		if (some.isEmpty()) {
			some.add(one(random, values));
		}
		return some;
	}

}
