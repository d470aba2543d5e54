package io.github.claimsdsl.spring.token;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonSizeTests {

	private static final String CHARACTERS = "az09 /:\"\\\u0000\n\u001f\u007f\u0080é߿ࠀ漢￿😀";

	private final Random random = new Random(1);

	@ParameterizedTest
	@ValueSource(strings = { "gold", "\"\\", "é߿", "ࠀ漢￿", "😀😀", "\u007f" })
	void ofWhenTextThenAsJson(String text) {
		Map<String, Object> claims = Map.of(text, List.of(text, Map.of(text, text), 7, -1.5, true), "exp",
				1_700_000_000);
		assertThat(JsonSize.of(claims)).isEqualTo(json(claims));
	}

	@Test
	void ofWhenAnyClaimsThenAtLeastTheirJson() {
		for (int i = 0; i < 2000; i++) {
			Map<String, Object> claims = map(0);
			assertThat(JsonSize.of(claims)).isGreaterThanOrEqualTo(json(claims));
		}
	}

	@Test
	void atMostWhenAnyClaimsThenAtLeastTheirSize() {
		for (int i = 0; i < 2000; i++) {
			Map<String, Object> claims = map(0);
			assertThat(JsonSize.atMost(claims)).isGreaterThanOrEqualTo(JsonSize.of(claims));
		}
	}

	@Test
	void ofWhenNoJsonTypeThenItsText() {
		assertThat(JsonSize.of(new BigDecimal("1.50"))).isEqualTo(4);
		assertThat(JsonSize.of(CharBuffer.wrap("gold"))).isEqualTo(6);
		assertThat(JsonSize.of(URI.create("urn:x"))).isEqualTo(7);
		assertThat(JsonSize.of(Instant.EPOCH)).isEqualTo(JsonSize.of(new Date(0))).isEqualTo(10);
	}

	@Test
	void ofWhenMoreThanAnIntHoldsThenStillLarge() {
		Map<String, Object> claims = Map.of("roles", Collections.nCopies(1000, "\u0001".repeat(400_000)));
		assertThat(JsonSize.of(claims)).isEqualTo(2_400_003_011L);
	}

	private static int json(Object value) {
		return JsonMapper.shared().writeValueAsBytes(value).length;
	}

	private Map<String, Object> map(int depth) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			map.put(text(), value(depth + 1));
		}
		return map;
	}

	private List<@Nullable Object> list(int depth) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			list.add((i == 3) ? null : value(depth + 1));
		}
		return list;
	}

	private Object value(int depth) {
		return switch (this.random.nextInt((depth < 4) ? 8 : 6)) {
			case 0, 1 -> text();
			case 2 -> this.random.nextInt();
			case 3 -> this.random.nextDouble() * 1e300;
			case 4 -> this.random.nextBoolean();
			case 5 -> this.random.nextLong();
			case 6 -> map(depth);
			default -> list(depth);
		};
	}

	private String text() {
		int[] characters = this.random
			.ints(this.random.nextInt(20), 0, CHARACTERS.codePointCount(0, CHARACTERS.length()))
			.map((index) -> CHARACTERS.codePointAt(CHARACTERS.offsetByCodePoints(0, index)))
			.toArray();
		return new String(characters, 0, characters.length);
	}

}
