package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names look like secrets.
 */
class SecretNamesTests {

	/** Secrets, as the words that a name is made of. */
	private static final List<String> SECRETS = List.of("password", "user passwords", "passwd hash", "db pwd",
			"pass phrase", "pass code", "client secret", "secrets", "credential", "credentials id", "card pin", "pin",
			"ssn", "us ssn", "otp", "totp seed", "card cvv", "cvc", "jwt", "salt", "mnemonic", "private key", "api key",
			"access key id", "signing key", "encryption key", "master key", "ssh key", "social security number",
			"card number", "recovery codes", "backup code", "security answer", "token", "access token", "api tokens",
			"client assertion");

	private static final List<String> SEPARATORS = List.of("_", "-", ".", " ", "/", ":", "__", "\u200b");

	@ParameterizedTest
	@ValueSource(strings = { "password", "passwordHash", "hashedPassword", "PASSWORD2", "pwd1", "clientSecret",
			"client-secret", "APIKey", "apikey", "api_key", "API_KEY", "myAPIKey2", "x-api-key", "userPIN", "pIn",
			"accessTokenValue", "tokenValue", "refresh_token_hash", "pins", "otps", "userPINs", "TOTPs", "hmacKey",
			"paidIsCardNumber", "tokenB64", "tokenSha256", "session_key", "tokenV2", "secretaryPassword", "ssn",
			"SSNLast4", "refreshToken", "token", "tokens", "idTokenV2.token", "accessToken1", "JWT", "privateKeyPem",
			"credentialsExpired", "\uff50\uff49\uff4e", "p.i.n", "card.number" })
	void isSecretWhenNameLooksLikeOneThenTrue(String name) {
		assertThat(SecretNames.DEFAULT.isSecret(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "email", "tokenType", "pinned", "shipping", "opinion", "spin", "spinCount",
			"saltiness", "assault", "basalt", "key", "keyId", "publicKey", "passport", "passengers", "compass",
			"sector", "otpimal", "ssnake", "assertionCount", "cardNumerals", "costCenter", "secretary",
			"secretaryOfState", "discardNumber", "passwordlessLogin", "tokenCount", "value", "hash", "spins", "IDs",
			"userPinboard", "monkey", "apikindness" })
	void isSecretWhenNameDoesNotLookLikeOneThenFalse(String name) {
		assertThat(SecretNames.DEFAULT.isSecret(name)).isFalse();
	}

	@Test
	void isSecretWhenSecretIsWrittenOtherwiseThenStillTrue() {
		Random random = new Random(17);
		for (int i = 0; i < 20_000; i++) {
			String name = written(random, SECRETS.get(random.nextInt(SECRETS.size())));
			assertThat(SecretNames.DEFAULT.isSecret(name)).as(name).isTrue();
		}
	}

	/** Any separators with any case, or none in camel case; with a number or a prefix. */
	private static String written(Random random, String secret) {
		String[] words = ((random.nextBoolean() ? "my " : "") + secret).split(" ");
		String number = random.nextBoolean() ? String.valueOf(random.nextInt(100)) : "";
		if (random.nextBoolean()) {
			String camel = IntStream.range(0, words.length)
				.mapToObj((i) -> (i == 0) ? words[i]
						: words[i].substring(0, 1).toUpperCase(Locale.ROOT) + words[i].substring(1))
				.collect(Collectors.joining());
			return camel + number;
		}
		String separator = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
		return IntStream.range(0, words.length)
			.mapToObj((i) -> anyCase(random, words[i]))
			.collect(Collectors.joining(separator)) + number;
	}

	private static String anyCase(Random random, String word) {
		return word.chars()
			.map((letter) -> random.nextBoolean() ? Character.toUpperCase(letter) : letter)
			.mapToObj(Character::toString)
			.collect(Collectors.joining());
	}

	@Test
	void isSecretWhenNameIsALongNumberThenTimeGrowsAsItsLength() {
		assertThat(SecretNames.DEFAULT.isSecret("1".repeat(2_000_000) + "x")).isFalse();
		assertThat(SecretNames.DEFAULT.isSecret("pin" + "1".repeat(2_000_000))).isTrue();
	}

	@Test
	void isSecretWhenNameIsAllowedThenFalseForExactlyThatName() {
		SecretNames names = SecretNames.allowing(Set.of("passwordChangedAt", "api_key"));
		assertThat(names.isSecret("passwordChangedAt")).isFalse();
		assertThat(names.isSecret("api_key")).isFalse();
		assertThat(names.isSecret("apiKey")).isTrue();
		assertThat(names.isSecret("passwordChangedat")).isTrue();
		assertThat(SecretNames.DEFAULT.isSecret("api_key")).isTrue();
	}

	@Test
	void isSecretWhenNamesAreMoreThanAreKeptThenStillRight() {
		SecretNames names = SecretNames.allowing(Set.of("x"));
		for (int i = 0; i < 3_000; i++) {
			assertThat(names.isSecret("name" + i + "x")).isFalse();
			assertThat(names.isSecret("pin" + i)).isTrue();
		}
		assertThat(names.isSecret("x".repeat(1_000_000) + "Token")).isTrue();
	}

}
