package io.github.claimsdsl.spring.preview;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.util.Assert;

/**
 * Encodes a JWT without signing it. The result has the header and claims of a decoded
 * token; the token value is a placeholder. The key that would sign is found in the same
 * way as Spring Security's encoder finds it.
 */
final class PreviewEncoder implements JwtEncoder {

	private static final int BRACES = 2;

	private static final int USUAL_RSA = 256;

	private final @Nullable JWKSource<SecurityContext> keys;

	PreviewEncoder(@Nullable JWKSource<SecurityContext> keys) {
		this.keys = keys;
	}

	@Override
	public Jwt encode(JwtEncoderParameters parameters) {
		JwsHeader header = parameters.getJwsHeader();
		Assert.notNull(header, "the token generator must choose the algorithm");
		JwtClaimsSet claims = parameters.getClaims();
		Map<String, Object> headers = new LinkedHashMap<>(header.getHeaders());
		headers.put(JoseHeaderNames.ALG, header.getAlgorithm().getName());
		JWK key = key(header);
		if (key != null && key.getKeyID() != null) {
			headers.putIfAbsent(JoseHeaderNames.KID, key.getKeyID());
		}
		return new Jwt("preview", claims.getIssuedAt(), claims.getExpiresAt(), headers, claims.getClaims());
	}

	/** Returns the key that would sign, or {@code null} if it is not known. */
	@Nullable JWK key(JwsHeader header) {
		JWSAlgorithm algorithm = JWSAlgorithm.parse(header.getAlgorithm().getName());
		boolean symmetric = JWSAlgorithm.Family.HMAC_SHA.contains(algorithm);
		JWKMatcher.Builder matcher = new JWKMatcher.Builder().keyType(KeyType.forAlgorithm(algorithm))
			.keyID(header.getKeyId())
			.algorithms(algorithm, null);
		matcher = symmetric ? matcher.privateOnly(true) : matcher.keyUses(KeyUse.SIGNATURE, null);
		try {
			List<JWK> found = (this.keys != null) ? this.keys.get(new JWKSelector(matcher.build()), null) : List.of();
			return (found.size() == 1) ? found.get(0) : null;
		}
		catch (KeySourceException ex) {
			return null;
		}
	}

	/**
	 * Returns the claims as a decoded token has them, with times as numbers (RFC 7519
	 * section 2, NumericDate).
	 */
	static Map<String, Object> decoded(Map<String, Object> claims) {
		Map<String, Object> decoded = new LinkedHashMap<>();
		claims.forEach((name, value) -> decoded.put(name, decoded(name, value)));
		return decoded;
	}

	private static Object decoded(String name, Object value) {
		if (name.equals(JwtClaimNames.AUD) && value instanceof Collection<?> values && values.size() == 1) {
			return values.iterator().next();
		}
		if (value instanceof Instant instant) {
			return instant.getEpochSecond();
		}
		return (value instanceof Date date) ? (Object) date.toInstant().getEpochSecond() : value;
	}

	PreviewedToken.Size size(Map<String, Object> header, Map<String, Object> claims) {
		Map<String, Integer> lengths = new LinkedHashMap<>();
		claims.forEach((name, value) -> lengths.put(name, length(Map.of(name, value)) - BRACES));
		int signature = signatureLength(header);
		return new PreviewedToken.Size(encoded(length(header)) + 1 + encoded(length(claims)) + 1 + encoded(signature),
				lengths);
	}

	private static int length(Map<String, Object> json) {
		return JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Returns the length of the given number of bytes in base64url without padding (RFC
	 * 7515 section 2).
	 */
	private static int encoded(int bytes) {
		return (bytes * 4 + 2) / 3;
	}

	/**
	 * Returns the length of the signature in bytes (RFC 7518 section 3). An RSA signature
	 * is as long as its key.
	 */
	private int signatureLength(Map<String, Object> header) {
		String algorithm = String.valueOf(header.get(JoseHeaderNames.ALG));
		return switch (algorithm) {
			case "HS256" -> 32;
			case "HS384" -> 48;
			case "HS512", "ES256", "EdDSA" -> 64;
			case "ES384" -> 96;
			case "ES512" -> 132;
			default ->
				(key(JwsHeader.with(() -> algorithm).build()) instanceof RSAKey rsa) ? rsa.size() / 8 : USUAL_RSA;
		};
	}

}
