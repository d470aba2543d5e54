package io.github.claimsdsl.expression;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;

/**
 * Expressions that people write, over two users: one has everything, the other nearly
 * nothing. The header of natural.tsv says what they mean.
 */
final class Natural {

	/** A team's ordinary user, without annotations of null. */
	@NullUnmarked
	record User(String id, String username, String email, String givenName, String familyName, String nick,
			String phone, Integer age, boolean emailVerified, Boolean mfaEnabled, List<String> roles,
			Set<String> groups, Map<String, Object> attributes, Address address, Instant createdAt, LocalDate birthDate,
			String locale, Tier tier, UUID externalId, BigDecimal balance, List<Membership> memberships) {
	}

	@NullUnmarked
	record Address(String street, String city, String country, Geo geo) {
	}

	record Geo(double lat, double lon) {
	}

	@NullUnmarked
	record Membership(String org, String role, boolean active) {
	}

	enum Tier {

		FREE, GOLD, PLATINUM

	}

	static final Schema SCHEMA = Schema.forUser(User.class)
		.withParameters(Set.of("tenant", "acr_values", "ui_locales", "login_hint", "prompt"));

	private Natural() {
	}

	/**
	 * A line of a file.
	 *
	 * @param category what it is an example of
	 * @param text the expression
	 * @param ann its value for ann, as JSON
	 * @param bare its value for bare, as JSON
	 */
	record Line(String category, String text, String ann, String bare) {

		@Override
		public String toString() {
			return this.text;
		}

	}

	static List<Line> lines(String file) throws IOException {
		try (InputStream in = Natural.class.getResourceAsStream(file)) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#") && !line.isBlank())
				.map((line) -> line.split("\t"))
				.map((cells) -> new Line(cells[0], cells[1], cells[2], cells[3]))
				.toList();
		}
	}

	static TokenRequest ann() {
		User user = new User("u-1001", "ann.berg", "Ann.Berg@example.com", "Ann", "Berg", "annie", "+47 900 12 345", 34,
				true, true, List.of("ROLE_ADMIN", "ROLE_DEV", "viewer"),
				new LinkedHashSet<>(List.of("staff", "eng", "oncall")), attributes(),
				new Address("Storgata 1", "Oslo", "NO", new Geo(59.91, 10.75)), Instant.parse("2025-11-21T12:00:00Z"),
				LocalDate.parse("1991-06-15"), "nb-NO", Tier.GOLD,
				UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), new BigDecimal("1234.50"),
				List.of(new Membership("acme", "owner", true), new Membership("globex", "member", false),
						new Membership("initech", "auditor", true)));
		return request(user).actor(new Actor("support-7", null)).build();
	}

	private static Map<String, Object> attributes() {
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("dept", "eng");
		attributes.put("level", 5);
		attributes.put("tags", List.of("a", "b"));
		attributes.put("cost-center", "CC-42");
		attributes.put("employeeNumber", "00731");
		attributes.put("manager", Map.of("name", "Olav Lie", "email", "olav@example.com"));
		attributes.put("features", Map.of("beta", true, "quota", 20));
		attributes.put("tenant", "acme");
		attributes.put("ratio", 0.75);
		attributes.put("note", "  hello  ");
		attributes.put("region", "eu-west-1");
		attributes.put("blank", "");
		return attributes;
	}

	@SuppressWarnings("NullAway")
	static TokenRequest bare() {
		return request(new User("u-2", "bare", null, null, null, null, null, null, false, null, null, null, null, null,
				null, null, null, null, null, null, null))
			.build();
	}

	private static TokenRequest.Builder request(User user) {
		Client client = new Client("web-portal", "Web Portal",
				new LinkedHashSet<>(List.of("openid", "profile", "email", "orders:read")));
		return TokenRequest.of(client, "authorization_code")
			.user(user)
			.audience("https://api.example.com")
			.scopes(new LinkedHashSet<>(List.of("openid", "email", "orders:read")))
			.parameters(Map.of("tenant", "acme", "acr_values", "urn:mfa", "ui_locales", "nb-NO en", "login_hint",
					"ann@example.com"))
			.now(Instant.parse("2026-03-01T12:00:00Z"));
	}

	/** A value as a claim has it, so that it can be compared. */
	static @Nullable Object claim(@Nullable Object value) {
		if (value instanceof Instant time) {
			return number(new BigDecimal(time.getEpochSecond()));
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof LocalDate || value instanceof UUID) {
			return value.toString();
		}
		if (value instanceof Number) {
			return number(new BigDecimal(value.toString()));
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> list = new ArrayList<>();
			collection.forEach((element) -> list.add(claim(element)));
			return list;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> claims = new LinkedHashMap<>();
			map.forEach((key, element) -> claims.put(key.toString(), claim(element)));
			return claims;
		}
		return value;
	}

	private static BigDecimal number(BigDecimal number) {
		return (number.signum() == 0) ? BigDecimal.ZERO : number.stripTrailingZeros();
	}

	/** Reads JSON, with numbers that can be compared. */
	static @Nullable Object json(String text) {
		Json json = new Json(text);
		return json.value();
	}

	private static final class Json {

		private final String text;

		private int position;

		Json(String text) {
			this.text = text;
		}

		@Nullable Object value() {
			skip();
			char c = this.text.charAt(this.position);
			return switch (c) {
				case '"' -> string();
				case '[' -> list();
				case '{' -> map();
				default -> word();
			};
		}

		private @Nullable Object word() {
			int start = this.position;
			while (this.position < this.text.length() && ",]} ".indexOf(this.text.charAt(this.position)) < 0) {
				this.position++;
			}
			String word = this.text.substring(start, this.position);
			return switch (word) {
				case "null" -> null;
				case "true", "false" -> Boolean.valueOf(word);
				default -> number(new BigDecimal(word));
			};
		}

		private String string() {
			StringBuilder string = new StringBuilder();
			this.position++;
			while (this.text.charAt(this.position) != '"') {
				char c = this.text.charAt(this.position++);
				string.append((c == '\\') ? escaped() : c);
			}
			this.position++;
			return string.toString();
		}

		private char escaped() {
			char c = this.text.charAt(this.position++);
			if (c == 'u') {
				this.position += 4;
				return (char) Integer.parseInt(this.text.substring(this.position - 4, this.position), 16);
			}
			return (c == 'n') ? '\n' : (c == 't') ? '\t' : c;
		}

		private List<@Nullable Object> list() {
			List<@Nullable Object> list = new ArrayList<>();
			this.position++;
			while (!ends(']')) {
				list.add(value());
			}
			return list;
		}

		private Map<String, @Nullable Object> map() {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			this.position++;
			while (!ends('}')) {
				String key = string();
				skip();
				this.position++;
				map.put(key, value());
			}
			return map;
		}

		private boolean ends(char end) {
			skip();
			if (this.text.charAt(this.position) == ',') {
				this.position++;
				skip();
			}
			if (this.text.charAt(this.position) != end) {
				return false;
			}
			this.position++;
			return true;
		}

		private void skip() {
			while (this.position < this.text.length() && this.text.charAt(this.position) == ' ') {
				this.position++;
			}
		}

	}

}
