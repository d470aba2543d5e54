package io.github.claimsdsl.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FewClaimsTests {

	private final Random random = new Random(1);

	@Test
	void putWhenAnyNamesThenAsALinkedHashMap() {
		for (int run = 0; run < 500; run++) {
			Map<String, Object> expected = new LinkedHashMap<>();
			FewClaims claims = new FewClaims(FewClaims.MOST);
			while (expected.size() < FewClaims.MOST) {
				String name = "claim" + this.random.nextInt(20);
				int value = this.random.nextInt();
				assertThat(claims.put(name, value)).isEqualTo(expected.put(name, value));
				assertThat(claims).hasToString(expected.toString()).isEqualTo(expected);
			}
			assertSame(claims, expected);
		}
	}

	private static void assertSame(FewClaims claims, Map<String, Object> expected) {
		Map<String, Object> copy = new LinkedHashMap<>();
		claims.forEach(copy::put);
		assertThat(copy).hasToString(expected.toString());
		for (int i = 0; i < 20; i++) {
			assertThat(claims.get("claim" + i)).isEqualTo(expected.get("claim" + i));
			assertThat(claims.containsKey("claim" + i)).isEqualTo(expected.containsKey("claim" + i));
		}
	}

	@Test
	void getWhenNoNameThenNothing() {
		FewClaims claims = new FewClaims(1);
		claims.put("email", "alice@mydomain.com");
		assertThat(claims.get(null)).isNull();
	}

}
