package io.github.claimsdsl.expression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * Token requests of many shapes: nulls, extremes and several classes of each interface.
 */
final class TestData {

	static final Origin ORIGIN = new Origin("claims-dsl.policies.p.claims.c",
			new Origin.Location("application.yml", 3, 5));

	static final Schema SCHEMA = Schema.forUser(Person.class).withParameters(Set.of("tenant", "none"));

	static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	static final Person ALICE = new Person("alice@mydomain.com", null, 7, 5_000_000_000L, 1.5, null, true, null,
			List.of("user", "admin"), Set.of("staff"), null, List.of(1, 2, 3),
			new Person.Address("Bern", null, new Person.Country("CH", Map.of("gdp", 20), () -> "flag")),
			Map.of("team", "blue"), Instant.parse("2026-01-31T11:00:00Z"), null, null, "x");

	static final Person BOB = new Person("Bob+x@Example.org", "gold", 0, -1, -0.5, 42, false, true,
			new ArrayList<>(List.of("a", "ROLE_b")), new TreeSet<>(Set.of("a", "b", "c")),
			new LinkedList<>(List.of("x")), Collections.unmodifiableList(new ArrayList<>(List.of(9))),
			new Person.Address("", "3000", null), new TreeMap<>(Map.of("team", "red", "it's", "1")), Instant.EPOCH,
			Instant.parse("2030-01-01T00:00:00Z"), 5, "y");

	static final Person EMPTY = new Person("", "", Integer.MAX_VALUE, Long.MAX_VALUE, 0.0, 0, false, false, List.of(),
			new LinkedHashSet<>(), Arrays.asList(null, "a"), Collections.emptyList(), null, new HashMap<>(), NOW, NOW,
			List.of("1", 2), "z");

	static final Person EXTREME = new Person("\u00e9\ud83d\ude00'\"\\", "1", Integer.MIN_VALUE, Long.MIN_VALUE, 1e300,
			Integer.MIN_VALUE, true, true, Arrays.asList("true", null, "1", ""), new LinkedHashSet<>(List.of("1", "")),
			List.of("1"), Arrays.asList(null, 1, Integer.MAX_VALUE), new Person.Address("1", "", null),
			Collections.singletonMap("", null), Instant.MIN, Instant.MAX, "text", "");

	static final List<Person> PEOPLE = List.of(ALICE, BOB, EMPTY, EXTREME);

	private TestData() {
	}

	static TokenRequest request(Object user) {
		return TokenRequest.of(Client.of("app"), "password")
			.user(user)
			.audience("https://api.example.com")
			.scopes(Set.of("read"))
			.parameters(Map.of("tenant", "t1"))
			.now(NOW)
			.build();
	}

	/** What plain MVEL needs to evaluate an author's text over the same data. */
	static Map<String, Object> variables(TokenRequest request) {
		Map<String, Object> variables = new HashMap<>(ClaimFunctions.asVariables());
		variables.put("user", request.user());
		variables.put("client", request.client());
		variables.put("request", RequestInput.of(request));
		variables.put("token", TokenInput.of(request));
		variables.put("actor", request.actor());
		variables.put("now", request.now());
		return variables;
	}

}
