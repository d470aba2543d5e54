package io.github.claimsdsl.spring.endpoint;

import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Converts claims to their JSON form, so that the decided claims can be compared with the
 * claims in a token.
 */
final class ClaimJson {

	private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {
	};

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private ClaimJson() {
	}

	/**
	 * Returns a deep copy of the claims in JSON form. Claims that are {@code null} are
	 * left out, because they are the same as absent ones.
	 */
	static Map<String, Object> of(Map<String, Object> claims) {
		Map<String, Object> json = new LinkedHashMap<>(claims.size() * 4 / 3 + 1);
		claims.forEach((name, value) -> {
			Object form = top(value);
			if (form != null) {
				json.put(name, name.equals(JwtClaimNames.AUD) ? several(form) : form);
			}
		});
		return json;
	}

	/**
	 * Returns the claims of a signed JWT, or {@code null} if the value is not one. The
	 * map is empty if the claims cannot be read or have a name twice, because readers
	 * disagree about which of the two counts.
	 */
	static @Nullable Map<String, Object> ofJwt(String value) {
		int start = value.indexOf('.') + 1;
		int end = value.indexOf('.', start);
		if (start == 0 || end < 0 || value.indexOf('.', end + 1) >= 0) {
			return null;
		}
		Map<String, Object> claims = object(value.substring(start, end));
		if (claims == null) {
			return header(value).isEmpty() ? null : Map.of();
		}
		claims.values().removeIf(Objects::isNull);
		claims.computeIfPresent(JwtClaimNames.AUD, (name, audience) -> several(audience));
		return claims;
	}

	/** Returns the header of a JWT; empty if the value is not a JWT. */
	static Map<String, Object> header(String value) {
		Map<String, Object> header = object(value.substring(0, Math.max(0, value.indexOf('.'))));
		return (header != null) ? header : Map.of();
	}

	/**
	 * Returns the JSON object that is encoded in a part of a JWT, or {@code null} if
	 * there is none.
	 */
	private static @Nullable Map<String, Object> object(String part) {
		try {
			return MAPPER.readValue(Base64.getUrlDecoder().decode(part), CLAIMS);
		}
		catch (IllegalArgumentException | JacksonException ex) {
			return null;
		}
	}

	/** Returns the names of the claims that differ, sorted. */
	static Set<String> differences(Map<String, Object> decided, Map<String, Object> issued) {
		Set<String> names = new TreeSet<>(decided.keySet());
		names.addAll(issued.keySet());
		names.removeIf((name) -> same(decided.get(name), issued.get(name)));
		return names;
	}

	static boolean same(Map<String, Object> decided, Map<String, Object> issued) {
		if (decided.size() != issued.size()) {
			return false;
		}
		for (Map.Entry<String, Object> claim : decided.entrySet()) {
			if (!same(claim.getValue(), issued.get(claim.getKey()))) {
				return false;
			}
		}
		return true;
	}

	private static boolean same(@Nullable Object decided, @Nullable Object issued) {
		if (Objects.equals(decided, issued)) {
			return true;
		}
		if (decided instanceof Number first && issued instanceof Number second) {
			return sameNumber(first, second);
		}
		if (decided instanceof List<?> first && issued instanceof List<?> second) {
			return sameElements(first, second);
		}
		return decided instanceof Map<?, ?> first && issued instanceof Map<?, ?> second && sameEntries(first, second);
	}

	private static boolean sameNumber(Number decided, Number issued) {
		if (isWhole(decided) && isWhole(issued)) {
			return decided.longValue() == issued.longValue();
		}
		return new BigDecimal(decided.toString()).compareTo(new BigDecimal(issued.toString())) == 0;
	}

	private static boolean isWhole(Number number) {
		return number instanceof Long || number instanceof Integer;
	}

	/** Compares lists in any order, because a store may return a set in another order. */
	private static boolean sameElements(List<?> decided, List<?> issued) {
		if (decided.size() != issued.size()) {
			return false;
		}
		for (int i = 0; i < decided.size(); i++) {
			if (!same(decided.get(i), issued.get(i))) {
				List<Object> others = new ArrayList<>(issued);
				decided.forEach(others::remove);
				return others.isEmpty();
			}
		}
		return true;
	}

	private static boolean sameEntries(Map<?, ?> decided, Map<?, ?> issued) {
		return decided.keySet().equals(issued.keySet())
				&& decided.keySet().stream().allMatch((key) -> same(decided.get(key), issued.get(key)));
	}

	/**
	 * Makes a list of a single audience, which may stand alone (RFC 7519 section 4.1.3).
	 */
	private static Object several(Object audience) {
		return (audience instanceof List<?>) ? audience : List.of(audience);
	}

	/**
	 * Converts the value of a claim. A time becomes a NumericDate (RFC 7519 section 2),
	 * unlike a time inside of another value.
	 */
	private static @Nullable Object top(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return seconds(instant);
		}
		return (value instanceof Date date) ? (Object) seconds(date.toInstant()) : value(value);
	}

	/**
	 * Rounds as the library that signs does: milliseconds divided by 1000, towards zero.
	 */
	private static long seconds(Instant time) {
		return time.toEpochMilli() / 1000;
	}

	private static @Nullable Object value(@Nullable Object value) {
		if (value instanceof String || value instanceof Number || value instanceof Boolean || value == null) {
			return value;
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> elements = new ArrayList<>(collection.size());
			collection.forEach((element) -> elements.add(value(element)));
			return elements;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> entries = new LinkedHashMap<>();
			map.forEach((key, entry) -> entries.put(String.valueOf(key), value(entry)));
			return entries;
		}
		return written(value);
	}

	/** Converts a value that is not of a JSON type as the library that signs does. */
	private static Object written(Object value) {
		try {
			Object written = JSONObjectUtils.parse(JSONObjectUtils.toJSONString(Map.of("value", value))).get("value");
			return (written != null) ? written : value.toString();
		}
		catch (ParseException | RuntimeException ex) {
			return value.toString();
		}
	}

}
