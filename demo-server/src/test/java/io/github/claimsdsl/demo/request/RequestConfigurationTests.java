package io.github.claimsdsl.demo.request;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestConfigurationTests {

	// As in StrictHttpFirewall
	private static final Pattern TEXT = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

	private static final Pattern HEADER_VALUE = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

	@Test
	void isTextWhenAnyCharacterThenIsAsTheFirewallsPattern() {
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			String value = "a" + Character.toString(character) + "b";
			assertThat(RequestConfiguration.isText(value)).as("U+%X", character)
				.isEqualTo(TEXT.matcher(value).matches());
			assertThat(RequestConfiguration.isHeaderValue(value)).as("U+%X", character)
				.isEqualTo(HEADER_VALUE.matcher(value).matches());
		}
		assertThat(RequestConfiguration.isText("")).isTrue();
	}

}
