package io.github.claimsdsl.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.claimsdsl.servers.KnownRule.Condition;
import io.github.claimsdsl.servers.KnownRule.Kind;
import io.github.claimsdsl.servers.KnownRule.Verdict;

/**
 * Policies in properties, drawn from a seed, each selected by scopes.
 */
final class DrawnPolicies {

	/** The scopes that select the policies. */
	static final List<String> SCOPES = IntStream.range(0, 20).mapToObj((i) -> "drawn-" + i).toList();

	private static final int POLICIES = 40;

	private static final Set<String> TOKEN_TYPES = new TreeSet<>(Set.of("access_token", "id_token"));

	private static final List<String> GRANTS_WITH_ID_TOKEN = List.of("authorization_code", "password");

	private static final List<String> GRANT_TYPES = List.of("client_credentials", "authorization_code", "device_code",
			"password", "token_exchange");

	/** Conditions that always have an answer. */
	private static final List<Condition> DECIDED = List.of(Condition.GOLD, Condition.BLOCKED, Condition.ACTIVE,
			Condition.ADULT, Condition.ofUser("user.tier == null", (user) -> user.tier() == null),
			Condition.ofUser("user.age == null || user.age < 18", (user) -> user.age() == null || user.age() < 18),
			Condition.ofUser("!(user.active)", (user) -> !user.active()),
			Condition.of("client.id == 'drawn-opaque'", "client", TokenCase.OPAQUE),
			Condition.of("request.issuance == 'refresh'", "issuance", "refresh"),
			Condition.of("request.scopes contains 'drawn-0'", "scope", "drawn-0"),
			Condition.of("token.format == 'opaque'", "token-format", "opaque"));

	private static final List<Condition> ANY = Stream.concat(DECIDED.stream(), Stream.of(Condition.SCORE)).toList();

	private static final Condition TIER = new Condition("user.tier", true,
			(token) -> Verdict.absent(token.setting().person().tier()));

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final List<KnownRule> known = new ArrayList<>();

	private final Draw draw;

	private final boolean audiences;

	DrawnPolicies(long seed, boolean audiences) {
		this.draw = new Draw(seed);
		this.audiences = audiences;
		for (int i = 0; i < POLICIES; i++) {
			policy("drawn" + i);
		}
	}

	/** How they are declared. */
	Map<String, String> properties() {
		return this.properties;
	}

	/** What is known of their rules. */
	List<KnownRule> known() {
		return this.known;
	}

	private void policy(String name) {
		Place place = place("claims-dsl.policies." + name);
		if (this.draw.once(3)) {
			claim(place);
		}
		else {
			denial(place, "a");
			denial(place, "b");
		}
	}

	/** Declares what all rules of a policy have. */
	private Place place(String prefix) {
		Map<String, Set<String>> selectors = selectors();
		selectors
			.forEach((dimension, values) -> this.properties.put(prefix + "." + dimension, String.join(",", values)));
		if (!selectors.containsKey("audience") && !Set.of("id_token").equals(selectors.get("token-type"))) {
			this.properties.put(prefix + ".audience", "any");
		}
		boolean reported = this.draw.once(10);
		if (reported) {
			this.properties.put(prefix + ".mode", "report");
		}
		List<Condition> guards = new ArrayList<>();
		if (this.draw.once(2)) {
			guards.add(this.draw.of(DECIDED));
			this.properties.put(prefix + ".when", guards.get(0).source());
		}
		return new Place(prefix, selectors, reported, guards);
	}

	private record Place(String prefix, Map<String, Set<String>> selectors, boolean reported, List<Condition> guards) {

		KnownRule rule(String id, Kind kind, List<Condition> guards, Condition body, String claim) {
			return new KnownRule(id, kind, this.reported, this.selectors, guards, body, claim);
		}

	}

	private Map<String, Set<String>> selectors() {
		Map<String, Set<String>> selectors = new LinkedHashMap<>();
		selectors.put("scope", this.draw.few(SCOPES));
		if (this.draw.once(4)) {
			selectors.put("token-type", this.draw.one(Set.of("id_token"), TOKEN_TYPES));
		}
		else if (this.audiences && this.draw.once(3)) {
			selectors.put("audience", Set.of(Policies.API));
		}
		selectWhose(selectors);
		if (this.draw.once(4)) {
			selectors.put("issuance", Set.of(this.draw.one("initial", "refresh")));
		}
		if (this.draw.once(4)) {
			selectors.put("client", selectors.containsKey("audience") ? Set.of(TokenCase.OPAQUE)
					: this.draw.few(List.of(TokenCase.JWT, TokenCase.OPAQUE, TokenCase.OUTSIDE)));
		}
		return selectors;
	}

	/** Not both: some grants have no user, and others no token without. */
	private void selectWhose(Map<String, Set<String>> selectors) {
		if (this.draw.once(4)) {
			boolean idTokens = Set.of("id_token").equals(selectors.get("token-type"));
			selectors.put("grant-type", this.draw.few(idTokens ? GRANTS_WITH_ID_TOKEN : GRANT_TYPES));
		}
		else if (this.draw.once(4)) {
			selectors.put("subject", Set.of(this.draw.one("user", "user", "client")));
		}
	}

	private void denial(Place place, String name) {
		String prefix = place.prefix() + ".deny." + name;
		Condition body = about(place.guards(), ANY);
		this.properties.put(prefix + ".when", body.source());
		if (this.draw.once(2)) {
			this.properties.put(prefix + ".error", "access_denied");
			this.properties.put(prefix + ".description", "Denied in a property");
		}
		this.known.add(place.rule(prefix, Kind.DENIAL, place.guards(), body, ""));
	}

	private void claim(Place place) {
		String claim = place.prefix().replace('.', '-');
		String prefix = place.prefix() + ".claims." + claim;
		boolean required = !this.draw.once(3);
		this.properties.put(prefix + ".value", TIER.source());
		this.properties.put(prefix + ".required", String.valueOf(required));
		List<Condition> guards = new ArrayList<>(place.guards());
		if (this.draw.once(2)) {
			Condition when = about(guards, DECIDED);
			guards.add(when);
			this.properties.put(prefix + ".when", when.source());
		}
		this.known.add(place.rule(prefix, required ? Kind.REQUIRED : Kind.CLAIM, guards, TIER, claim));
	}

	/** A condition about something else than those that guard it. */
	private Condition about(List<Condition> guards, List<Condition> choice) {
		return this.draw.of(choice.stream()
			.filter((condition) -> guards.stream().noneMatch((guard) -> subject(guard).equals(subject(condition))))
			.toList());
	}

	private static String subject(Condition condition) {
		return condition.source().replaceAll("^.*?((client|user|request|token)\\.\\w+).*$", "$1");
	}

}
