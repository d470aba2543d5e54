package io.github.claimsdsl.servers;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import io.github.claimsdsl.servers.KnownRule.Token;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.servers.TokenCase.Grant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks for tokens that are drawn, and compares what comes with what is known of the
 * rules: none where one of them refuses, and one where none does.
 *
 * @param server the server
 * @param flows how it is asked
 * @param tokens draws tokens
 */
record DenialRun(Server server, TokenFlows flows, DrawnTokens tokens) {

	private static final int MOST_SEEDS = 20_000;

	/** What becomes of a token. */
	enum Outcome {

		ISSUED, REFUSED_FOR_ONE_REASON, REFUSED_FOR_SEVERAL;

		static Outcome of(int reasons) {
			return (reasons == 0) ? ISSUED : (reasons == 1) ? REFUSED_FOR_ONE_REASON : REFUSED_FOR_SEVERAL;
		}

	}

	/**
	 * Draws from seeds until every outcome of a grant has been seen so often, each time
	 * for another reason.
	 */
	void check(Grant grant, long seed, Map<Outcome, Integer> times) {
		Map<Outcome, Integer> left = new EnumMap<>(times);
		Set<String> known = new HashSet<>();
		for (long i = seed; left.values().stream().anyMatch((count) -> count > 0); i++) {
			assertThat(i).as("%s: not seen %s", grant, left).isLessThan(seed + MOST_SEEDS);
			TokenCase drawn = this.tokens.draw(i, grant);
			if (isOfUse(drawn, left, known)) {
				check(drawn);
			}
		}
	}

	/** Whether what comes before is issued and the outcome is yet to be seen. */
	private boolean isOfUse(TokenCase drawn, Map<Outcome, Integer> left, Set<String> known) {
		List<Grant> before = drawn.grants().subList(0, drawn.grants().size() - 1);
		if (!before.stream().allMatch((grant) -> reasons(drawn, grant).isEmpty())) {
			return false;
		}
		Set<String> reasons = reasons(drawn, drawn.grant());
		Outcome outcome = Outcome.of(reasons.size());
		boolean wanted = left.getOrDefault(outcome, 0) > 0;
		if (wanted && (reasons.size() != 1 || known.addAll(reasons))) {
			left.merge(outcome, -1, Integer::sum);
			return true;
		}
		return false;
	}

	private void check(TokenCase drawn) {
		Answer answer = null;
		try {
			for (Grant grant : drawn.grants()) {
				Setting.use(drawn.setting(grant));
				Set<String> reasons = reasons(drawn, grant);
				Set<String> before = active();
				answer = this.flows.ask(drawn, grant, answer);
				if (reasons.isEmpty()) {
					assertIssued(answer, before, drawn.tokens(grant, "").size(), drawn.toString());
				}
				else {
					assertRefused(answer, before, drawn + ", refused by " + reasons);
				}
			}
		}
		finally {
			Setting.use(Setting.CALM);
		}
	}

	/** What keeps a token from being issued. */
	private Set<String> reasons(TokenCase drawn, Grant grant) {
		Set<String> reasons = new LinkedHashSet<>();
		for (Token token : drawn.tokens(grant, format(drawn.client()))) {
			reasons.add(token.reason());
			this.tokens.rules().forEach((rule) -> reasons.add(rule.reason(token)));
		}
		reasons.remove(null);
		return reasons;
	}

	private String format(String id) {
		RegisteredClient client = this.server.bean(RegisteredClientRepository.class).findByClientId(id);
		return OAuth2TokenFormat.REFERENCE.equals(client.getTokenSettings().getAccessTokenFormat()) ? "opaque" : "jwt";
	}

	private Set<String> active() {
		return this.server.bean(SavedTokens.class).active();
	}

	private void assertRefused(Answer answer, Set<String> before, String as) {
		assertThat(answer.status()).as(answer.body() + " " + as).isEqualTo(400);
		assertThat(answer.json()).as(as)
			.containsKey("error")
			.doesNotContainKeys("access_token", "id_token", "refresh_token");
		assertThat(answer.body() + answer.headers().map()).as(as).doesNotContain("eyJ", "_token=");
		assertThat(before).as(as).containsAll(active());
	}

	private void assertIssued(Answer answer, Set<String> before, int tokens, String as) {
		assertThat(answer.status()).as(answer.body() + " " + as).isEqualTo(200);
		Set<String> issued = new HashSet<>(active());
		issued.removeAll(before);
		assertThat(issued).as(as).contains(this.flows.accessToken().apply(answer)).hasSizeGreaterThanOrEqualTo(tokens);
	}

}
