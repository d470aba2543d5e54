package io.github.claimsdsl.demo.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The encoding of client secrets.
 */
class ClientSecretEncoderTests {

	private final ClientSecretEncoder encoder = new ClientSecretEncoder();

	@Test
	void encodeWhenTwiceThenSaltsDiffer() {
		assertThat(this.encoder.encode("secret")).isNotEqualTo(this.encoder.encode("secret"));
	}

	@Test
	void matchesWhenSecretIsTheSameThenTrue() {
		String encoded = this.encoder.encode("secret");
		assertThat(this.encoder.matches("secret", encoded)).isTrue();
		assertThat(this.encoder.matches("Secret", encoded)).isFalse();
		assertThat(this.encoder.matches("", encoded)).isFalse();
	}

	@Test
	void upgradeEncodingWhenEncodedThenFalse() {
		assertThat(this.encoder.upgradeEncoding(this.encoder.encode("secret"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7, 8, 39, 40, 41, 104 })
	void matchesWhenEncodingIsDamagedThenFalse(int position) {
		StringBuilder encoded = new StringBuilder(this.encoder.encode("secret"));
		encoded.setCharAt(position, '?');
		assertThat(this.encoder.matches("secret", encoded.toString())).isFalse();
	}

	@Test
	void matchesWhenEncodingIsLongerOrShorterThenFalse() {
		String encoded = this.encoder.encode("secret");
		assertThat(this.encoder.matches("secret", encoded + "0")).isFalse();
		assertThat(this.encoder.matches("secret", encoded.substring(0, encoded.length() - 1))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "{noop}secret", "{sha256}", "{sha256}00", "{sha256}$", "{sha256}zz$zz" })
	void matchesWhenEncodingIsForeignThenFalse(String encoded) {
		assertThat(this.encoder.matches("secret", encoded)).isFalse();
	}

}
