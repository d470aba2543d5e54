package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.NullUnmarked;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;

/**
 * Users of the schema of {@link Natural} whose data has every shape: all of it, nearly
 * none, nulls in the middle of paths and collections, empty ones, extremes, and
 * attributes whose types differ from user to user.
 */
@NullUnmarked
final class Crowd {

	static final List<TokenRequest> REQUESTS = List.of(Natural.ann(), Natural.bare(), rich(), torn(), empty(),
			extreme(), endless());

	private Crowd() {
	}

	/** The inputs by name, for an evaluator that is not ours. */
	static Map<String, Object> inputs(TokenRequest request) {
		Map<String, Object> inputs = new LinkedHashMap<>();
		inputs.put("user", request.user());
		inputs.put("client", request.client());
		inputs.put("request", RequestInput.of(request));
		inputs.put("token", TokenInput.of(request));
		inputs.put("actor", request.actor());
		inputs.put("now", request.now());
		return inputs;
	}

	/** Has values of every type as attributes. */
	private static TokenRequest rich() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("dept", "ops");
		attributes.put("level", 3L);
		attributes.put("tags", new LinkedHashSet<>(List.of("b", "c")));
		attributes.put("cost-center", 42);
		attributes.put("employeeNumber", "731");
		attributes.put("manager", Map.of("name", "Kari Moe", "level", 9));
		attributes.put("features", Map.of("beta", false, "quota", 20.0));
		attributes.put("tenant", "globex");
		attributes.put("ratio", new BigDecimal("0.750"));
		attributes.put("region", "eu-north-1");
		attributes.put("flag", true);
		attributes.put("tier", Natural.Tier.GOLD);
		attributes.put("uuid", UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
		attributes.put("seen", Instant.parse("2026-02-28T23:59:59Z"));
		attributes.put("joined", LocalDate.parse("2024-02-29"));
		attributes.put("mixed", List.of("a", 1, 2.5, true, Natural.Tier.FREE));
		attributes.put("teams", List.of(Map.of("name", "blue", "size", 4), Map.of("name", "red", "size", 2L)));
		attributes.put("numbers", List.of(1, 2L, 3.0, new BigDecimal("4.50")));
		return request(new Natural.User("u-7", "rich", "Rich@Example.org", "Rita", "Rich", "", "0047", 65, true, false,
				new ArrayList<>(List.of("viewer", "ROLE_DEV", "viewer", "a,b")), new TreeSet<>(Set.of("eng", "staff")),
				attributes, new Natural.Address("", "Bergen", "NO", new Natural.Geo(-33.5, 0.0)),
				Instant.parse("2026-03-01T12:00:00Z"), LocalDate.parse("2008-02-29"), "en", Natural.Tier.PLATINUM,
				UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), new BigDecimal("-7E+2"),
				new ArrayList<>(List.of(new Natural.Membership("acme", "owner", true)))))
			.actor(new Actor("support-7", "https://idp.example.com"))
			.issuance(Issuance.REFRESH)
			.issuer("https://id.example.com")
			.build();
	}

	/** Has nulls where others have values, also inside of collections and paths. */
	private static TokenRequest torn() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("dept", null);
		attributes.put("level", "5");
		attributes.put("tags", Arrays.asList("a", null, "c"));
		attributes.put("manager", null);
		attributes.put("features", new LinkedHashMap<>());
		attributes.put("ratio", 2);
		attributes.put("note", "\t");
		attributes.put("mixed", Arrays.asList(null, "x", 7));
		attributes.put("teams", Arrays.asList(null, Map.of("size", 1)));
		attributes.put("numbers", Arrays.asList(null, 5));
		return request(new Natural.User("u-3", "torn", null, "Tor", null, null, null, 17, true, null,
				Arrays.asList("ROLE_ADMIN", null, ""), null, attributes, new Natural.Address(null, null, "SE", null),
				null, LocalDate.parse("2000-12-31"), null, null, null, null, Arrays.asList(
						new Natural.Membership(null, "owner", true), new Natural.Membership("globex", null, false))))
			.build();
	}

	private static TokenRequest empty() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("", "");
		attributes.put("ratio", -0.0);
		attributes.put("numbers", List.of(0, -0.0, 0.0, new BigDecimal("0.00")));
		return TokenRequest.of(new Client("", null, Set.of()), "client_credentials")
			.user(new Natural.User("", "", "", "", "", "", "", 0, false, false, List.of(), Set.of(), attributes,
					new Natural.Address("", "", "", new Natural.Geo(0, 0)), Instant.EPOCH, LocalDate.EPOCH, "",
					Natural.Tier.FREE, new UUID(0, 0), new BigDecimal("0.00"), List.of()))
			.now(Instant.EPOCH)
			.build();
	}

	private static TokenRequest extreme() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("dept", "\u00e9\ud83d\ude00'\"\\$");
		attributes.put("level", Long.MAX_VALUE);
		attributes.put("tags", List.of());
		attributes.put("cost-center", List.of("CC", 1));
		attributes.put("manager", "nobody");
		attributes.put("features", true);
		attributes.put("ratio", 1e300);
		attributes.put("flag", "true");
		attributes.put("region", 0);
		attributes.put("mixed", List.of(1, "1", List.of("1"), Map.of("a", 1)));
		attributes.put("teams", Map.of("name", "blue"));
		attributes.put("numbers", List.of(Integer.MAX_VALUE, Long.MIN_VALUE, -0.5, new BigDecimal("1E+3")));
		return request(new Natural.User("1", "u$er\\", "a@b@c", "\u00c9", "\u0130", " x ", "1.50", Integer.MAX_VALUE,
				true, true, List.of("", "a", "\ud83d\ude00", "ROLE_", "ROLE_admin"),
				new LinkedHashSet<>(List.of("z", "Z", "1")), attributes,
				new Natural.Address("a\nb", "5", "no", new Natural.Geo(1e15, -1e-7)),
				Instant.parse("9999-12-31T23:59:59.999Z"), LocalDate.parse("-0001-01-01"), "tr", Natural.Tier.GOLD,
				new UUID(-1, -1), new BigDecimal("12345678901234567890.123456789"),
				List.of(new Natural.Membership("", "", true))))
			.build();
	}

	/** Has numbers that are none. */
	private static TokenRequest endless() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("ratio", Double.NaN);
		attributes.put("level", Double.POSITIVE_INFINITY);
		attributes.put("numbers", List.of(Double.NaN, 1, Double.NEGATIVE_INFINITY, 2.5));
		return request(new Natural.User("u-9", "endless", "e", null, null, null, null, Integer.MIN_VALUE, false, null,
				null, null, attributes,
				new Natural.Address(null, null, null, new Natural.Geo(Double.NaN, Double.NEGATIVE_INFINITY)),
				Instant.MIN, LocalDate.MAX, null, null, null, new BigDecimal("1E-20"), null))
			.build();
	}

	private static TokenRequest.Builder request(Natural.User user) {
		return TokenRequest.of(new Client("web-portal", "Web", Set.of("openid")), "password")
			.user(user)
			.scopes(Set.of("orders:read"))
			.parameters(Map.of("tenant", "acme"))
			.now(Instant.parse("2026-03-01T12:00:00Z"));
	}

}
