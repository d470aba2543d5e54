package io.github.claimsdsl.spring.endpoint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was decided compares with what Spring Security's encoder makes of it.
 */
class ClaimJsonTests {

	private static final JwtEncoder ENCODER = encoder();

	static List<Object> values() {
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("none", null);
		nested.put("at", Date.from(Instant.parse("2026-01-02T03:04:05Z")));
		nested.put("list", List.of(1, "a", Map.of("b", true)));
		return List.of("text", "", "ä 😀 \u2028 \" \\ </script> \u0000", 1, 1L << 53, Long.MIN_VALUE, 1.5, 1.5f, -0.0,
				1e300, new BigDecimal("12.340"), new BigInteger("12345678901234567890"), true,
				Date.from(Instant.parse("2026-01-02T03:04:05.678Z")), List.of(), List.of("a"), Arrays.asList("a", null),
				Set.of("only"), new String[] { "a", "b" }, new int[] { 1, 2 }, Map.of(), nested, List.of(nested), 'c',
				UUID.fromString("6c8a7f0e-4f6c-4c39-9d0f-0a4a2d1d3c52"), URI.create("https://a.example"),
				Thread.State.NEW);
	}

	@ParameterizedTest
	@MethodSource("values")
	void claimWhenEncodedThenIsTheSame(Object value) {
		Map<String, Object> claims = claims();
		claims.put("value", value);
		Map<String, Object> issued = ClaimJson.ofJwt(encode(claims));
		assertThat(issued).isNotNull();
		assertThat(ClaimJson.differences(ClaimJson.of(claims), issued)).isEmpty();
		assertThat(ClaimJson.same(ClaimJson.of(claims), issued)).isTrue();
	}

	@Test
	void claimWhenChangedThenDiffers() {
		Map<String, Object> decided = ClaimJson.of(with("value", new ArrayList<>(List.of("user"))));
		for (Object other : List.of("user", List.of("admin"), List.of("user", "admin"), List.of(), 1, Map.of("user", 1),
				List.of(List.of("user")))) {
			Map<String, Object> issued = ClaimJson.ofJwt(encode(with("value", other)));
			assertThat(ClaimJson.same(decided, issued)).as(other.toString()).isFalse();
			assertThat(ClaimJson.differences(decided, issued)).containsExactly("value");
		}
		assertThat(ClaimJson.same(decided, ClaimJson.ofJwt(encode(claims())))).isFalse();
		assertThat(ClaimJson.same(ClaimJson.of(claims()), ClaimJson.ofJwt(encode(with("value", 1))))).isFalse();
		assertThat(ClaimJson.same(ClaimJson.of(with("value", (1L << 53) + 1)),
				ClaimJson.ofJwt(encode(with("value", 1L << 53)))))
			.isFalse();
	}

	/** A generator cannot change a decided list or map in place. */
	@Test
	void valueWhenChangedInPlaceThenDiffers() {
		List<String> roles = new ArrayList<>(List.of("user"));
		Map<String, Object> tenant = new LinkedHashMap<>(Map.of("roles", roles));
		Map<String, Object> claims = with("tenant", tenant);
		Map<String, Object> decided = ClaimJson.of(claims);
		roles.add("admin");
		assertThat(ClaimJson.differences(decided, ClaimJson.ofJwt(encode(claims)))).containsExactly("tenant");
	}

	@Test
	void setWhenAStoreReordersItThenIsTheSame() {
		Map<String, Object> decided = ClaimJson.of(with("scope", List.of("a", "b", "c")));
		assertThat(ClaimJson.same(decided, ClaimJson.of(with("scope", List.of("c", "a", "b"))))).isTrue();
		assertThat(ClaimJson.same(decided, ClaimJson.of(with("scope", List.of("c", "a", "d"))))).isFalse();
		assertThat(ClaimJson.same(ClaimJson.of(with("list", List.of("a", "a", "b"))),
				ClaimJson.of(with("list", List.of("a", "b", "b")))))
			.isFalse();
	}

	/** RFC 7519 section 4.1.3. */
	@Test
	void audienceWhenOneValueThenMayStandAlone() {
		Map<String, Object> decided = ClaimJson.of(with("aud", "api"));
		assertThat(ClaimJson.same(decided, ClaimJson.of(with("aud", List.of("api"))))).isTrue();
		assertThat(ClaimJson.same(decided, ClaimJson.of(with("aud", List.of("api", "b"))))).isFalse();
	}

	/**
	 * RFC 7515 section 4: parsers differ in what they take of a name that occurs twice.
	 */
	@Test
	void jwtWhenNotReadableThenHasNoClaimsAndIsNotOpaque() {
		assertThat(ClaimJson.ofJwt("eyJhIjoxfQ.eyJ.eyJ")).isEmpty();
		assertThat(ClaimJson.ofJwt("eyJhIjoxfQ.eyJhIjoxLCJhIjoyfQ.")).isEmpty();
	}

	@Test
	void textWhenNoJwtThenHasNoClaims() {
		for (String text : List.of("", "opaque", "a.b", "a.b.c", "..", "a.b.c.d.e", "\n.\n.\n")) {
			assertThat(ClaimJson.ofJwt(text)).as(text).isNull();
		}
	}

	private static Map<String, Object> claims() {
		return new LinkedHashMap<>(Map.of("iss", "https://issuer.example", "exp",
				Instant.parse("2026-01-02T03:04:05.9Z"), "aud", List.of("client")));
	}

	private static Map<String, Object> with(String name, Object value) {
		Map<String, Object> claims = claims();
		claims.put(name, value);
		return claims;
	}

	private static String encode(Map<String, Object> claims) {
		return ENCODER.encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(),
				JwtClaimsSet.builder().claims((all) -> all.putAll(claims)).build()))
			.getTokenValue();
	}

	private static JwtEncoder encoder() {
		try {
			return new NimbusJwtEncoder(
					new ImmutableJWKSet<>(new JWKSet(new OctetSequenceKeyGenerator(256).keyID("k").generate())));
		}
		catch (com.nimbusds.jose.JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
